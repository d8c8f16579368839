package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;

/** A journal entry as one JSON object: a line of a segment on storage. */
public final class JournalEntryJson {

    private JournalEntryJson() {}

    public static ObjectNode write(JournalEntry entry) {
        return JournalHash.hashed(entry.index(), entry.recordedAt(), entry.previous(), entry.event())
                .put("hash", entry.hash().hex());
    }

    /** The canonical bytes of what {@link #write} would give, made of the event's text as it is. */
    public static byte[] bytes(JournalText entry) {
        return CanonicalJson.utf8("{\"event\":" + entry.event() + ",\"hash\":\""
                + entry.hash().hex() + "\",\"index\":" + entry.index() + ",\"previous\":\""
                + entry.previous().hex() + "\",\"recordedAt\":\"" + Fields.instant(entry.recordedAt()) + "\"}");
    }

    /** The same entry with its event as text. */
    public static JournalText text(JournalEntry entry) {
        return new JournalText(
                entry.index(),
                entry.recordedAt(),
                entry.previous(),
                entry.hash(),
                CanonicalJson.text(EventJson.write(entry.event())));
    }

    /**
     * Reads an entry; that its hash holds is for the caller to ask ({@link JournalHash#holds}).
     *
     * @throws IllegalArgumentException when it is not what {@link #write} wrote
     */
    public static JournalEntry read(JsonNode json) {
        Fields fields = new Fields(json);
        return new JournalEntry(
                fields.number("index"),
                fields.moment("recordedAt"),
                new Fixity(DigestAlgorithm.SHA_256, fields.text("previous")),
                new Fixity(DigestAlgorithm.SHA_256, fields.text("hash")),
                EventJson.read(json.path("event")));
    }
}
