package vn.khoso.server.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.khoso.server.security.password.Secrets;

/**
 * Keeps other sites from acting with a visitor's cookie: a change must come from a page of ours ({@code Sec-Fetch-Site}, else
 * {@code Origin}), and one made with a cookie must carry the session's own token, in {@code X-CSRF-Token}, in the form field
 * {@code csrf}, or, for uploads from a form, in the query.
 */
final class CrossSite {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    /** Bytes of a form of ours; the longest is far shorter. */
    static final int MAX_FORM = 64 * 1024;

    private CrossSite() {}

    /** What a request turned out to be. */
    enum Verdict {
        ALLOWED,
        FOREIGN,
        /** A form too long to look for its token: nothing of it was taken. */
        FORM_TOO_LARGE
    }

    /** @param sessionToken of the cookie; empty when there is none */
    static Verdict judge(ContainerRequestContext request, Optional<String> sessionToken) throws IOException {
        if (SAFE.contains(request.getMethod())) {
            return Verdict.ALLOWED;
        }
        if (!fromHere(request)) {
            return Verdict.FOREIGN;
        }
        if (sessionToken.isEmpty()) {
            return Verdict.ALLOWED;
        }
        String header = request.getHeaderString("X-CSRF-Token");
        if (header == null && MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(request.getMediaType())) {
            byte[] form = request.getEntityStream().readNBytes(MAX_FORM + 1);
            request.setEntityStream(new ByteArrayInputStream(form));
            return form.length > MAX_FORM
                    ? Verdict.FORM_TOO_LARGE
                    : verdict(field(new String(form, StandardCharsets.UTF_8)), sessionToken.get());
        }
        return verdict(header == null ? ofUpload(request) : Optional.of(header), sessionToken.get());
    }

    private static Verdict verdict(Optional<String> given, String sessionToken) {
        String expected = Secrets.csrfToken(sessionToken);
        return given.filter(token -> Secrets.same(token, expected)).isPresent() ? Verdict.ALLOWED : Verdict.FOREIGN;
    }

    private static boolean fromHere(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeaderString("Origin");
        // A program sends neither; it has no cookie that it did not put there itself.
        return origin == null || sameHost(origin, request.getHeaderString(HttpHeaders.HOST));
    }

    private static boolean sameHost(String origin, @org.jspecify.annotations.Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException odd) {
            return false;
        }
    }

    private static Optional<String> ofUpload(ContainerRequestContext request) {
        MediaType type = request.getMediaType();
        return type != null && type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE)
                ? Optional.ofNullable(request.getUriInfo().getQueryParameters().getFirst("csrf"))
                : Optional.empty();
    }

    private static Optional<String> field(String form) {
        return Stream.of(form.split("&"))
                .filter(pair -> pair.startsWith("csrf="))
                .findFirst()
                .map(pair -> URLDecoder.decode(pair.substring("csrf=".length()), StandardCharsets.UTF_8));
    }
}
