package vn.khoso.access.discovery.lucene;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.khoso.access.fault.InvalidCursor;
import vn.khoso.access.rights.AccessKey;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchQuery;

/**
 * Where a page ended: the sort key and the id of its last hit. Sealed and bound to its question, so nobody can make one up
 * or carry one over.
 *
 * @param key sort key of the last hit: bits of a score, or a day
 */
record Cursor(long key, UUID id) {

    private static final String USE = "search-cursor";
    private static final int SEAL = 16;
    private static final int BODY = Long.BYTES * 3;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    String sealed(AccessKey key, SearchQuery query) {
        byte[] body = ByteBuffer.allocate(BODY)
                .putLong(this.key)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        byte[] seal = Arrays.copyOf(key.hash(USE, bound(body, query)), SEAL);
        return ENCODER.encodeToString(
                ByteBuffer.allocate(BODY + SEAL).put(body).put(seal).array());
    }

    static Cursor open(String text, AccessKey key, SearchQuery query) {
        byte[] bytes = decoded(text);
        byte[] body = Arrays.copyOf(bytes, BODY);
        if (bytes.length != BODY + SEAL
                || !key.seals(USE, bound(body, query), Arrays.copyOfRange(bytes, BODY, bytes.length))) {
            throw new InvalidCursor("not a cursor of this question");
        }
        ByteBuffer read = ByteBuffer.wrap(body);
        return new Cursor(read.getLong(), new UUID(read.getLong(), read.getLong()));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidCursor("not a cursor");
        }
    }

    /** The body with all of the question that decides the order; the page size may change between pages. */
    private static byte[] bound(byte[] body, SearchQuery query) {
        StringBuilder question =
                new StringBuilder(query.sort().name()).append('\n').append(query.text());
        query.filters().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(FacetName::name)))
                .forEach(entry -> question.append('\n')
                        .append(entry.getKey())
                        .append(List.copyOf(entry.getValue().stream().sorted().toList())));
        byte[] text = question.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(body.length + text.length)
                .put(body)
                .put(text)
                .array();
    }
}
