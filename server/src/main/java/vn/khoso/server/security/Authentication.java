package vn.khoso.server.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.server.administration.Clients;
import vn.khoso.server.administration.Sessions;
import vn.khoso.server.security.password.Secrets;

/** Who comes: by session cookie, by bearer token, or nobody in particular. */
public final class Authentication {

    private static final String BEARER = "bearer ";

    private final Sessions sessions;
    private final Clients clients;

    public Authentication(Sessions sessions, Clients clients) {
        this.sessions = sessions;
        this.clients = clients;
    }

    /** What the request brought. */
    public sealed interface Proof {
        /** Nothing. */
        record Nothing() implements Proof {}

        /** A good cookie: changes need the page's own token too. */
        record ByCookie(Requester requester, String token) implements Proof {}

        record ByBearer(Requester requester) implements Proof {}

        /** A token that is unknown, ended or over: told so, not treated as a stranger. */
        record Rejected() implements Proof {}
    }

    public Proof of(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return bearer(header)
                    .flatMap(clients::authenticate)
                    .<Proof>map(Proof.ByBearer::new)
                    .orElseGet(Proof.Rejected::new);
        }
        Optional<String> token = SessionCookie.token(request).filter(value -> !value.isEmpty());
        // An old cookie is what every browser has after a while: that is a stranger, not an attack.
        return token.flatMap(value -> sessions.authenticate(value).<Proof>map(who -> new Proof.ByCookie(who, value)))
                .orElseGet(Proof.Nothing::new);
    }

    /**
     * Tells a page before which no guard stood who looks at it: there is no route at that address, but there may be a session. It
     * lets nobody in anywhere.
     */
    public void introduce(ContainerRequestContext request) {
        if (request.getProperty(RouteGuard.REQUESTER) == null
                && of(request) instanceof Proof.ByCookie(Requester who, String token)) {
            request.setProperty(RouteGuard.REQUESTER, who);
            request.setProperty(RouteGuard.CSRF, Secrets.csrfToken(token));
        }
    }

    private static Optional<String> bearer(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
