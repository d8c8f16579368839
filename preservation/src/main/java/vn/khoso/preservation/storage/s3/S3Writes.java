package vn.khoso.preservation.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/**
 * Every change of the bucket. A write is done when the same bytes were got back later, and at no other time: whatever the
 * store answered to the write itself is only a reason to look sooner or to ask again.
 */
final class S3Writes {

    private static final int BUFFER = 64 * 1024;

    private final S3Bucket bucket;
    private final WriterLease lease;
    private final PartUploads uploads;
    private final S3Place.Limits limits;

    S3Writes(S3Bucket bucket, WriterLease lease, PartUploads uploads, S3Place.Limits limits) {
        this.bucket = bucket;
        this.lease = lease;
        this.uploads = uploads;
        this.limits = limits;
    }

    /** A key that must not be there yet, or hold these very bytes. @return its tag */
    String fresh(String key, byte[] bytes) {
        return kept(key, bytes, S3Bucket.Condition.NEW);
    }

    /** A key that must be as it was when it was read with this tag. @return the new tag */
    String over(String key, byte[] bytes, String tag) {
        return kept(key, bytes, S3Bucket.Condition.over(tag));
    }

    /** A key, whatever it holds now. @return the new tag */
    String anyhow(String key, byte[] bytes) {
        Optional<S3Read> there = S3Read.of(bucket, key);
        return kept(
                key, bytes, there.map(S3Read::tag).map(S3Bucket.Condition::over).orElse(S3Bucket.Condition.NEW));
    }

    private String kept(String key, byte[] bytes, S3Bucket.Condition condition) {
        return sure(key, bytes.length, () -> new ByteArrayInputStream(bytes), condition, read -> same(read, bytes));
    }

    /** Tells whether what was got back is what was to be written. */
    @FunctionalInterface
    private interface Judge {
        boolean same(S3Read read);
    }

    private static boolean same(S3Read read, byte[] bytes) {
        try {
            return read.size() == bytes.length && Arrays.equals(read.readAllBytes(), bytes);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read back", trouble);
        }
    }

    /** Puts and gets back, again when it is not there and may be put again; the deadline is that of a call and one attempt. */
    private String sure(
            String key, long length, Supplier<InputStream> body, S3Bucket.Condition condition, Judge judge) {
        long deadline = System.nanoTime() + limits.call().toNanos();
        for (int count = 1; ; count++) {
            lease.require();
            Answer<String> answer = bucket.put(key, length, body, condition);
            Optional<S3Read> there = S3Read.of(bucket, key);
            Optional<S3Read> same = there.filter(judge::same);
            if (same.isPresent()) {
                return same.get().tag();
            }
            ArchiveFault fault = fault(key, answer, there.isPresent());
            boolean again = answer instanceof Answer.Failed<String> failed && failed.passing()
                    || answer instanceof Answer.Given<String> && there.isEmpty();
            if (!again || count >= limits.attempts() || !bucket.calls().paused(count, deadline)) {
                throw fault;
            }
        }
    }

    private static ArchiveFault fault(String key, Answer<String> answer, boolean there) {
        return switch (answer) {
            case Answer.Failed<String>(ArchiveFault fault, boolean passing) -> fault;
            case Answer.Unmet<String> unmet ->
                Faults.unavailable("cannot put " + key + ": other bytes are there, of another writer or another time");
            case Answer.Absent<String> absent -> Faults.unavailable("cannot put " + key + ": there is no such bucket");
            case Answer.Given<String> given ->
                Faults.unavailable("what was got back of " + key + " is "
                        + (there ? "not what was put" : "nothing, although it was put"));
        };
    }

    /**
     * Content that must not be there yet. The file is read before anything is sent: what is not as promised is not sent at all.
     *
     * @throws ContentAltered when the file is not what is promised
     */
    void file(String key, Path source, long size, Fixity sha512, Fixity sha256) {
        requireAsPromised(key, source, size, sha512, sha256);
        if (size <= limits.part()) {
            sure(key, size, () -> region(source, 0, size), S3Bucket.Condition.NEW, read -> is(read, size, sha256));
            return;
        }
        uploads.run(key, size, (offset, length) -> region(source, offset, length));
        requireKept(key, size, sha256);
    }

