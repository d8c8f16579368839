package vn.khoso.preservation.journal.file;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.SegmentChain;
import vn.khoso.preservation.journal.SegmentText;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.oais.Fixity;

/**
 * Ships the journal to {@code journal/} of a volume.
 *
 * <p>One fsync serves all callers that wait: whoever gets the lock first ships everything the database holds by then, and
 * the others find their entries on storage already. A segment rolls at 8 MB or 10,000 entries; the chain runs on through
 * the segments, each first line names the hash of the last one before.
 */
public final class FileJournalSegments implements JournalSegments {

    /** A segment is not begun anew before it holds this many bytes ... */
    static final long ROLL_BYTES = 8L * 1024 * 1024;

    /** ... or this many entries. */
    static final int ROLL_ENTRIES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(FileJournalSegments.class);
    private static final int BATCH = 1_000;

    private final JournalStore store;
    private final Volume volume;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Position position;
    private volatile boolean sameJournal;

    /**
     * Where the next line goes; only what was flushed counts.
     *
     * @param segment number of the segment that is written, from 1
     * @param length of it, bytes
     * @param named whether the name of the segment's file is known to be flushed
     * @param last index of the last entry on storage, 0 for none
     */
    private record Position(int segment, long length, int entries, boolean named, long last, Fixity hash) {

        boolean full() {
            return length >= ROLL_BYTES || entries >= ROLL_ENTRIES;
        }

        Position rolled() {
            return new Position(segment + 1, 0, 0, false, last, hash);
        }

        Position with(long index, Fixity itsHash, int bytes) {
            return new Position(segment, length + bytes, entries + 1, named, index, itsHash);
        }

        Position flushed() {
            return new Position(segment, length, entries, true, last, hash);
        }
    }

    private FileJournalSegments(JournalStore store, Volume volume) {
        this.store = store;
        this.volume = volume;
        this.position = recovered();
    }

    /**
     * Takes the segments of a volume into use: reads the last one and cuts what a crash tore, also where whole sectors of it are
     * zeros and lines behind them are not, provided that the database holds these lines.
     *
     * @throws ContentAltered when a segment is missing, or a line before the end is not what was written
     */
    public static FileJournalSegments on(Volume volume, JournalStore store) {
        return new FileJournalSegments(store, volume);
    }

    private Position recovered() {
        List<Segment> segments = Segment.in(volume.journal());
        int number = segments.size();
        Position start = new Position(1, 0, 0, false, 0, JournalHash.START);
        for (int at = number; at > 0; at--) {
            Segment segment = segments.get(at - 1);
            Position found = recovered(segment, at);
            if (found.entries() > 0) {
                // A later segment without a whole line was just begun: it goes on from here.
                return at == number ? found : new Position(number, 0, 0, false, found.last(), found.hash());
            }
        }
        return start;
    }

    private Position recovered(Segment segment, int number) {
        List<SegmentText.Line> lines = segment.lines();
        Position found = new Position(number, 0, 0, false, 0, JournalHash.START);
        int good = 0;
        for (; good < lines.size(); good++) {
            Optional<JournalEntry> entry = lines.get(good).entry();
            if (entry.isEmpty()
                    || good > 0
                            && !follows(found, entry.get().index(), entry.get().previous())) {
                break;
            }
            found = found.with(entry.get().index(), entry.get().hash(), (int)
                    (lines.get(good).end() - found.length()));
        }
        if (good < lines.size()) {
            List<JournalEntry> behind = lines.subList(good, lines.size()).stream()
                    .flatMap(line -> line.entry().stream())
                    .toList();
            if (!behind.isEmpty() && !(segment.hasHole(found.length()) && databaseHas(found, behind))) {
                throw new ContentAltered("journal segment " + segment.name() + " is broken after entry " + found.last()
                        + ", and whole entries follow: this is no torn end");
            }
            String remains = "journal-" + segment.name() + "." + found.length() + ".torn";
            LOG.warn(
                    "Cut the torn end of journal segment {} behind entry {}, kept as {}",
                    segment.name(),
                    found.last(),
                    remains);
            volume.files()
                    .cut(segment.file(), found.length(), volume.quarantine().resolve(remains));
        }
        return found;
    }

