package vn.khoso.server.problem;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** What JAX-RS itself refuses: no such route, method, media type. An answer that already says something is left as it is. */
@Provider
@Dependent
public class RefusalMapper implements ExceptionMapper<WebApplicationException> {

    private static final List<String> KEPT =
            List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.LOCATION, HttpHeaders.WWW_AUTHENTICATE);

    private final RequestTrace trace;

    @Inject
    public RefusalMapper(RequestTrace trace) {
        this.trace = trace;
    }

    @Override
    public Response toResponse(WebApplicationException refusal) {
        Response given = refusal.getResponse();
        if (given.hasEntity() || given.getStatus() < 400) {
            return given;
        }
        Response answer = ProblemAnswers.answer(Problems.ofStatus(given.getStatus()), trace.id(), trace.accepted());
        Response.ResponseBuilder all = Response.fromResponse(answer);
        KEPT.stream()
                .filter(given.getHeaders()::containsKey)
                .forEach(name -> all.header(name, null).header(name, given.getHeaderString(name)));
        return all.build();
    }
}