    /** A stream whose length is not known, that must turn out as promised, in the place of whatever is there. */
    void stream(String key, InputStream source, Fixity promised, long atMost) {
        MessageDigest digest = Digests.of(promised.algorithm());
        byte[] first = next(source, limits.part(), digest);
        if (first.length < limits.part()) {
            requirePromised(key, digest, promised);
            anyhow(key, first);
            return;
        }
        long size = uploads.stream(
                key,
                first,
                atMost,
                length -> next(source, length, digest),
                () -> requirePromised(key, digest, promised));
        requireKept(key, size, promised);
    }

    /** Copies a key as it is, to where nothing is. */
    void copy(String from, String to) {
        S3Read read = S3Read.of(bucket, from).orElseThrow(() -> Faults.unavailable(from + " is not there any more"));
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        byte[] buffer = new byte[BUFFER];
        for (int count = read.read(buffer, 0, BUFFER); count >= 0; count = read.read(buffer, 0, BUFFER)) {
            digest.update(buffer, 0, count);
        }
        stream(to, read.from(0), Fixity.of(DigestAlgorithm.SHA_256, digest.digest()), read.size());
    }

    void delete(String key) {
        lease.require();
        bucket.delete(key).given("delete " + key);
    }

    private static byte[] next(InputStream source, long length, MessageDigest digest) {
        try {
            byte[] bytes = source.readNBytes((int) length);
            digest.update(bytes);
            return bytes;
        } catch (IOException trouble) {
            throw new ContentMissing("cannot be read where it was to be copied from: " + trouble.getMessage());
        }
    }

    private static void requirePromised(String key, MessageDigest digest, Fixity promised) {
        Fixity found = Fixity.of(promised.algorithm(), digest.digest());
        if (!found.equals(promised)) {
            throw new ContentAltered("what was to be copied to " + key + " is " + found + ", promised was " + promised);
        }
    }

    private void requireKept(String key, long size, Fixity sha256) {
        if (S3Read.of(bucket, key).filter(read -> is(read, size, sha256)).isEmpty()) {
            throw Faults.unavailable("what was got back of " + key + " is not what was put");
        }
    }

    /** Whether a key holds what it should. */
    static boolean is(S3Read read, long size, Fixity promised) {
        return read.size() == size && is(read, promised);
    }

    static boolean is(S3Read read, Fixity promised) {
        MessageDigest digest = Digests.of(promised.algorithm());
        byte[] buffer = new byte[BUFFER];
        for (int count = read.read(buffer, 0, BUFFER); count >= 0; count = read.read(buffer, 0, BUFFER)) {
            digest.update(buffer, 0, count);
        }
        return Fixity.of(promised.algorithm(), digest.digest()).equals(promised);
    }

    private static void requireAsPromised(String key, Path source, long size, Fixity sha512, Fixity sha256) {
        MessageDigest first = Digests.of(DigestAlgorithm.SHA_512);
        MessageDigest second = Digests.of(DigestAlgorithm.SHA_256);
        long length = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(source)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                first.update(buffer, 0, count);
                second.update(buffer, 0, count);
                length += count;
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read what was staged for " + key, trouble);
        }
        boolean kept = length == size
                && Fixity.of(DigestAlgorithm.SHA_512, first.digest()).equals(sha512)
                && Fixity.of(DigestAlgorithm.SHA_256, second.digest()).equals(sha256);
        if (!kept) {
            throw new ContentAltered("what was staged for " + key + " is not what was described");
        }
    }

    private static InputStream region(Path source, long offset, long length) {
        try {
            FileChannel channel = FileChannel.open(source, StandardOpenOption.READ);
            channel.position(offset);
            return new Region(Channels.newInputStream(channel), length);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read what was staged", trouble);
        }
    }

    /** So many bytes of a stream and no more. */
    private static final class Region extends FilterInputStream {

        private long left;

        Region(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = in.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
