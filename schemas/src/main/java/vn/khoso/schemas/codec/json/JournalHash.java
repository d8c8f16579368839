package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.Event;

/**
 * The hash of a journal entry, computed here and nowhere else: SHA-256 over the canonical JSON of
 * {@code {"event":...,"index":...,"previous":"<hex>","recordedAt":"..."}}.
 */
public final class JournalHash {

    /** What the first entry has for {@code previous}: 64 zeros. */
    public static final Fixity START = new Fixity(DigestAlgorithm.SHA_256, "0".repeat(64));

    private JournalHash() {}

    /** @param recordedAt counted to the microsecond; finer digits do not enter the hash */
    public static Fixity of(long index, Instant recordedAt, Fixity previous, Event event) {
        return Digests.fixity(DigestAlgorithm.SHA_256, CanonicalJson.bytes(hashed(index, recordedAt, previous, event)));
    }

    /** The next entry of a chain, with its hash. */
    public static JournalEntry link(long index, Instant recordedAt, Fixity previous, Event event) {
        Instant micros = recordedAt.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        return new JournalEntry(index, micros, previous, of(index, micros, previous, event), event);
    }

    /**
     * As {@link #link(long, Instant, Fixity, Event)} for whoever has the event's canonical text already: {@code event} sorts
     * before the other keys, so the text stands in the hashed bytes as it is.
     *
     * @param text canonical JSON of {@code event}
     */
    public static JournalEntry link(long index, Instant recordedAt, Fixity previous, Event event, String text) {
        Instant micros = recordedAt.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        return new JournalEntry(index, micros, previous, of(index, micros, previous, text), event);
    }

    /** Whether the entry's own hash is the hash of what it says. */
    public static boolean holds(JournalEntry entry) {
        return of(entry.index(), entry.recordedAt(), entry.previous(), entry.event())
                .equals(entry.hash());
    }

    /** Whether the entry's own hash is the hash of what it says. */
    public static boolean holds(JournalText entry) {
        return of(entry.index(), entry.recordedAt(), entry.previous(), entry.event())
                .equals(entry.hash());
    }

    private static Fixity of(long index, Instant recordedAt, Fixity previous, String event) {
        String hashed = "{\"event\":" + event + ",\"index\":" + index + ",\"previous\":\"" + previous.hex()
                + "\",\"recordedAt\":\"" + Fields.instant(recordedAt) + "\"}";
        return Digests.fixity(DigestAlgorithm.SHA_256, CanonicalJson.utf8(hashed));
    }

    static ObjectNode hashed(long index, Instant recordedAt, Fixity previous, Event event) {
        ObjectNode json = StrictJson.object();
        json.put("index", index);
        json.put("recordedAt", Fields.instant(recordedAt));
        json.put("previous", previous.hex());
        json.set("event", EventJson.write(event));
        return json;
    }
}
