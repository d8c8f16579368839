package vn.khoso.ingest.staging;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vn.khoso.ingest.staging.UnpackedTree.Stop;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.PackagePath;

/**
 * Reads POSIX tar (ustar, pax, GNU long names) strictly and in one pass.
 *
 * <p>Our own because a stranger decides how much a general reader allocates for a name, and because links, devices and
 * sparse files must be refused, not imitated.
 */
final class TarReader {

    private static final int BLOCK = 512;
    private static final int MAX_EXTENDED = 1 << 16;
    private static final int MAX_TRAILING = 1 << 20;

    private final Counted in;
    private final UnpackedTree tree;
    private byte @Nullable [] longName;
    private Map<String, byte[]> extended = new TreeMap<>();

    /** @param packed bytes of the container that were read so far */
    TarReader(InputStream in, LongSupplier packed, UnpackedTree tree) {
        this.in = new Counted(in, packed, tree);
        this.tree = tree;
    }

    /** Whether a block is a tar header: its checksum is right. */
    static boolean header(byte[] block) {
        return block.length == BLOCK && checksum(block);
    }

    void read() throws IOException, Stop {
        byte[] block = new byte[BLOCK];
        for (boolean first = true; ; first = false) {
            if (!fill(block)) {
                throw tree.stop(FindingCode.CONTAINER_TRUNCATED, "container", "no end mark");
            }
            if (allZero(block)) {
                readToEnd();
                return;
            }
            if (!checksum(block)) {
                throw first
                        ? tree.stop(FindingCode.CONTAINER_NOT_RECOGNISED, "container", "no tar header")
                        : tree.stop(FindingCode.CONTAINER_CORRUPT, "container", "header checksum");
            }
            entry(block);
        }
    }

    private void entry(byte[] header) throws IOException, Stop {
        long size = number(header, 124, 12);
        char type = (char) (header[156] & 0xff);
        switch (type) {
            case 'x' -> extended = pax(block(size));
            case 'g' -> global(pax(block(size)));
            case 'L' -> longName = withoutNul(block(size));
            case 'K' -> block(size);
            default -> member(header, type, size);
        }
    }

    private void member(byte[] header, char type, long headerSize) throws IOException, Stop {
        tree.count();
        byte[] name = name(header);
        long size = extended.containsKey("size") ? decimal(extended.get("size")) : headerSize;
        boolean sparse = extended.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"));
        extended = new TreeMap<>();
        longName = null;
        boolean folder = type == '5' || (name.length > 0 && name[name.length - 1] == '/' && (type == '0' || type == 0));
        Optional<PackagePath> path = tree.admit(name, folder);
        String shown = EntryName.printable(new String(name, StandardCharsets.UTF_8));
        if (type == '1' || type == '2') {
            tree.find(FindingCode.CONTAINER_LINK, shown, type == '1' ? "hard link" : "symbolic link");
            skip(size);
        } else if (sparse || !(folder || type == '0' || type == 0 || type == '7')) {
            tree.find(FindingCode.CONTAINER_SPECIAL_FILE, shown, sparse ? "sparse" : kind(type));
            if (sparse || type == 'S') {
                // The length of what follows is not what the header says: there is no safe way on.
                throw new Stop();
            }
            skip(type == '3' || type == '4' || type == '6' ? 0 : size);
        } else if (folder || path.isEmpty()) {
            skip(size);
        } else {
            tree.requireTotal(size);
            tree.write(path.get(), new Member(size), size);
            skip(padding(size));
        }
    }

    private static String kind(char type) {
        return switch (type) {
            case '3' -> "character device";
            case '4' -> "block device";
            case '6' -> "pipe";
            case 'S' -> "sparse";
            default -> "type " + EntryName.printable(String.valueOf(type));
        };
    }

