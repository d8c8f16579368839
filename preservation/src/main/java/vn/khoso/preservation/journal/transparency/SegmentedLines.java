package vn.khoso.preservation.journal.transparency;

import java.util.Arrays;
import java.util.function.Consumer;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.schemas.codec.tlog.JournalLine;

/** Reads the lines of the segments, a segment at a time, and remembers where it stopped. */
public final class SegmentedLines implements JournalLines {

    private final SegmentSource source;
    private Place place = Place.START;

    /**
     * Behind a line.
     *
     * @param segment number, from 1
     * @param offset in it
     * @param last index of the line before
     * @param hash of it
     */
    private record Place(int segment, long offset, long last, String hash) {

        static final Place START = new Place(1, 0, 0, JournalLine.START);
    }

    public SegmentedLines(SegmentSource source) {
        this.source = source;
    }

    @Override
    public long last() {
        return source.last();
    }

    @Override
    public synchronized void read(long after, long upTo, Consumer<JournalLine> lines) {
        Place at = place.last() == after ? place : before(after);
        while (at.last() < upTo) {
            at = readSegment(at, after, upTo, lines);
            if (at.last() < upTo) {
                if (at.segment() >= source.count()) {
                    throw new ContentAltered(
                            "the journal on storage ends at entry " + at.last() + ", and entry " + upTo + " was on it");
                }
                at = new Place(at.segment() + 1, 0, at.last(), at.hash());
            }
        }
        place = at;
    }

    /** The lines of one segment from a place on; those up to {@code after} are only checked. */
    private Place readSegment(Place from, long after, long upTo, Consumer<JournalLine> lines) {
        String segment = source.name(from.segment());
        byte[] bytes = source.bytes(from.segment(), from.offset());
        Place at = from;
        int start = 0;
        for (int end = 0; end < bytes.length && at.last() < upTo; end++) {
            if (bytes[end] == '\n') {
                JournalLine line = line(segment, at, Arrays.copyOfRange(bytes, start, end));
                if (line.index() > after) {
                    lines.accept(line);
                }
                at = new Place(at.segment(), from.offset() + end + 1, line.index(), line.hash());
                start = end + 1;
            }
        }
        return at;
    }

    private static JournalLine line(String segment, Place before, byte[] bytes) {
        JournalLine line = parsed(segment, bytes);
        if (!line.follows(before.last(), before.hash())) {
            throw new ContentAltered(
                    "the journal on storage breaks at entry " + (before.last() + 1) + " in " + segment);
        }
        return line;
    }

    private static JournalLine parsed(String segment, byte[] bytes) {
        try {
            return JournalLine.parse(bytes);
        } catch (IllegalArgumentException broken) {
            throw new ContentAltered(
                    "the journal on storage is not what was written in " + segment + ": " + broken.getMessage());
        }
    }

    /** The beginning of the segment in which entry {@code after + 1} lies; what it must follow is taken from its first line. */
    private Place before(long after) {
        int low = 1;
        int high = source.count();
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            if (first(middle).last() <= after) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == 1 ? Place.START : first(low);
    }

    /** A segment that was begun and holds no line yet counts as behind everything. */
    private Place first(int number) {
        byte[] bytes = source.bytes(number, 0);
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                JournalLine line = parsed(source.name(number), Arrays.copyOf(bytes, end));
                return new Place(number, 0, line.index() - 1, line.previous());
            }
        }
        return new Place(number, 0, Long.MAX_VALUE, "");
    }
}
