package vn.khoso.preservation.journal.jdbc;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.Event;

/**
 * A change in progress: holds the lock of the journal's head from {@link #begin} to the end of the transaction, so that
 * indexes and sequences are given without gaps and commit in order.
 *
 * <p>Used inside one transaction by one thread: {@code begin}, appends and sequences, {@code finish}.
 */
public final class JournalChange {

    private final Handle handle;
    private Instant recordedAt;
    private long index;
    private Fixity hash;
    private long sequence;
    private long schedule;

    private JournalChange(Handle handle, Instant recordedAt, long index, Fixity hash, long sequence, long schedule) {
        this.handle = handle;
        this.recordedAt = recordedAt;
        this.index = index;
        this.hash = hash;
        this.sequence = sequence;
        this.schedule = schedule;
    }

    /** Waits for the head's lock. The change's time is never before that of the change before, whatever the clock says. */
    public static JournalChange begin(Handle handle, Clock clock) {
        return handle.createQuery("""
                        select index, hash, recorded_at, sequence, schedule from preservation.journal_head for update
                        """)
                .map((row, context) -> {
                    Instant last = row.getTimestamp("recorded_at").toInstant();
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    return new JournalChange(
                            handle,
                            now.isBefore(last) ? last : now,
                            row.getLong("index"),
                            Fixity.of(DigestAlgorithm.SHA_256, row.getBytes("hash")),
                            row.getLong("sequence"),
                            row.getLong("schedule"));
                })
                .one();
    }

    /** The one time of everything in this change. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** Index of the entry that was appended last. */
    public long index() {
        return index;
    }

    /** The next position in the order of visibility changes. */
    public long nextSequence() {
        sequence++;
        return sequence;
    }

    /** Notes that the entry with this index changed the retention schedule. */
    public void scheduleChanged(long changedBy) {
        schedule = changedBy;
    }

    /** Appends the events as the next links of the chain. */
    public List<JournalEntry> append(List<Event> events) {
        List<JournalEntry> entries = new ArrayList<>(events.size());
        List<String> texts = new ArrayList<>(events.size());
        for (Event event : events) {
            String text = JournalRows.text(event);
            JournalEntry entry = JournalHash.link(index + 1, recordedAt, hash, event, text);
            index = entry.index();
            hash = entry.hash();
            entries.add(entry);
            texts.add(text);
        }
        JournalRows.insert(handle, entries, texts);
        return entries;
    }

    /**
     * Takes over entries as they were appended before the database was lost, with their times and hashes.
     *
     * @throws IllegalArgumentException when they do not follow the last entry
     */
    public void adopt(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (entry.index() != index + 1 || !entry.previous().equals(hash) || !JournalHash.holds(entry)) {
                throw new IllegalArgumentException("entry " + entry.index() + " does not follow entry " + index);
            }
            index = entry.index();
            hash = entry.hash();
            recordedAt = entry.recordedAt();
        }
        JournalRows.insert(
                handle,
                entries,
                entries.stream().map(entry -> JournalRows.text(entry.event())).toList());
    }

    /** Sets the time of what follows to the time at which an adopted entry was first recorded. */
    public void asRecorded(JournalEntry entry) {
        recordedAt = entry.recordedAt();
    }

    /** Writes the new head; the last thing before the commit. */
    public void finish() {
        handle.createUpdate("""
                        update preservation.journal_head
                        set index = :index, hash = :hash, recorded_at = :recordedAt, sequence = :sequence, schedule = :schedule
                        """)
                .bind("index", index)
                .bind("hash", JournalRows.bytes(hash))
                .bind("recordedAt", recordedAt)
                .bind("sequence", sequence)
                .bind("schedule", schedule)
                .execute();
    }
}
