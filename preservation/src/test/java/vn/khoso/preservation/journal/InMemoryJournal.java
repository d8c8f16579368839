package vn.khoso.preservation.journal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.Event;

/** A journal that lives in memory: a chain like the real one. */
public final class InMemoryJournal implements JournalStore {

    private final Clock clock;
    private final List<JournalEntry> entries = new ArrayList<>();

    public InMemoryJournal(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized List<JournalEntry> append(List<Event> events) {
        List<JournalEntry> added = new ArrayList<>();
        for (Event event : events) {
            Fixity previous =
                    entries.isEmpty() ? JournalHash.START : entries.getLast().hash();
            JournalEntry entry = JournalHash.link(entries.size() + 1L, clock.instant(), previous, event);
            entries.add(entry);
            added.add(entry);
        }
        return added;
    }

    @Override
    public synchronized List<JournalEntry> after(long after, int limit) {
        int from = (int) Math.min(after, entries.size());
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
    }

    @Override
    public synchronized List<JournalEntry> about(String object, long after, int limit) {
        return entries.stream()
                .filter(entry ->
                        entry.index() > after && entry.event().objects().contains(object))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<JournalEntry> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }
}
