package vn.khoso.preservation.journal.transparency;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.seal.TimeStamp;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.tlog.Checkpoint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/** What the journal says of its own checkpoints. */
public final class CheckpointEvents {

    private static final int NEAR = 50;

    private final JournalStore store;
    private final JournalSegments segments;
    private final Events events;
    private final Agent archive;

    public CheckpointEvents(JournalStore store, JournalSegments segments, Events events, Agent archive) {
        this.store = store;
        this.segments = segments;
        this.events = events;
        this.archive = archive;
    }

    Instant now() {
        return events.now();
    }

    /** Puts all that the journal holds by now on storage. */
    void ship() {
        store.last().ifPresent(last -> segments.shipUpTo(last.index()));
    }

    /** Enters a checkpoint, with the whole note: who has the journal has its checkpoints. */
    void issued(Checkpoint checkpoint, String note, Optional<TimeStamp> stamp) {
        Map<String, String> detail = new TreeMap<>(Map.of(
                "size",
                Long.toString(checkpoint.size()),
                "root",
                checkpoint.root().hex(),
                "note",
                note));
        stamp.ifPresentOrElse(
                given -> detail.putAll(Map.of(
                        "stampedAt",
                        given.at().toString(),
                        "stampedBy",
                        given.authority(),
                        "stampPolicy",
                        given.policy(),
                        "stampIsTest",
                        Boolean.toString(given.test()))),
                () -> detail.put("stamp", "owed"));
        store.append(List.of(events.event(
                EventType.CHECKPOINT,
                EventOutcome.SUCCESS,
                archive,
                List.of(checkpoint.origin()),
                "The head of the journal was signed.",
                detail)));
        ship();
    }

    /** When the checkpoint of this size was entered; empty when it was not, because a crash came between. */
    Optional<Instant> entered(String origin, long size) {
        return store.about(origin, size, NEAR).stream()
                .filter(entry -> entry.event().type() == EventType.CHECKPOINT)
                .filter(entry ->
                        Long.toString(size).equals(entry.event().detail().get("size")))
                .findFirst()
                .map(JournalEntry::recordedAt);
    }

    /** Whether anything happened since, beyond the checkpoints themselves. */
    boolean anythingSince(long size) {
        return store.after(size, NEAR).stream().anyMatch(entry -> entry.event().type() != EventType.CHECKPOINT);
    }
}
