package vn.khoso.ingest.staging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.khoso.ingest.staging.UnpackedTree.Stop;
import vn.khoso.schemas.finding.FindingCode;

/**
 * The central directory of a ZIP file (APPNOTE 6.3.10, 4.3.12), read strictly: it must end where the file ends, begin where
 * it says, and hold as many entries as it says. Two readers must never see two different archives in one file.
 */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END_SIZE = 22;
    private static final int MAX_COMMENT = 0xffff;
    /** Names are short and entries limited; a directory larger than this is an attack on memory. */
    private static final long MAX_DIRECTORY = 64L << 20;

    private final FileChannel file;
    private final UnpackedTree tree;

    ZipDirectory(FileChannel file, UnpackedTree tree) {
        this.file = file;
        this.tree = tree;
    }

    /**
     * One entry as the directory names it.
     *
     * @param headerAt position of its local header
     * @param mode Unix file type and permissions; 0 when the maker was no Unix
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(
            byte[] name,
            int flags,
            int method,
            long crc,
            long packed,
            long size,
            long headerAt,
            int mode,
            boolean renamed) {

        private static final int FILE_TYPE = 0xF000;

        boolean encrypted() {
            return (flags & 0x2041) != 0 || method == 99;
        }

        boolean followedByDescriptor() {
            return (flags & 8) != 0;
        }

        boolean folder() {
            return name.length > 0 && name[name.length - 1] == '/';
        }

        boolean link() {
            return (mode & FILE_TYPE) == 0xA000;
        }

        boolean special() {
            int type = mode & FILE_TYPE;
            return type != 0 && type != 0x8000 && type != 0x4000 && type != 0xA000;
        }

        String shown() {
            return EntryName.printable(new String(name, StandardCharsets.UTF_8));
        }
    }

    /** @param at where the directory begins: entries end before it */
    record Listing(List<Entry> entries, long at) {}

    private record Place(long entries, long size, long at) {}

    Listing read() throws IOException, Stop {
        Place place = place();
        tree.requireEntries(place.entries());
        if (place.size() > MAX_DIRECTORY) {
            throw corrupt("directory size");
        }
        ByteBuffer bytes = at(place.at(), (int) place.size());
        List<Entry> entries = new ArrayList<>();
        while (bytes.hasRemaining()) {
            tree.requireEntries(entries.size() + 1L);
            entries.add(entry(bytes));
        }
        if (entries.size() != place.entries()) {
            throw corrupt("number of entries");
        }
        return new Listing(entries, place.at());
    }

    private Place place() throws IOException, Stop {
        long length = file.size();
        int tail = (int) Math.min(length, END_SIZE + MAX_COMMENT);
        ByteBuffer bytes = at(length - tail, tail);
        for (int i = tail - END_SIZE; i >= 0; i--) {
            if (bytes.getInt(i) == END && i + END_SIZE + unsigned(bytes.getShort(i + 20)) == tail) {
                return place(bytes, i, length - tail + i);
            }
        }
        throw tree.stop(FindingCode.CONTAINER_TRUNCATED, "container", "no directory at the end");
    }

    private Place place(ByteBuffer end, int i, long endAt) throws IOException, Stop {
        long entries = unsigned(end.getShort(i + 10));
        long size = unsigned(end.getInt(i + 12));
        long at = unsigned(end.getInt(i + 16));
        if (end.getShort(i + 4) != 0 && unsigned(end.getShort(i + 4)) != 0xffff) {
            throw corrupt("several volumes");
        }
        long directoryEnd = endAt;
        if (entries == 0xffff || size == 0xffffffffL || at == 0xffffffffL) {
            ByteBuffer locator = at(endAt - 20, 20);
            if (locator.getInt(0) != LOCATOR_64) {
                throw corrupt("zip64 locator");
            }
            directoryEnd = locator.getLong(8);
            ByteBuffer end64 = at(directoryEnd, 56);
            if (end64.getInt(0) != END_64 || directoryEnd + 12 + end64.getLong(4) != endAt - 20) {
                throw corrupt("zip64 end");
            }
            entries = end64.getLong(32);
            size = end64.getLong(40);
            at = end64.getLong(48);
        }
        if (entries < 0 || size < 0 || at < 0 || at + size != directoryEnd) {
            throw corrupt("place of the directory");
        }
        return new Place(entries, size, at);
    }

    private Entry entry(ByteBuffer bytes) throws Stop {
        int start = bytes.position();
        if (bytes.remaining() < 46 || bytes.getInt(start) != CENTRAL) {
            throw corrupt("directory entry");
        }
        int nameLength = unsigned(bytes.getShort(start + 28));
        int extraLength = unsigned(bytes.getShort(start + 30));
        int commentLength = unsigned(bytes.getShort(start + 32));
        if (bytes.remaining() < 46 + nameLength + extraLength + commentLength) {
            throw corrupt("directory entry");
        }
        byte[] name = new byte[nameLength];
        bytes.get(start + 46, name);
        Wide wide = new Wide(
                unsigned(bytes.getInt(start + 24)),
                unsigned(bytes.getInt(start + 20)),
                unsigned(bytes.getInt(start + 42)));
        boolean renamed =
                extras(bytes.slice(start + 46 + nameLength, extraLength).order(ByteOrder.LITTLE_ENDIAN), wide, name);
        bytes.position(start + 46 + nameLength + extraLength + commentLength);
        return new Entry(
                name,
                unsigned(bytes.getShort(start + 8)),
                unsigned(bytes.getShort(start + 10)),
                unsigned(bytes.getInt(start + 16)),
                wide.packed,
                wide.size,
                wide.headerAt,
                bytes.getInt(start + 38) >>> 16,
                renamed);
    }

    /** The three fields that an extra field widens to 64 bits, in the order in which it does. */
    private static final class Wide {
        private long size;
        private long packed;
        private long headerAt;

        Wide(long size, long packed, long headerAt) {
            this.size = size;
            this.packed = packed;
            this.headerAt = headerAt;
        }
    }

    /** Whether an extra field gives the entry a second name that differs from the first. */
    private boolean extras(ByteBuffer extra, Wide wide, byte[] name) throws Stop {
        boolean renamed = false;
        while (extra.remaining() >= 4) {
            int id = unsigned(extra.getShort());
            int length = unsigned(extra.getShort());
            if (length > extra.remaining()) {
                throw corrupt("extra field");
            }
            ByteBuffer field = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            if (id == 0x0001) {
                wide.size = wide.size == 0xffffffffL ? next(field) : wide.size;
                wide.packed = wide.packed == 0xffffffffL ? next(field) : wide.packed;
                wide.headerAt = wide.headerAt == 0xffffffffL ? next(field) : wide.headerAt;
            } else if (id == 0x7075 && length > 5) {
                byte[] other = new byte[length - 5];
                field.get(5, other);
                renamed |= !Arrays.equals(other, name);
            }
            extra.position(extra.position() + length);
        }
        return renamed;
    }

    private long next(ByteBuffer field) throws Stop {
        if (field.remaining() < 8) {
            throw corrupt("extra field");
        }
        long value = field.getLong();
        if (value < 0) {
            throw corrupt("extra field");
        }
        return value;
    }

    /** Bytes of the file at a position that the file itself named. */
    ByteBuffer at(long position, int length) throws IOException, Stop {
        if (position < 0 || position + length > file.size()) {
            throw corrupt("position");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the container shrank while it was read");
            }
        }
        return bytes.flip();
    }

    Stop corrupt(String reason) {
        return tree.stop(FindingCode.CONTAINER_CORRUPT, "container", reason);
    }

    static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }

    static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
