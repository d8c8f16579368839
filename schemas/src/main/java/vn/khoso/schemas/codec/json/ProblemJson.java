package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * A problem document (RFC 9457) as every edge of the house writes it; {@code components/schemas/Problem} of the contract.
 *
 * @param status of the HTTP answer
 * @param code stable, upper snake case; the {@code type} is made of it
 * @param title one Vietnamese sentence
 * @param cause what stood in the way, English
 * @param object what it was about, in the words of the request; may be empty
 * @param rule which rule says so; may be empty
 * @param next what to do now, Vietnamese
 * @param nextEn the same in English
 * @param traceId stands in the server's log too; may be empty
 */
public record ProblemJson(
        int status,
        String code,
        String title,
        String titleEn,
        String cause,
        String object,
        String rule,
        String next,
        String nextEn,
        String traceId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE = "https://khoso.vn/problems/";

    public String text() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", TYPE + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("status", status);
        json.put("code", code);
        json.put("title", title);
        json.put("titleEn", titleEn);
        json.put("cause", cause);
        json.put("object", object);
        json.put("rule", rule);
        json.put("next", next);
        json.put("nextEn", nextEn);
        json.put("traceId", traceId);
        return CanonicalJson.text(json);
    }
}
