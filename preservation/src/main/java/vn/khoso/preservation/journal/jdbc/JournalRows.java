package vn.khoso.preservation.journal.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.EventJson;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.Event;

/** How a journal entry lies in its table. */
final class JournalRows {

    private JournalRows() {}

    /** The event as its row holds it: the bytes that the hash covers. */
    static String text(Event event) {
        return CanonicalJson.text(EventJson.write(event));
    }

    /** @param texts of the entries' events, in the same order */
    static void insert(Handle handle, List<JournalEntry> entries, List<String> texts) {
        if (entries.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("""
                insert into preservation.journal (index, recorded_at, previous, hash, event)
                values (:index, :recordedAt, :previous, :hash, :event)
                """);
        PreparedBatch objects =
                handle.prepareBatch("insert into preservation.journal_object (object, index) values (:object, :index)");
        for (int at = 0; at < entries.size(); at++) {
            JournalEntry entry = entries.get(at);
            rows.bind("index", entry.index())
                    .bind("recordedAt", entry.recordedAt())
                    .bind("previous", bytes(entry.previous()))
                    .bind("hash", bytes(entry.hash()))
                    .bind("event", texts.get(at))
                    .add();
            entry.event().objects().stream()
                    .distinct()
                    .forEach(object -> objects.bind("object", object)
                            .bind("index", entry.index())
                            .add());
        }
        rows.execute();
        if (objects.size() > 0) {
            objects.execute();
        }
    }

    /** @throws ContentAltered when the row holds no event at all: somebody wrote into the table */
    static JournalEntry read(ResultSet row) throws SQLException {
        long index = row.getLong("index");
        try {
            return new JournalEntry(
                    index,
                    row.getTimestamp("recorded_at").toInstant(),
                    Fixity.of(DigestAlgorithm.SHA_256, row.getBytes("previous")),
                    Fixity.of(DigestAlgorithm.SHA_256, row.getBytes("hash")),
                    EventJson.read(StrictJson.own(row.getString("event").getBytes(StandardCharsets.UTF_8))));
        } catch (IllegalArgumentException unreadable) {
            throw new ContentAltered(
                    "journal entry " + index + " is not what was appended: " + unreadable.getMessage());
        }
    }

    static JournalText readText(ResultSet row) throws SQLException {
        return new JournalText(
                row.getLong("index"),
                row.getTimestamp("recorded_at").toInstant(),
                Fixity.of(DigestAlgorithm.SHA_256, row.getBytes("previous")),
                Fixity.of(DigestAlgorithm.SHA_256, row.getBytes("hash")),
                row.getString("event"));
    }

    static byte[] bytes(Fixity fixity) {
        return HexFormat.of().parseHex(fixity.hex());
    }
}
