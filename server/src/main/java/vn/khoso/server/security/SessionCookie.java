package vn.khoso.server.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/** The cookie of a session: {@code __Host-khoso_session} over TLS, {@code khoso_session} on a plain loopback address. */
public final class SessionCookie {

    private static final String PLAIN = "khoso_session";
    private static final String SECURE = "__Host-khoso_session";

    private SessionCookie() {}

    /** The token that came with the request. */
    public static Optional<String> token(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(ClientAddress.secure(request) ? SECURE : PLAIN))
                .map(Cookie::getValue);
    }

    /** Ends with the browser; the server ends it sooner. */
    public static NewCookie of(String token, ContainerRequestContext request) {
        return cookie(token, request, NewCookie.DEFAULT_MAX_AGE);
    }

    public static NewCookie gone(ContainerRequestContext request) {
        return cookie("", request, 0);
    }

    private static NewCookie cookie(String value, ContainerRequestContext request, int maxAge) {
        boolean secure = ClientAddress.secure(request);
        return new NewCookie.Builder(secure ? SECURE : PLAIN)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
