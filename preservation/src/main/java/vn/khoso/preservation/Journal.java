package vn.khoso.preservation;

import java.util.List;
import java.util.Optional;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.premis.Event;

/** The archive's memory of what happened: append-only, hash-chained, PREMIS events. */
public final class Journal {

    private final JournalStore store;
    private final JournalSegments segments;

    public Journal(JournalStore store, JournalSegments segments) {
        this.store = store;
        this.segments = segments;
    }

    /** Appends; a decision is on storage too before this returns, a routine event within a minute. */
    public List<JournalEntry> append(List<Event> events) {
        List<JournalEntry> entries = store.append(events);
        if (events.stream().anyMatch(event -> event.type().decision())) {
            segments.shipUpTo(entries.getLast().index());
        }
        return entries;
    }

    public List<JournalEntry> after(long after, int limit) {
        return store.after(after, limit);
    }

    public List<JournalEntry> about(String object, long after, int limit) {
        return store.about(object, after, limit);
    }

    public Optional<JournalEntry> last() {
        return store.last();
    }
}
