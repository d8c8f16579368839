package vn.khoso.access.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.Event;

/** Entries in memory, without the chain. */
public final class MemoryJournal implements JournalStore {

    private static final Fixity NO_HASH = new Fixity(DigestAlgorithm.SHA_256, "0".repeat(64));

    private final List<JournalEntry> entries = new ArrayList<>();

    public Journal door() {
        return new Journal(this, index -> {});
    }

    public List<Event> events() {
        return entries.stream().map(JournalEntry::event).toList();
    }

    @Override
    public List<JournalEntry> append(List<Event> events) {
        List<JournalEntry> added = new ArrayList<>();
        for (Event event : events) {
            added.add(new JournalEntry(entries.size() + 1L, Instant.EPOCH, NO_HASH, NO_HASH, event));
            entries.add(added.getLast());
        }
        return added;
    }

    @Override
    public List<JournalEntry> after(long after, int limit) {
        return entries.stream().filter(one -> one.index() > after).limit(limit).toList();
    }

    @Override
    public List<JournalEntry> about(String object, long after, int limit) {
        return entries.stream()
                .filter(one -> one.index() > after && one.event().objects().contains(object))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<JournalEntry> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }
}
