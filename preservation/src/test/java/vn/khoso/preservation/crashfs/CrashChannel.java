package vn.khoso.preservation.crashfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file or folder of a {@link Disk}; a folder can only be flushed. */
final class CrashChannel extends FileChannel {

    private static final int BUFFER = 8_192;

    private final Disk disk;
    private final int inode;
    private final boolean reads;
    private final boolean writes;
    private final boolean appends;
    private long position;

    CrashChannel(Disk disk, int inode, boolean reads, boolean writes, boolean appends) {
        this.disk = disk;
        this.inode = inode;
        this.reads = reads;
        this.writes = writes;
        this.appends = appends;
    }

    private byte[] bytes() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        return disk.bytes(inode);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = read(into, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        long count = 0;
        for (int i = offset; i < offset + length; i++) {
            int some = read(into[i]);
            if (some < 0) {
                return count == 0 ? -1 : count;
            }
            count += some;
        }
        return count;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        if (!reads) {
            throw new NonReadableChannelException();
        }
        byte[] bytes = bytes();
        if (at >= bytes.length) {
            return -1;
        }
        int count = (int) Math.min(into.remaining(), bytes.length - at);
        into.put(bytes, (int) at, count);
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int count = write(from, appends ? size() : position);
        position = appends ? size() : position + count;
        return count;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        long count = 0;
        for (int i = offset; i < offset + length; i++) {
            count += write(from[i]);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        if (!writes) {
            throw new NonWritableChannelException();
        }
        bytes();
        byte[] taken = new byte[from.remaining()];
        from.get(taken);
        if (taken.length > 0) {
            disk.write(inode, at, taken);
        }
        return taken.length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        return bytes().length;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        bytes();
        disk.truncate(inode, size);
        position = Math.min(position, size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        disk.flush(inode);
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, count));
        int some = read(buffer, at);
        return some < 0 ? 0 : target.write(buffer.flip());
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long at, long count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, count));
        int some = source.read(buffer);
        return some < 0 ? 0 : write(buffer.flip(), at);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long at, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long at, long size, boolean shared) {
        return tryLock(at, size, shared);
    }

    /** One process, and in the tests one holder: locks are always had. */
    @Override
    public FileLock tryLock(long at, long size, boolean shared) {
        return new FileLock(this, at, size, shared) {
            @Override
            public boolean isValid() {
                return isOpen();
            }

            @Override
            public void release() {
                // Nothing is held.
            }
        };
    }

    @Override
    protected void implCloseChannel() {
        // Nothing is held.
    }
}