    /** Of lines that were written at once a power cut may take the first and leave the last. What is cut, the database ships again. */
    private boolean databaseHas(Position last, List<JournalEntry> behind) {
        return (last.last() == 0 || databaseHas(last.last(), last.hash()))
                && behind.stream().allMatch(entry -> databaseHas(entry.index(), entry.hash()));
    }

    private boolean databaseHas(long index, Fixity hash) {
        return store.after(index - 1, 1).stream()
                .anyMatch(entry -> entry.index() == index && entry.hash().equals(hash));
    }

    private static boolean follows(Position before, long index, Fixity previous) {
        return index == before.last() + 1 && previous.equals(before.hash());
    }

    /** Index of the last entry that is on storage; 0 when there is none. */
    public long shipped() {
        return position.last();
    }

    @Override
    public void shipUpTo(long index) {
        if (sameJournal && position.last() >= index) {
            return;
        }
        lock.lock();
        try {
            requireSameJournal();
            while (position.last() < index) {
                List<JournalText> batch = store.textsAfter(position.last(), BATCH);
                if (batch.isEmpty()) {
                    throw new IllegalArgumentException(
                            "entry " + index + " is not in the journal, only " + position.last());
                }
                append(batch);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ships what is in the database and not on storage yet: once a minute for routine events. */
    public void shipPending() {
        store.last().ifPresent(last -> shipUpTo(last.index()));
    }

    /**
     * Asked once, before anything is written or said to be shipped: a database put back from a backup must not grow a
     * second branch here, nor take entries of the first for its own.
     *
     * @throws ContentAltered when the last entry on storage is not one of the database
     */
    public void requireSameJournal() {
        if (sameJournal) {
            return;
        }
        long last = position.last();
        boolean same = last == 0 || databaseHas(last, position.hash());
        if (!same) {
            throw new ContentAltered("entry " + last + " on storage is not entry " + last
                    + " of the database: the database is older than storage or another one");
        }
        sameJournal = true;
    }

    private void append(List<JournalText> batch) {
        Position next = position;
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JournalText entry : batch) {
            if (!follows(next, entry.index(), entry.previous())) {
                throw new ContentAltered("entry " + entry.index() + " of the database does not follow entry "
                        + next.last() + " on storage");
            }
            if (!JournalHash.holds(entry)) {
                throw new ContentAltered(
                        "entry " + entry.index() + " of the database is not what was appended; it is not shipped");
            }
            if (next.full()) {
                flush(next, lines);
                next = position.rolled();
                lines.reset();
            }
            byte[] line = SegmentText.line(entry);
            lines.writeBytes(line);
            next = next.with(entry.index(), entry.hash(), line.length);
        }
        flush(next, lines);
    }

    /** Writes and flushes the lines that lead to {@code next}; from then on they count. */
    private void flush(Position next, ByteArrayOutputStream lines) {
        if (lines.size() == 0) {
            position = next;
            return;
        }
        Segment segment = Segment.numbered(volume.journal(), next.segment());
        volume.files().append(segment.file(), next.length() - lines.size(), lines.toByteArray());
        if (!next.named()) {
            volume.files().force(volume.journal());
        }
        position = next.flushed();
    }

    /**
     * Every entry on storage, from the first, for a rebuild; read segment by segment and verified on the way.
     *
     * @throws ContentAltered from the stream, with the index where the chain breaks
     */
    public Stream<JournalEntry> entries() {
        SegmentChain chain = new SegmentChain();
        return Segment.in(volume.journal()).stream()
                .flatMap(segment -> segment.lines().stream().map(line -> chain.next(segment.name(), line)));
    }
}
