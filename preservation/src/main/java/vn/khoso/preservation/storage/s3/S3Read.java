package vn.khoso.preservation.storage.s3;

import java.io.InputStream;
import java.util.Optional;

/**
 * The bytes of one key as they lie there, range by range, so that every call is short. When the key is changed meanwhile,
 * that is a fault and never a mixture.
 */
final class S3Read extends InputStream {

    private final S3Bucket bucket;
    private final String key;
    private final long size;
    private final String tag;
    private S3Bucket.Part part;
    private long start;
    private int at;

    private S3Read(S3Bucket bucket, String key, S3Bucket.Part first, long start) {
        this.bucket = bucket;
        this.key = key;
        this.size = first.total();
        this.tag = first.tag();
        this.part = first;
        this.start = start;
    }

    /** @return empty when there is no such key */
    static Optional<S3Read> of(S3Bucket bucket, String key) {
        return bucket.read(key, 0, S3Bucket.RANGE, Optional.empty())
                .found()
                .map(first -> new S3Read(bucket, key, first, 0));
    }

    /** The same file from another place on. @param offset at most its size */
    S3Read from(long offset) {
        return new S3Read(bucket, key, new S3Bucket.Part(new byte[0], size, tag), offset);
    }

    long size() {
        return size;
    }

    /** For conditions. */
    String tag() {
        return tag;
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
        if (at == part.bytes().length) {
            start += at;
            at = 0;
            if (start >= size) {
                part = new S3Bucket.Part(new byte[0], size, tag);
                return -1;
            }
            part = bucket.read(key, start, S3Bucket.RANGE, Optional.of(tag)).given("read " + key);
            if (part.bytes().length == 0 || part.total() != size) {
                throw Faults.unavailable("read " + key + ": it was changed meanwhile");
            }
        }
        int count = Math.min(length, part.bytes().length - at);
        System.arraycopy(part.bytes(), at, into, offset, count);
        at += count;
        return count;
    }
}
