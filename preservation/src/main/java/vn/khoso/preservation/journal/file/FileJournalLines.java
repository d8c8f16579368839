package vn.khoso.preservation.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.transparency.JournalLines;
import vn.khoso.preservation.journal.transparency.SegmentSource;
import vn.khoso.preservation.journal.transparency.SegmentedLines;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.codec.tlog.JournalLine;

/** Reads the lines of the segments on a volume that is a folder. */
public final class FileJournalLines implements JournalLines {

    private final SegmentedLines lines;

    public FileJournalLines(Volume volume, FileJournalSegments segments) {
        this.lines = new SegmentedLines(new Source(volume, segments));
    }

    @Override
    public long last() {
        return lines.last();
    }

    @Override
    public void read(long after, long upTo, Consumer<JournalLine> to) {
        lines.read(after, upTo, to);
    }

    private record Source(Volume volume, FileJournalSegments segments) implements SegmentSource {

        @Override
        public long last() {
            return segments.shipped();
        }

        @Override
        public int count() {
            return Segment.in(volume.journal()).size();
        }

        @Override
        public String name(int number) {
            return Segment.numbered(volume.journal(), number).name();
        }

        @Override
        public byte[] bytes(int number, long offset) {
            Segment segment = Segment.numbered(volume.journal(), number);
            try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
                ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.max(0, channel.size() - offset)));
                channel.position(offset);
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                    // A channel may give less than it was asked for.
                }
                return Arrays.copyOf(bytes.array(), bytes.position());
            } catch (NoSuchFileException missing) {
                throw new ContentAltered("journal segment " + segment.name() + " is missing");
            } catch (IOException trouble) {
                throw new StorageUnavailable("cannot read journal segment " + segment.name(), trouble);
            }
        }
    }
}
