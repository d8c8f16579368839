package vn.khoso.access.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import vn.khoso.schemas.oais.Fixity;

/**
 * Bytes as an answer: strong ETag and digest are the file's SHA-256 (RFC 9110, RFC 9530), one range at a time, always as an
 * attachment. The bytes were proven before the first of them is sent.
 *
 * @param fileName as kept; goes out in RFC 8187 form too
 */
record ByteAnswer(String fileName, String mediaType, long size, Fixity sha256) {

    /** Opens a range. */
    @FunctionalInterface
    interface Source {
        InputStream range(long offset, long length);
    }

    Response to(ContainerRequestContext request, Source source) {
        boolean head = request.getMethod().equals("HEAD");
        EntityTag tag = new EntityTag(sha256.hex());
        Response.ResponseBuilder unchanged = request.getRequest().evaluatePreconditions(tag);
        if (unchanged != null) {
            return described(unchanged, tag).build();
        }
        Optional<String> ranged = Optional.ofNullable(request.getHeaderString("Range"))
                .filter(header -> Optional.ofNullable(request.getHeaderString("If-Range"))
                        .map(condition -> condition.equals("\"" + tag.getValue() + "\""))
                        .orElse(true));
        return switch (ByteRange.wished(head ? Optional.empty() : ranged, size)) {
            case ByteRange.Wish.Unsatisfiable never ->
                Response.fromResponse(new Refusal(request).unsatisfiable(size))
                        .tag(tag)
                        .header("Accept-Ranges", "bytes")
                        .header("Content-Range", "bytes */" + size)
                        .build();
            case ByteRange.Wish.Whole whole -> {
                Response.ResponseBuilder answer =
                        described(Response.ok(), tag).header(HttpHeaders.CONTENT_LENGTH, size);
                yield head
                        ? answer.build()
                        : answer.entity(source.range(0, size)).build();
            }
            case ByteRange.Wish.Part part ->
                described(Response.status(206), tag)
                        .header(HttpHeaders.CONTENT_LENGTH, part.range().length())
                        .header(
                                "Content-Range",
                                "bytes " + part.range().first() + "-"
                                        + part.range().last() + "/" + size)
                        .entity(source.range(part.range().first(), part.range().length()))
                        .build();
        };
    }

    private Response.ResponseBuilder described(Response.ResponseBuilder answer, EntityTag tag) {
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256.hex()));
        return answer.tag(tag)
                .type(mediaType)
                .header("Accept-Ranges", "bytes")
                .header("Repr-Digest", "sha-256=:" + digest + ":")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.VARY, "Authorization, Cookie, X-Purpose")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    private String disposition() {
        StringBuilder plain = new StringBuilder();
        fileName.codePoints()
                .forEach(
                        c -> plain.append(c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%' ? (char) c : '_'));
        String encoded = URLEncoder.encode(fileName, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
