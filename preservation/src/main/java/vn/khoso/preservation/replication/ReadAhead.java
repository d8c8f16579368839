package vn.khoso.preservation.replication;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;

/**
 * A file from a volume, of which so much was read before the first byte is handed out that a usual result was judged whole:
 * while nothing was handed out, another volume can still give the bytes.
 */
final class ReadAhead extends InputStream {

    /** Larger files are judged at their end, when it is too late for another volume. */
    static final int LIMIT = 1 << 20;

    private final InputStream first;
    private final InputStream rest;
    private final Consumer<ContentAltered> altered;

    private ReadAhead(byte[] first, InputStream rest, Consumer<ContentAltered> altered) {
        this.first = new ByteArrayInputStream(first);
        this.rest = rest;
        this.altered = altered;
    }

    /**
     * @param altered is told when bytes are found bad after some of them were handed out
     * @throws vn.khoso.preservation.fault.ArchiveFault when what was read is not good
     */
    static InputStream of(InputStream stream, Consumer<ContentAltered> altered) {
        boolean handedOver = false;
        try {
            byte[] first = stream.readNBytes(LIMIT);
            if (first.length < LIMIT) {
                return new ByteArrayInputStream(first);
            }
            handedOver = true;
            return new ReadAhead(first, stream, altered);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read what is kept", trouble);
        } finally {
            if (!handedOver) {
                close(stream);
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = first.read(into, offset, length);
        if (count >= 0) {
            return count;
        }
        try {
            return rest.read(into, offset, length);
        } catch (ContentAltered bad) {
            altered.accept(bad);
            throw bad;
        }
    }

    @Override
    public void close() {
        close(rest);
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot close what was read", trouble);
        }
    }
}
