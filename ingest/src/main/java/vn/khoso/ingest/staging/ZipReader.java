package vn.khoso.ingest.staging;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import vn.khoso.ingest.staging.UnpackedTree.Stop;
import vn.khoso.ingest.staging.ZipDirectory.Entry;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.PackagePath;

/**
 * Unpacks a ZIP file by its central directory, and refuses one whose local headers tell another story, whose entries overlap
 * (the trick of bombs that give 4 GB from 4 KB), or that hides bytes between entries.
 */
final class ZipReader {

    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final FileChannel file;
    private final UnpackedTree tree;
    private final ZipDirectory directory;

    ZipReader(FileChannel file, UnpackedTree tree) {
        this.file = file;
        this.tree = tree;
        this.directory = new ZipDirectory(file, tree);
    }

    private record Placed(Entry entry, Optional<PackagePath> path, long dataAt) {
        long end() {
            return dataAt + entry.packed();
        }
    }

    void read() throws IOException, Stop {
        ZipDirectory.Listing listing = directory.read();
        List<Placed> entries = new java.util.ArrayList<>();
        for (Entry entry : listing.entries()) {
            tree.count();
            entries.add(new Placed(entry, admit(entry), dataAt(entry)));
        }
        requireNoOverlap(entries, listing.at());
        requireSizes(entries);
        if (!tree.findings().isEmpty()) {
            return; // every name was judged; writing what will be refused helps nobody
        }
        for (Placed placed : entries) {
            if (placed.path().isPresent() && !placed.entry().folder()) {
                write(placed, placed.path().get());
            }
        }
    }

    private Optional<PackagePath> admit(Entry entry) {
        if (entry.link()) {
            tree.find(FindingCode.CONTAINER_LINK, entry.shown(), "symbolic link");
        } else if (entry.special()) {
            tree.find(FindingCode.CONTAINER_SPECIAL_FILE, entry.shown(), "device or pipe");
        }
        if (entry.encrypted()) {
            tree.find(FindingCode.CONTAINER_ENCRYPTED, entry.shown(), "encrypted");
        } else if (entry.method() != STORED && entry.method() != DEFLATED) {
            tree.find(FindingCode.CONTAINER_CORRUPT, entry.shown(), "compression method " + entry.method());
        }
        if (entry.renamed()) {
            tree.find(FindingCode.CONTAINER_PATH_UNSAFE, entry.shown(), "two names");
        }
        return tree.admit(entry.name(), entry.folder());
    }

    private long dataAt(Entry entry) throws IOException, Stop {
        ByteBuffer header = directory.at(entry.headerAt(), LOCAL_SIZE);
        if (header.getInt(0) != LOCAL) {
            throw directory.corrupt("local header");
        }
        int nameLength = ZipDirectory.unsigned(header.getShort(26));
        ByteBuffer name = directory.at(entry.headerAt() + LOCAL_SIZE, nameLength);
        boolean same = Arrays.equals(name.array(), entry.name())
                && ZipDirectory.unsigned(header.getShort(6)) == entry.flags()
                && ZipDirectory.unsigned(header.getShort(8)) == entry.method()
                && (entry.followedByDescriptor()
                        || (ZipDirectory.unsigned(header.getInt(14)) == entry.crc()
                                && sameSize(header.getInt(18), entry.packed())
                                && sameSize(header.getInt(22), entry.size())));
        if (!same) {
            throw tree.stop(FindingCode.CONTAINER_CORRUPT, entry.shown(), "local header differs");
        }
        return entry.headerAt() + LOCAL_SIZE + nameLength + ZipDirectory.unsigned(header.getShort(28));
    }

    private static boolean sameSize(int local, long central) {
        long value = ZipDirectory.unsigned(local);
        return value == central || value == 0xffffffffL;
    }

    private void requireNoOverlap(List<Placed> entries, long directoryAt) throws Stop {
        List<Placed> order = entries.stream()
                .sorted(Comparator.comparingLong((Placed one) -> one.entry().headerAt()))
                .toList();
        long end = 0;
        boolean descriptor = false;
        for (Placed placed : order) {
            requireGap(
                    placed.entry().headerAt() - end, descriptor, placed.entry().shown());
            end = placed.end();
            descriptor = placed.entry().followedByDescriptor();
        }
        requireGap(directoryAt - end, descriptor, "container");
    }

    private void requireGap(long gap, boolean descriptor, String shown) throws Stop {
        if (gap < 0) {
            throw tree.bomb(shown); // entries overlap
        }
        if (gap > (descriptor ? 24 : 0)) {
            throw tree.stop(FindingCode.CONTAINER_CORRUPT, shown, "hidden bytes");
        }
    }

    private void requireSizes(List<Placed> entries) throws Stop {
        long total = 0;
        for (Placed placed : entries) {
            Entry entry = placed.entry();
            tree.requireSizes(entry.shown(), entry.packed(), entry.size());
            total += entry.size();
            tree.requireTotal(total);
            if (entry.folder() && entry.size() > 0) {
                throw tree.stop(FindingCode.CONTAINER_CORRUPT, entry.shown(), "folder with content");
            }
        }
        tree.requireRatio("container", tree.containerBytes(), total);
    }

    private void write(Placed placed, PackagePath path) throws IOException, Stop {
        Entry entry = placed.entry();
        Inflater inflater = new Inflater(true);
        try (InputStream raw = new Range(placed.dataAt(), entry.packed());
                InputStream plain = entry.method() == STORED ? raw : new InflaterInputStream(raw, inflater, 1 << 15);
                CheckedInputStream checked = new CheckedInputStream(plain, new CRC32())) {
            tree.write(path, checked, entry.size());
            if (checked.getChecksum().getValue() != entry.crc()) {
                throw tree.stop(FindingCode.CONTAINER_CORRUPT, entry.shown(), "checksum");
            }
        } catch (ZipException | EOFException broken) {
            throw tree.stop(FindingCode.CONTAINER_CORRUPT, entry.shown(), "compressed data");
        } finally {
            inflater.end();
        }
    }

    /** A part of the file as a stream. */
    private final class Range extends InputStream {
        private long at;
        private long left;

        Range(long at, long length) {
            this.at = at;
            this.left = length;
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
            int read = file.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, left)), at);
            if (read < 0) {
                throw new IOException("the container shrank while it was read");
            }
            at += read;
            left -= read;
            return read;
        }
    }
}
