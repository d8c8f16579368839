package vn.khoso.preservation.storage.s3;

import java.io.InputStream;
import java.security.MessageDigest;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/** The bytes of one content file, hashed on the way out; the last are handed out only after the whole was judged. */
final class S3VerifiedRead extends InputStream {

    private final S3Read read;
    private final String name;
    private final Fixity promised;
    private final MessageDigest digest;
    private long position;

    private S3VerifiedRead(S3Read read, String name, Fixity promised) {
        this.read = read;
        this.name = name;
        this.promised = promised;
        this.digest = Digests.of(promised.algorithm());
    }

    /** What the bytes should be. @param name for the fault's text: object and path */
    record Promise(String name, long size, Fixity sha256) {}

    /** @param name for the fault's text: object and path */
    static S3VerifiedRead of(S3Bucket bucket, String key, String name, long size, Fixity promised) {
        S3Read read = S3Read.of(bucket, key)
                .orElseThrow(() -> new ContentMissing(name + ": promised by the inventory, but not on the volume"));
        if (read.size() != size) {
            throw new ContentAltered(name + ": " + read.size() + " bytes are there, " + size + " were promised");
        }
        S3VerifiedRead verified = new S3VerifiedRead(read, name, promised);
        if (size == 0) {
            verified.judge();
        }
        return verified;
    }

    /** A part, handed out after the whole was read and judged; of the very same file, or not at all. */
    static InputStream range(S3Bucket bucket, String key, Promise promise, long offset, long length) {
        long size = promise.size();
        if (offset < 0 || length < 0 || offset > size) {
            throw new IllegalArgumentException("not a part of " + size + " bytes: " + offset + "+" + length);
        }
        S3VerifiedRead whole = of(bucket, key, promise.name(), size, promise.sha256());
        whole.drain();
        return new Part(whole.read.from(offset), Math.min(length, size - offset));
    }

    /** Reads all of it; returns when the bytes are the promised ones. */
    void drain() {
        byte[] buffer = new byte[64 * 1024];
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
        int count = read.read(into, offset, length);
        if (count < 0) {
            return -1;
        }
        digest.update(into, offset, count);
        position += count;
        if (position == read.size()) {
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

    /** A part of a file that was judged as a whole. */
    private static final class Part extends InputStream {

        private final S3Read read;
        private long left;

        Part(S3Read read, long length) {
            this.read = read;
            this.left = length;
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
            int count = read.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
