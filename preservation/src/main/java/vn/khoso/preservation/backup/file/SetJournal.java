package vn.khoso.preservation.backup.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.codec.json.JournalEntryJson;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.Event;

/** The journal as the sets of a chain hold it together, read from the first entry to the last. */
final class SetJournal implements JournalStore {

    /** Entries of one file in {@code journal.tar}. */
    static final int PIECE = 5_000;

    static final String PIECES = "journal/";
    static final String CHECKPOINTS = "checkpoints/";

    private final List<Path> sets;
    private long from = -1;
    private List<JournalEntry> piece = List.of();
    private Optional<Reader> reader = Optional.empty();

    SetJournal(SetChain chain) {
        this.sets = chain.sets().stream().map(BackupMedium.SetFolder::folder).toList();
    }

    /** Goes through the pieces of all sets in order. */
    private static final class Reader {
        private final List<Path> left;
        private Optional<TarArchiveInputStream> tar = Optional.empty();

        Reader(List<Path> sets) {
            this.left = new ArrayList<>(sets);
        }

        List<JournalEntry> next() throws IOException {
            while (true) {
                if (tar.isEmpty()) {
                    if (left.isEmpty()) {
                        return List.of();
                    }
                    tar = Optional.of(tar(left.removeFirst()));
                }
                TarArchiveInputStream in = tar.get();
                for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    if (entry.getName().startsWith(PIECES)) {
                        return entries(in.readAllBytes());
                    }
                }
                close();
            }
        }

        void close() throws IOException {
            if (tar.isPresent()) {
                tar.get().close();
                tar = Optional.empty();
            }
        }
    }

    private static TarArchiveInputStream tar(Path set) throws IOException {
        return new TarArchiveInputStream(
                new java.io.BufferedInputStream(Files.newInputStream(set.resolve(SetChain.JOURNAL))), "UTF-8");
    }

    private static List<JournalEntry> entries(byte[] lines) {
        List<JournalEntry> entries = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < lines.length; at++) {
            if (lines[at] == '\n') {
                try {
                    entries.add(JournalEntryJson.read(StrictJson.own(java.util.Arrays.copyOfRange(lines, start, at))));
                } catch (IllegalArgumentException | java.time.DateTimeException odd) {
                    throw new ContentAltered("a line of journal.tar is no entry: " + odd.getMessage());
                }
                start = at + 1;
            }
        }
        return entries;
    }

    /** Reads all of it and follows the chain. @return hash of the last entry */
    Fixity verify() {
        long last = 0;
        Fixity hash = JournalHash.START;
        for (List<JournalEntry> page = after(0, PIECE); !page.isEmpty(); page = after(last, PIECE)) {
            for (JournalEntry entry : page) {
                if (entry.index() != last + 1 || !entry.previous().equals(hash) || !JournalHash.holds(entry)) {
                    throw new ContentAltered(
                            "nhật ký trong bản sao lưu đứt ở mục / the journal of the sets breaks at entry "
                                    + (last + 1));
                }
                last = entry.index();
                hash = entry.hash();
            }
        }
        return hash;
    }

    @Override
    public List<JournalEntry> after(long after, int limit) {
        try {
            if (after < from || reader.isEmpty()) {
                close();
                reader = Optional.of(new Reader(sets));
                piece = reader.get().next();
                from = 0;
            }
            while (!piece.isEmpty() && piece.getLast().index() <= after) {
                from = piece.getLast().index();
                piece = reader.get().next();
            }
            return piece.stream()
                    .filter(entry -> entry.index() > after)
                    .limit(limit)
                    .toList();
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read the journal of the sets: " + trouble, trouble);
        }
    }

    void close() throws IOException {
        if (reader.isPresent()) {
            reader.get().close();
        }
    }

    @Override
    public Optional<JournalEntry> last() {
        Optional<JournalEntry> last = Optional.empty();
        long at = 0;
        for (List<JournalEntry> page = after(0, PIECE); !page.isEmpty(); page = after(at, PIECE)) {
            last = Optional.of(page.getLast());
            at = page.getLast().index();
        }
        return last;
    }

    @Override
    public List<JournalEntry> append(List<Event> events) {
        throw new UnsupportedOperationException("a set is only read");
    }

    @Override
    public List<JournalEntry> about(String object, long after, int limit) {
        throw new UnsupportedOperationException("a set is read from its beginning to its end");
    }

    /** Files of the last set beside the pieces: signed checkpoints and their time stamps, in order. */
    void checkpoints(BiConsumer<String, byte[]> each) {
        try (TarArchiveInputStream in = tar(sets.getLast())) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith(CHECKPOINTS)) {
                    each.accept(entry.getName().substring(CHECKPOINTS.length()), in.readAllBytes());
                }
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read the checkpoints of the set: " + trouble, trouble);
        }
    }

    static String pieceName(List<JournalText> entries) {
        return PIECES
                + String.format(
                        Locale.ROOT,
                        "%012d-%012d.ndjson",
                        entries.getFirst().index(),
                        entries.getLast().index());
    }

    /** The bytes of one piece: lines as they stand in the segments. */
    static byte[] piece(List<JournalText> entries) {
        java.io.ByteArrayOutputStream lines = new java.io.ByteArrayOutputStream();
        for (JournalText entry : entries) {
            lines.writeBytes(JournalEntryJson.bytes(entry));
            lines.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
        }
        return lines.toByteArray();
    }
}
