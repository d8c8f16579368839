package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/**
 * The bytes of one content file, hashed on the way out.
 *
 * <p>The last bytes are handed out only after the whole file was found to be what was promised: a caller who reads exactly
 * as many bytes as there are, and never asks for the end, is told all the same. SHA-256 is used because it is twice as
 * fast as SHA-512 where the processor knows it.
 */
final class VerifiedRead extends InputStream {

    private static final int BUFFER = 256 * 1024;

    private final FileChannel channel;
    private final String name;
    private final long size;
    private final Fixity promised;
    private final MessageDigest digest;
    private long position;

    private VerifiedRead(FileChannel channel, String name, long size, Fixity promised) {
        this.channel = channel;
        this.name = name;
        this.size = size;
        this.promised = promised;
        this.digest = Digests.of(promised.algorithm());
    }

    /** @param name for the fault's text: object and path */
    static VerifiedRead of(Path file, String name, long size, Fixity promised) {
        FileChannel channel = openSized(file, name, size);
        VerifiedRead read = new VerifiedRead(channel, name, size, promised);
        if (size == 0) {
            read.judge();
        }
        return read;
    }

    /** Reads all of it; returns when the bytes are the promised ones. */
    static void check(Path file, String name, long size, Fixity promised) {
        try (VerifiedRead read = of(file, name, size, promised)) {
            read.drain();
        }
    }

    /** A part, handed out after the whole was read and judged; the file stays open in between, so it is the same file. */
    static InputStream range(Path file, String name, long size, Fixity promised, long offset, long length) {
        if (offset < 0 || length < 0 || offset > size) {
            throw new IllegalArgumentException("not a part of " + size + " bytes: " + offset + "+" + length);
        }
        VerifiedRead whole = of(file, name, size, promised);
        try {
            whole.drain();
        } catch (ContentAltered | StorageUnavailable fault) {
            whole.close();
            throw fault;
        }
        return new Part(whole.channel, name, offset, Math.min(length, size - offset));
    }

    private static FileChannel openSized(Path file, String name, long size) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            long found = channel.size();
            if (found != size) {
                channel.close();
                throw new ContentAltered(name + ": " + found + " bytes are there, " + size + " were promised");
            }
            return channel;
        } catch (NoSuchFileException gone) {
            throw new ContentMissing(name + ": promised by the inventory, but not on the volume");
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot open " + name, trouble);
        }
    }

    private void drain() {
        byte[] buffer = new byte[BUFFER];
        while (read(buffer, 0, buffer.length) >= 0) {
            // reading is judging
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position == size) {
            return -1;
        }
        int count = readSome(channel, name, ByteBuffer.wrap(into, offset, (int) Math.min(length, size - position)));
        if (count < 0) {
            throw new ContentAltered(name + ": ends after " + position + " of " + size + " bytes");
        }
        digest.update(into, offset, count);
        position += count;
        if (position == size) {
            judge();
        }
        return count;
    }

    private void judge() {
        Fixity found = Fixity.of(promised.algorithm(), digest.digest());
        if (!found.equals(promised)) {
            throw new ContentAltered(name + ": is " + found + ", promised was " + promised);
        }
    }

    private static int readSome(FileChannel channel, String name, ByteBuffer into) {
        try {
            return channel.read(into);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + name, trouble);
        }
    }

    @Override
    public void close() {
        close(channel, name);
    }

    private static void close(FileChannel channel, String name) {
        try {
            channel.close();
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot close " + name, trouble);
        }
    }

    /** A part of a file that was judged as a whole. */
    private static final class Part extends InputStream {

        private final FileChannel channel;
        private final String name;
        private long left;

        Part(FileChannel channel, String name, long offset, long length) {
            this.channel = channel;
            this.name = name;
            this.left = length;
            try {
                channel.position(offset);
            } catch (IOException trouble) {
                throw new StorageUnavailable("cannot read " + name, trouble);
            }
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int count = readSome(channel, name, ByteBuffer.wrap(into, offset, (int) Math.min(length, left)));
            if (count < 0) {
                throw new ContentAltered(name + ": became shorter while it was read");
            }
            left -= count;
            return count;
        }

        @Override
        public void close() {
            VerifiedRead.close(channel, name);
        }
    }
}
