package vn.khoso.preservation.journal.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.SegmentText;

/** One segment file, as {@link SegmentText}. Held in memory when read; it rolls at 8 MB. */
record Segment(Path file) {

    /** What a disk writes whole or not at all, bytes; disks of larger sectors hold a multiple of it. */
    private static final int SECTOR = 512;

    private static final byte[] ZEROS = new byte[SECTOR];

    static Segment numbered(Path journal, int number) {
        return new Segment(journal.resolve(SegmentText.name(number)));
    }

    /**
     * The segments in order.
     *
     * @throws ContentAltered when one between them is missing
     */
    static List<Segment> in(Path journal) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(journal)) {
            entries.forEach(entry -> found.add(entry.getFileName().toString()));
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot list the journal's segments", trouble);
        }
        return IntStream.rangeClosed(1, SegmentText.count(found))
                .mapToObj(number -> numbered(journal, number))
                .toList();
    }

    List<SegmentText.Line> lines() {
        return SegmentText.lines(bytes());
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

    String name() {
        return String.valueOf(file.getFileName());
    }
}
