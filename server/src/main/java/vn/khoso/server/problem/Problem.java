package vn.khoso.server.problem;

import vn.khoso.schemas.codec.json.ProblemJson;

/**
 * A problem document (RFC 9457): what went wrong, in words that help, without a class name, a path or a statement of SQL.
 *
 * @param code stable, upper snake case
 * @param title one Vietnamese sentence
 * @param cause what stood in the way, English
 * @param object what it was about, in the words of the request; may be empty
 * @param rule which rule says so; may be empty
 * @param next what to do now, Vietnamese
 * @param nextEn the same in English
 */
public record Problem(
        int status,
        String code,
        String title,
        String titleEn,
        String cause,
        String object,
        String rule,
        String next,
        String nextEn) {

    /** Media type of the JSON form. */
    public static final String JSON = ProblemJson.MEDIA_TYPE;

    /** A problem about nothing in particular. */
    public static Problem of(int status, String code, String title, String titleEn, String next, String nextEn) {
        return new Problem(status, code, title, titleEn, titleEn, "", "", next, nextEn);
    }

    public Problem about(String something) {
        return new Problem(status, code, title, titleEn, cause, something, rule, next, nextEn);
    }

    public Problem ruledBy(String clause) {
        return new Problem(status, code, title, titleEn, cause, object, clause, next, nextEn);
    }

    /** @param traceId stands in the server's log too */
    public String json(String traceId) {
        return new ProblemJson(status, code, title, titleEn, cause, object, rule, next, nextEn, traceId).text();
    }
}
