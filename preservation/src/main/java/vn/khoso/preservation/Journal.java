package vn.khoso.preservation;

import java.util.List;
import java.util.Optional;
import vn.khoso.preservation.journal.JournalProofs;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.tlog.InclusionProof;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventType;

/** The archive's memory of what happened: append-only, hash-chained, PREMIS events. */
public final class Journal {

    private final JournalStore store;
    private static final int PAGE = 200;

    private final JournalSegments segments;
    private final JournalProofs proofs;

    /** A journal over which no checkpoints are signed. */
    public Journal(JournalStore store, JournalSegments segments) {
        this(store, segments, JournalProofs.NONE);
    }

    public Journal(JournalStore store, JournalSegments segments, JournalProofs proofs) {
        this.store = store;
        this.segments = segments;
        this.proofs = proofs;
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

    /**
     * That an entry is in the journal, with the entry, verifiable offline.
     *
     * @return empty when there is no such entry or no checkpoint reaches it yet
     */
    public Optional<InclusionProof> proof(long index) {
        return store.after(index - 1, 1).stream()
                .filter(entry -> entry.index() == index)
                .findFirst()
                .flatMap(proofs::of);
    }

    /** That the ingestion of a SIP or an AIP is in the journal; {@link #proof}. */
    public Optional<InclusionProof> proofOfIngestion(String object) {
        List<JournalEntry> page = store.about(object, 0, PAGE);
        while (!page.isEmpty()) {
            Optional<JournalEntry> found = page.stream()
                    .filter(entry -> entry.event().type() == EventType.INGESTION)
                    .findFirst();
            if (found.isPresent()) {
                return proofs.of(found.get());
            }
            page = store.about(object, page.getLast().index(), PAGE);
        }
        return Optional.empty();
    }
}
