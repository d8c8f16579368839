package vn.khoso.server.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import vn.khoso.server.problem.ProblemAnswers;
import vn.khoso.server.problem.Problems;
import vn.khoso.server.problem.RequestTrace;

/** First and last for every request: a trace id, no odd methods, and the headers that every answer carries. */
@Provider
@PreMatching
@Priority(1)
@Dependent
public class Door implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /** Pages bring no inline script or style, so nothing needs a nonce. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "X-Frame-Options",
            "DENY",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()");

    private final SecureRandom random = new SecureRandom();
    private final RequestTrace trace;

    @Inject
    public Door(RequestTrace trace) {
        this.trace = trace;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        request.setProperty(ProblemAnswers.TRACE, id);
        trace.begin(id, request.getMethod() + " /" + request.getUriInfo().getPath(), request.getAcceptableMediaTypes());
        if (!METHODS.contains(request.getMethod())) {
            request.abortWith(ProblemAnswers.answer(Problems.ofStatus(405), request));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        HEADERS.forEach(headers::putSingle);
        headers.putSingle("Trace-Id", ProblemAnswers.traceId(request));
        if (ClientAddress.secure(request)) {
            headers.putSingle("Strict-Transport-Security", "max-age=31536000");
        }
        // Whoever may be cached says so himself; everything else is personal until proven public.
        if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
