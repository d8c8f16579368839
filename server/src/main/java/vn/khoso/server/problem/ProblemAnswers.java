package vn.khoso.server.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Turns a problem into an answer: HTML for a browser that looks at a page, JSON for everybody else. */
public final class ProblemAnswers {

    /** Name of the request property that holds the request's trace id. */
    public static final String TRACE = "khoso.trace";

    private ProblemAnswers() {}

    /** @param accepted what the caller takes, best first */
    public static Response answer(Problem problem, String traceId, List<MediaType> accepted) {
        boolean page = accepted.stream()
                .filter(type -> !type.isWildcardType())
                .findFirst()
                .filter(type -> type.isCompatible(MediaType.TEXT_HTML_TYPE)
                        || type.isCompatible(MediaType.APPLICATION_XHTML_XML_TYPE))
                .isPresent();
        Response.ResponseBuilder answer =
                Response.status(problem.status()).header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"khoso\"");
        }
        if (problem.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, "30");
        }
        return page
                ? answer.entity(new ProblemPage(problem, traceId))
                        .type("text/html;charset=UTF-8")
                        .build()
                : answer.entity(problem.json(traceId)).type(Problem.JSON).build();
    }

    public static Response answer(Problem problem, ContainerRequestContext request) {
        return answer(problem, traceId(request), request.getAcceptableMediaTypes());
    }

    public static String traceId(ContainerRequestContext request) {
        Object known = request.getProperty(TRACE);
        return known instanceof String text ? text : "";
    }
}