    private byte[] name(byte[] header) {
        byte @Nullable [] pax = extended.get("path");
        if (pax != null) {
            return pax;
        }
        if (longName != null) {
            return longName;
        }
        byte[] name = withoutNul(Arrays.copyOfRange(header, 0, 100));
        boolean ustar = new String(header, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
        byte[] prefix = ustar ? withoutNul(Arrays.copyOfRange(header, 345, 500)) : new byte[0];
        if (prefix.length == 0) {
            return name;
        }
        byte[] joined = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        joined[prefix.length] = '/';
        System.arraycopy(name, 0, joined, prefix.length + 1, name.length);
        return joined;
    }

    private void global(Map<String, byte[]> values) throws Stop {
        // "git archive" writes a comment here; anything that would rename or resize every entry is refused.
        if (!values.keySet().stream().allMatch(key -> key.equals("comment"))) {
            throw tree.stop(FindingCode.CONTAINER_CORRUPT, "container", "global header");
        }
    }

    private Map<String, byte[]> pax(byte[] content) throws Stop {
        Map<String, byte[]> values = new TreeMap<>();
        int at = 0;
        while (at < content.length && content[at] != 0) {
            int space = at;
            while (space < content.length && content[space] != ' ') {
                space++;
            }
            long length = space > at && space - at < 7 ? decimal(Arrays.copyOfRange(content, at, space)) : -1;
            int end = (int) Math.min(at + length, content.length);
            int equal = space;
            while (equal < end && content[equal] != '=') {
                equal++;
            }
            if (length < 5 || at + length > content.length || equal >= end || content[end - 1] != '\n') {
                throw tree.stop(FindingCode.CONTAINER_CORRUPT, "container", "extended header");
            }
            values.put(
                    new String(content, space + 1, equal - space - 1, StandardCharsets.UTF_8),
                    Arrays.copyOfRange(content, equal + 1, end - 1));
            at = end;
        }
        return values;
    }

    private byte[] block(long size) throws IOException, Stop {
        if (size > MAX_EXTENDED) {
            throw tree.stop(FindingCode.CONTAINER_PATH_UNSAFE, "container", "length");
        }
        byte[] content = in.readNBytes((int) size);
        if (content.length < size) {
            throw new EOFException("tar");
        }
        skip(padding(size));
        return content;
    }

    private long number(byte[] header, int offset, int length) throws Stop {
        if ((header[offset] & 0x80) != 0) {
            long value = header[offset] & 0x3f;
            for (int i = 1; i < length; i++) {
                if (value > (Long.MAX_VALUE >> 9)) {
                    throw tree.stop(FindingCode.CONTAINER_CORRUPT, "container", "size");
                }
                value = (value << 8) | (header[offset + i] & 0xff);
            }
            return value;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            int c = header[offset + i];
            if (c >= '0' && c <= '7') {
                value = (value << 3) | (c - '0');
            } else if (c != 0 && c != ' ') {
                throw tree.stop(FindingCode.CONTAINER_CORRUPT, "container", "size");
            }
        }
        return value;
    }

    private long decimal(byte @Nullable [] digits) throws Stop {
        String text = digits == null ? "" : new String(digits, StandardCharsets.ISO_8859_1);
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw tree.stop(FindingCode.CONTAINER_CORRUPT, "container", "extended header");
        }
        return Long.parseLong(text);
    }

    private void skip(long count) throws IOException {
        in.skipNBytes(count);
    }

    private static long padding(long size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }

    private boolean fill(byte[] block) throws IOException {
        int read = in.readNBytes(block, 0, BLOCK);
        if (read > 0 && read < BLOCK) {
            throw new EOFException("tar");
        }
        return read == BLOCK;
    }

    /** Reads what is left so that the checksum of gzip is compared too; only zeros may follow the end mark. */
    private void readToEnd() throws IOException, Stop {
        byte[] rest = in.readNBytes(MAX_TRAILING);
        if (!allZero(rest) || in.read() >= 0) {
            throw tree.stop(FindingCode.CONTAINER_CORRUPT, "container", "bytes after the end");
        }
    }

    private static boolean checksum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
        }
        long stored = 0;
        boolean digits = false;
        for (int i = 148; i < 156; i++) {
            if (block[i] >= '0' && block[i] <= '7') {
                stored = (stored << 3) | (block[i] - '0');
                digits = true;
            } else if (block[i] != 0 && block[i] != ' ') {
                return false;
            }
        }
        return digits && sum == stored;
    }

    private static boolean allZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] withoutNul(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return Arrays.copyOf(bytes, end);
    }

    /** The bytes of one member, no more. */
    private final class Member extends InputStream {
        private long left;

        Member(long size) {
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(target, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("tar");
            }
            left -= read;
            return read;
        }
    }

    /** Counts every byte that comes out, skipped ones too: a bomb may hide where nothing is written. */
    private static final class Counted extends InputStream {
        private final InputStream in;
        private final LongSupplier packed;
        private final UnpackedTree tree;
        private long count;
        private long windowAt;
        private long windowPacked;

        Counted(InputStream in, LongSupplier packed, UnpackedTree tree) {
            this.in = in;
            this.packed = packed;
            this.tree = tree;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            if (read > 0) {
                count += read;
                judge();
            }
            return read;
        }

        /** Looks at the ratio of the last window, not of the whole: a bomb behind much honest data is one too. */
        private void judge() throws Halted {
            try {
                tree.requireTotal(count);
                if (count - windowAt > tree.ratioGrace()) {
                    long now = packed.getAsLong();
                    tree.requireRatio("container", now - windowPacked, count - windowAt);
                    windowAt = count;
                    windowPacked = now;
                }
            } catch (Stop stop) {
                throw new Halted(stop);
            }
        }
    }

    /** Carries a {@link Stop} through a stream's signature. */
    static final class Halted extends IOException {
        private static final long serialVersionUID = 1L;

        Halted(Stop stop) {
            super(stop);
        }
    }
}
