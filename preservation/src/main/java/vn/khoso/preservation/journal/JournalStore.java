package vn.khoso.preservation.journal;

import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.codec.json.JournalEntryJson;
import vn.khoso.schemas.premis.Event;

/**
 * The append-only, hash-chained journal in the database. Appends of one call are one transaction; indexes have no gaps.
 *
 * <p>Throws only {@link vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable} for trouble of the database.
 */
public interface JournalStore {

    List<JournalEntry> append(List<Event> events);

    /** Entries with an index greater than {@code after}, in order. */
    List<JournalEntry> after(long after, int limit);

    /** As {@link #after}, with the events as the text that was hashed: for whoever passes them on unread. */
    default List<JournalText> textsAfter(long after, int limit) {
        return after(after, limit).stream().map(JournalEntryJson::text).toList();
    }

    /** Entries about an object (as named in {@code Event.objects}), oldest first. */
    List<JournalEntry> about(String object, long after, int limit);

    Optional<JournalEntry> last();
}
