package vn.khoso.preservation.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.transparency.JournalLines;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.codec.tlog.JournalLine;

/** Reads the lines of the segments, a segment at a time, and remembers where it stopped. */
public final class FileJournalLines implements JournalLines {

    private final Volume volume;
    private final FileJournalSegments segments;
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

    public FileJournalLines(Volume volume, FileJournalSegments segments) {
        this.volume = volume;
        this.segments = segments;
    }

    @Override
    public long last() {
        return segments.shipped();
    }

    @Override
    public synchronized void read(long after, long upTo, Consumer<JournalLine> lines) {
        Place at = place.last() == after ? place : before(after);
        while (at.last() < upTo) {
            at = readSegment(at, after, upTo, lines);
            if (at.last() < upTo) {
                if (at.segment() >= Segment.in(volume.journal()).size()) {
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
        Segment segment = Segment.numbered(volume.journal(), from.segment());
        byte[] bytes = bytes(segment, from.offset());
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

    private static JournalLine line(Segment segment, Place before, byte[] bytes) {
        JournalLine line = parsed(segment, bytes);
        if (!line.follows(before.last(), before.hash())) {
            throw new ContentAltered(
                    "the journal on storage breaks at entry " + (before.last() + 1) + " in " + segment.name());
        }
        return line;
    }

    private static JournalLine parsed(Segment segment, byte[] bytes) {
        try {
            return JournalLine.parse(bytes);
        } catch (IllegalArgumentException broken) {
            throw new ContentAltered(
                    "the journal on storage is not what was written in " + segment.name() + ": " + broken.getMessage());
        }
    }

    /** The beginning of the segment in which entry {@code after + 1} lies; what it must follow is taken from its first line. */
    private Place before(long after) {
        List<Segment> all = Segment.in(volume.journal());
        int low = 1;
        int high = all.size();
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            if (first(all.get(middle - 1), middle).last() <= after) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == 1 || all.isEmpty() ? Place.START : first(all.get(low - 1), low);
    }

    /** A segment that was begun and holds no line yet counts as behind everything. */
    private static Place first(Segment segment, int number) {
        byte[] bytes = bytes(segment, 0);
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                JournalLine line = parsed(segment, Arrays.copyOf(bytes, end));
                return new Place(number, 0, line.index() - 1, line.previous());
            }
        }
        return new Place(number, 0, Long.MAX_VALUE, "");
    }

    private static byte[] bytes(Segment segment, long offset) {
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.max(0, channel.size() - offset)));
            channel.position(offset);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // A channel may give less than it was asked for.
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        } catch (java.nio.file.NoSuchFileException missing) {
            throw new ContentAltered("journal segment " + segment.name() + " is missing");
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read journal segment " + segment.name(), trouble);
        }
    }
}
