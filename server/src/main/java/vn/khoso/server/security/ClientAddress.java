package vn.khoso.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/**
 * Where a request comes from and whether it came over TLS. Forwarding headers are believed only from a proxy on this machine: whoever
 * reaches the loopback listener is one, or is inside already.
 */
public final class ClientAddress {

    private ClientAddress() {}

    /** The peer, or what a local proxy says last. */
    public static String of(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        if (!loopback(peer)) {
            return peer;
        }
        return Optional.ofNullable(request.getHeader("X-Forwarded-For"))
                .map(list -> list.substring(list.lastIndexOf(',') + 1).strip())
                .filter(address -> address.matches("[0-9a-fA-F.:]{2,45}"))
                .orElse(peer);
    }

    /** Whether the browser speaks TLS, to us or to the proxy before us. */
    public static boolean secure(ContainerRequestContext request) {
        return "https".equals(request.getUriInfo().getRequestUri().getScheme())
                || "https".equalsIgnoreCase(request.getHeaderString("X-Forwarded-Proto"));
    }

    private static boolean loopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }
}
