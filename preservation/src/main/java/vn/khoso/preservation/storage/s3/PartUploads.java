package vn.khoso.preservation.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import vn.khoso.preservation.fault.ArchiveFault;

/**
 * Uploads in parts, and that no part of one that was given up stays and is paid for: what is not completed is aborted at once,
 * at the next opening, or by a sweep that sees it twice.
 */
final class PartUploads {

    private static final Logger LOG = LoggerFactory.getLogger(PartUploads.class);
    private static final int MOST_PARTS = 10_000;
    private static final long MEBI = 1024L * 1024;

    private final S3Bucket bucket;
    private final WriterLease lease;
    private final long part;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private Set<String> seen = Set.of();

    /** @param part least size of a part, bytes */
    PartUploads(S3Bucket bucket, WriterLease lease, long part) {
        this.bucket = bucket;
        this.lease = lease;
        this.part = part;
    }

    /** Size of all parts but the last, so that there are at most 10,000. @param size of the whole, bytes */
    long partOf(long size) {
        long least = (size + MOST_PARTS - 1) / MOST_PARTS;
        return least <= part ? part : (least + MEBI - 1) / MEBI * MEBI;
    }

    /** @param from gives the bytes from an offset on, as many as are asked for */
    void run(String key, long size, Region from) {
        long each = partOf(size);
        upload(key, () -> {}, upload -> {
            List<CompletedPart> parts = new ArrayList<>();
            for (long offset = 0; offset < size; offset += each) {
                long begin = offset;
                long length = Math.min(each, size - begin);
                parts.add(part(upload, parts.size() + 1, length, () -> from.open(begin, length)));
            }
            return parts;
        });
    }

    /**
     * @param first as many bytes as a part has
     * @param atMost bytes in all, for the size of the parts
     * @param next gives so many bytes more, fewer at the end
     * @param last asked before the parts are made one file; when it throws, they are not
     * @return bytes in all
     */
    long stream(String key, byte[] first, long atMost, LongFunction<byte[]> next, Runnable last) {
        long each = partOf(atMost);
        long[] size = {first.length};
        upload(key, last, upload -> {
            List<CompletedPart> parts = new ArrayList<>();
            parts.add(part(upload, 1, first.length, () -> new ByteArrayInputStream(first)));
            for (byte[] more = next.apply(each); more.length > 0; more = next.apply(each)) {
                byte[] bytes = more;
                parts.add(part(upload, parts.size() + 1, bytes.length, () -> new ByteArrayInputStream(bytes)));
                size[0] += bytes.length;
            }
            return parts;
        });
        return size[0];
    }

    /** A part of what is sent. */
    @FunctionalInterface
    interface Region {
        InputStream open(long offset, long length);
    }

    /** Sends all parts. */
    @FunctionalInterface
    private interface Parts {
        List<CompletedPart> send(S3Bucket.Upload upload);
    }

    /** Returns when the store was asked to make one file of the parts, whatever it answered: the caller reads it back. */
    private void upload(String key, Runnable last, Parts parts) {
        lease.require();
        S3Bucket.Upload upload = bucket.begin(key).given("begin " + key);
        running.add(upload.id());
        boolean completed = false;
        try {
            List<CompletedPart> sent = parts.send(upload);
            last.run();
            lease.require();
            Answer<S3Bucket.Upload> answer = bucket.complete(upload, sent);
            completed = answer instanceof Answer.Given<S3Bucket.Upload>;
            if (answer instanceof Answer.Failed<S3Bucket.Upload>(ArchiveFault fault, boolean passing)) {
                LOG.warn("{}: {}; what became of it is read", key, fault.getMessage());
            }
        } finally {
            if (!completed) {
                abort(upload);
            }
            running.remove(upload.id());
        }
    }

    private CompletedPart part(S3Bucket.Upload upload, int number, long length, Supplier<InputStream> body) {
        lease.require();
        return bucket.part(upload, number, length, body).given("put part " + number + " of " + upload.key());
    }

    /** Best effort: the next sweep does it otherwise. */
    private void abort(S3Bucket.Upload upload) {
        if (bucket.abort(upload) instanceof Answer.Failed<S3Bucket.Upload>(ArchiveFault fault, boolean passing)) {
            LOG.warn("Parts of {} are left for the next sweep: {}", upload.key(), fault.getMessage());
        }
    }

    /** At the opening, when nobody else may write: every upload is a dead one's. @return how many were aborted */
    int sweepAll() {
        List<S3Bucket.Upload> left = bucket.uploads();
        left.forEach(this::abort);
        if (!left.isEmpty()) {
            LOG.warn("{} uploads that nobody completed were aborted", left.size());
        }
        return left.size();
    }

    /** Aborts what the sweep before saw already and this process does not send. @return how many were aborted */
    synchronized int sweep() {
        Set<String> now = new HashSet<>();
        int aborted = 0;
        for (S3Bucket.Upload upload : bucket.uploads()) {
            if (running.contains(upload.id())) {
                continue;
            }
            if (seen.contains(upload.id())) {
                abort(upload);
                aborted++;
            } else {
                now.add(upload.id());
            }
        }
        seen = now;
        return aborted;
    }
}
