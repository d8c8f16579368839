package vn.khoso.preservation.journal.s3;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.SegmentChain;
import vn.khoso.preservation.journal.SegmentText;
import vn.khoso.preservation.journal.transparency.SegmentSource;
import vn.khoso.preservation.storage.s3.S3Files;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.oais.Fixity;

/**
 * Ships the journal to {@code journal/} of a bucket. One write serves all callers that wait. After a write of which nothing is
 * known, the bucket is asked anew before the next.
 */
public final class S3JournalSegments implements JournalSegments, SegmentSource {

    static final String FOLDER = "journal/";

    /** Each shipping sends the last segment whole, so it is begun anew early. */
    static final int ROLL_BYTES = 512 * 1024;

    private static final int BATCH = 1_000;

    private final JournalStore store;
    private final S3Files files;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Position position;
    private volatile boolean certain = true;
    private volatile boolean sameJournal;

    /**
     * What lies there.
     *
     * @param segment number of the last segment, from 1
     * @param bytes all of it
     * @param tag of it; empty before it was written
     * @param last index of the last entry, 0 for none
     */
    private record Position(int segment, byte[] bytes, Optional<String> tag, long last, Fixity hash) {

        Position rolled() {
            return new Position(segment + 1, new byte[0], Optional.empty(), last, hash);
        }
    }

    private S3JournalSegments(JournalStore store, S3Files files) {
        this.store = store;
        this.files = files;
        this.position = found();
    }

    /**
     * Takes the segments of a bucket into use.
     *
     * @throws ContentAltered when a segment is missing, or the last one is not what was written
     */
    public static S3JournalSegments on(S3Files files, JournalStore store) {
        return new S3JournalSegments(store, files);
    }

    /** A list may lag behind, so the next segment is asked for by its name until there is none. */
    private Position found() {
        int number = SegmentText.count(files.names(FOLDER).stream()
                .map(name -> name.substring(FOLDER.length()))
                .toList());
        Optional<S3Files.Found> last = number == 0 ? Optional.empty() : read(number);
        Optional<S3Files.Found> next = read(number + 1);
        while (next.isPresent()) {
            number++;
            last = next;
            next = read(number + 1);
        }
        Position found = new Position(1, new byte[0], Optional.empty(), 0, JournalHash.START);
        if (last.isEmpty()) {
            return found;
        }
        for (SegmentText.Line line : SegmentText.lines(last.get().bytes())) {
            Position before = found;
            JournalEntry entry = line.entry()
                    .filter(one -> before.last() == 0 || follows(before, one.index(), one.previous()))
                    .orElseThrow(() -> new ContentAltered(
                            "the journal on storage breaks behind entry " + before.last() + " in its last segment"));
            found = new Position(
                    number, last.get().bytes(), Optional.of(last.get().tag()), entry.index(), entry.hash());
        }
        return found;
    }

    private Optional<S3Files.Found> read(int number) {
        return files.read(FOLDER + SegmentText.name(number));
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
        if (certain && sameJournal && position.last() >= index) {
            return;
        }
        lock.lock();
        try {
            if (!certain) {
                position = found();
                sameJournal = false;
                certain = true;
            }
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

    /**
     * Asked before anything is written or said to be shipped: a database put back from a backup must not grow a second branch
     * here.
     *
     * @throws ContentAltered when the last entry on storage is not one of the database
     */
    public void requireSameJournal() {
        if (sameJournal) {
            return;
        }
        long last = position.last();
        boolean same = last == 0
                || store.after(last - 1, 1).stream()
                        .anyMatch(entry -> entry.index() == last && entry.hash().equals(position.hash()));
        if (!same) {
            throw new ContentAltered("entry " + last + " on storage is not entry " + last
                    + " of the database: the database is older than storage or another one");
        }
        sameJournal = true;
    }

    private void append(List<JournalText> batch) {
        Position next = position.bytes().length >= ROLL_BYTES ? position.rolled() : position;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(next.bytes());
        for (JournalText entry : batch) {
            if (!follows(next, entry.index(), entry.previous())) {
                throw new ContentAltered("entry " + entry.index() + " of the database does not follow entry "
                        + next.last() + " on storage");
            }
            if (!JournalHash.holds(entry)) {
                throw new ContentAltered(
                        "entry " + entry.index() + " of the database is not what was appended; it is not shipped");
            }
            if (bytes.size() >= ROLL_BYTES) {
                next = written(next, bytes).rolled();
                bytes.reset();
            }
            bytes.writeBytes(SegmentText.line(entry));
            next = new Position(next.segment(), next.bytes(), next.tag(), entry.index(), entry.hash());
        }
        written(next, bytes);
    }

    private Position written(Position next, ByteArrayOutputStream text) {
        byte[] bytes = text.toByteArray();
        String name = FOLDER + SegmentText.name(next.segment());
        try {
            String tag =
                    next.tag().map(old -> files.replace(name, bytes, old)).orElseGet(() -> files.write(name, bytes));
            position = new Position(next.segment(), bytes, Optional.of(tag), next.last(), next.hash());
            return position;
        } catch (ArchiveFault fault) {
            certain = false;
            throw fault;
        }
    }

    /**
     * Every entry on storage, from the first, for a rebuild; verified on the way.
     *
     * @throws ContentAltered from the stream, with the index where the chain breaks
     */
    public Stream<JournalEntry> entries() {
        SegmentChain chain = new SegmentChain();
        return IntStream.rangeClosed(1, position.last() == 0 ? 0 : position.segment())
                .boxed()
                .flatMap(number -> SegmentText.lines(bytes(number, 0)).stream()
                        .map(line -> chain.next(SegmentText.name(number), line)));
    }

    @Override
    public long last() {
        return shipped();
    }

    @Override
    public int count() {
        return position.last() == 0 ? 0 : position.segment();
    }

    @Override
    public String name(int number) {
        return SegmentText.name(number);
    }

    @Override
    public byte[] bytes(int number, long offset) {
        byte[] bytes = read(number)
                .orElseThrow(() -> new ContentAltered("journal segment " + SegmentText.name(number) + " is missing"))
                .bytes();
        return Arrays.copyOfRange(bytes, (int) Math.min(offset, bytes.length), bytes.length);
    }
}
