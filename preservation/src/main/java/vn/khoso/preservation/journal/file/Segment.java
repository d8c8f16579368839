package vn.khoso.preservation.journal.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.JournalEntryJson;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.codec.json.StrictJson;

/** One segment file: {@code 00000001.ndjson}, an entry a line. Held in memory when read; it rolls at 8 MB. */
record Segment(Path file) {

    private static final Pattern NAME = Pattern.compile("[0-9]{8}\\.ndjson");
    private static final int DIGITS = 8;

    /** What a disk writes whole or not at all, bytes; disks of larger sectors hold a multiple of it. */
    private static final int SECTOR = 512;

    private static final byte[] ZEROS = new byte[SECTOR];

    static Segment numbered(Path journal, int number) {
        String digits = Integer.toString(number);
        return new Segment(journal.resolve("0".repeat(DIGITS - digits.length()) + digits + ".ndjson"));
    }

    /**
     * The segments in order.
     *
     * @throws ContentAltered when one between them is missing
     */
    static List<Segment> in(Path journal) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(journal)) {
            for (Path entry : entries) {
                if (NAME.matcher(entry.getFileName().toString()).matches()) {
                    found.add(entry);
                }
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot list the journal's segments", trouble);
        }
        found.sort(null);
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).equals(numbered(journal, i + 1).file())) {
                throw new ContentAltered("journal segment " + (i + 1) + " is missing; the next one is "
                        + found.get(i).getFileName());
            }
        }
        return found.stream().map(Segment::new).toList();
    }

    /** The bytes of one line, with its line feed. */
    static byte[] line(JournalText entry) {
        byte[] json = JournalEntryJson.bytes(entry);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /**
     * A line as it lies in the file.
     *
     * @param end offset behind its line feed
     * @param entry empty when the line is not whole or its own hash does not hold
     */
    record Line(long end, Optional<JournalEntry> entry) {}

    List<Line> lines() {
        byte[] bytes = bytes();
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                lines.add(new Line(at + 1L, parse(Arrays.copyOfRange(bytes, start, at))));
                start = at + 1;
            }
        }
        if (start < bytes.length) {
            lines.add(new Line(bytes.length, Optional.empty()));
        }
        return lines;
    }

    /**
     * Whether behind this offset, to the end of its sector, or in a whole sector after it, there are only zeros, as where a
     * power cut came before the sector was written. No line of ours has a zero in it.
     */
    boolean hasHole(long from) {
        byte[] bytes = bytes();
        int start = Math.toIntExact(from);
        for (int end = (start / SECTOR + 1) * SECTOR; end <= bytes.length; end += SECTOR) {
            if (Arrays.equals(bytes, start, end, ZEROS, 0, end - start)) {
                return true;
            }
            start = end;
        }
        return false;
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read journal segment " + name(), trouble);
        }
    }

    private static Optional<JournalEntry> parse(byte[] line) {
        try {
            // The spelling is canonical: a line that says the same in other bytes was not written by us.
            return Optional.of(JournalEntryJson.read(StrictJson.own(line)))
                    .filter(JournalHash::holds)
                    .filter(entry -> Arrays.equals(CanonicalJson.bytes(JournalEntryJson.write(entry)), line));
        } catch (IllegalArgumentException | java.time.DateTimeException notAnEntry) {
            return Optional.empty();
        }
    }

    String name() {
        return String.valueOf(file.getFileName());
    }
}
