package vn.khoso.access.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import vn.khoso.access.step.Purpose;
import vn.khoso.schemas.rights.Requester;

/** Who asks and what for: the requester is put into the request by the security edge, the purpose by the client. */
final class Asker {

    /** Text in UTF-8, percent-encoded where it is not ASCII. */
    static final String PURPOSE = "X-Purpose";

    private Asker() {}

    /** A stranger where the security edge put nobody. */
    static Requester requester(ContainerRequestContext request) {
        return request.getProperty("khoso.requester") instanceof Requester known ? known : Requester.ANONYMOUS;
    }

    static Optional<Purpose> purpose(ContainerRequestContext request) {
        String header = request.getHeaderString(PURPOSE);
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Purpose(URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(request)
                    .malformed(
                            PURPOSE,
                            "Mục đích phải có từ 3 đến 300 ký tự, mã hoá phần trăm (UTF-8).",
                            "A purpose has 3 to 300 characters, percent-encoded UTF-8.");
        }
    }
}
