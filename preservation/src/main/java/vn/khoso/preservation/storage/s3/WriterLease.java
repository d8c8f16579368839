package vn.khoso.preservation.storage.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;

/**
 * Who may write to the bucket: {@code writer.json}, changed by conditional writes only.
 *
 * <p>No clocks are compared. A writer counts from before it asked for the lease, and begins no change when a call might not
 * end within it; who waits for the lease counts from when he saw it last changed, and takes it after its whole length. A
 * holder that comes back after a crash, known by its name, takes over at once.
 */
final class WriterLease {

    static final String KEY = "writer.json";

    private static final String SCHEMA = "https://khoso.vn/schema/writer/1";

    private final S3Bucket bucket;
    private final String holder;
    private final Duration length;
    private final Duration call;
    private final LongSupplier nanos;
    private final UUID process;
    private final ReentrantLock lock = new ReentrantLock();
    private String tag = "";
    private long turn;
    private long since;
    private boolean lost = true;

    WriterLease(S3Bucket bucket, String holder, S3Place.Limits limits, LongSupplier nanos) {
        this.bucket = bucket;
        this.holder = holder;
        this.length = limits.lease();
        this.call = limits.call();
        this.nanos = nanos;
        this.process = UUID.randomUUID();
    }

    /**
     * What a waiting writer saw; kept over several openings of one volume.
     *
     * @param since in nanoseconds of the process, when the lease was first seen as it is
     */
    record Sight(String tag, long since) {}

    /**
     * Takes the lease.
     *
     * @param before what was seen of it the last time
     * @return empty when it is ours; else what is seen of another's
     */
    Optional<Sight> take(Optional<Sight> before) {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            Optional<S3Bucket.Part> there =
                    bucket.read(KEY, 0, S3Bucket.RANGE, Optional.empty()).found();
            if (there.isPresent()) {
                Map<String, String> said = parse(there.get().bytes());
                boolean free = said.getOrDefault("holder", "").isEmpty()
                        || said.getOrDefault("holder", "").equals(holder);
                Sight sight = before.filter(one -> one.tag().equals(there.get().tag()))
                        .orElseGet(() -> new Sight(there.get().tag(), now));
                if (!free && now - sight.since() < seconds(said).toNanos()) {
                    return Optional.of(sight);
                }
                turn = Long.parseLong(said.getOrDefault("turn", "0"));
            }
            write(holder, there.map(part -> S3Bucket.Condition.over(part.tag())).orElse(S3Bucket.Condition.NEW));
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** @throws StorageUnavailable when a change begun now might end after the lease */
    void require() {
        lock.lock();
        try {
            if (lost) {
                throw Faults.unavailable(
                        "không còn quyền ghi vào thùng chứa: một tiến trình khác đã giữ / another writer took the bucket");
            }
            if (nanos.getAsLong() - since > length.dividedBy(3).toNanos()) {
                write(holder, S3Bucket.Condition.over(tag));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets others in at once. */
    void release() {
        lock.lock();
        try {
            if (!lost && nanos.getAsLong() - since < length.minus(call).toNanos()) {
                write("", S3Bucket.Condition.over(tag));
            }
        } finally {
            lost = true;
            lock.unlock();
        }
    }

    /** Whoever cannot learn what lies there now still holds what he held, and asks again before his next change. */
    private void write(String who, S3Bucket.Condition first) {
        S3Bucket.Condition condition = first;
        while (true) {
            long before = nanos.getAsLong();
            turn++;
            byte[] text = json(who);
            Answer<String> answer = bucket.put(KEY, text.length, () -> new ByteArrayInputStream(text), condition);
            S3Bucket.Part there =
                    bucket.read(KEY, 0, S3Bucket.RANGE, Optional.empty()).given("read " + KEY);
            if (Arrays.equals(there.bytes(), text)) {
                tag = there.tag();
                since = before;
                lost = who.isEmpty();
                return;
            }
            if (answer instanceof Answer.Failed<String>(var fault, boolean passing)) {
                throw fault;
            }
            boolean own = parse(there.bytes()).getOrDefault("process", "").equals(process.toString());
            if (!own || there.tag().equals(tag)) {
                lost = true;
                throw Faults.unavailable(
                        "một tiến trình khác đang ghi vào thùng chứa này / another process writes to this bucket");
            }
            // Ours, of an earlier time whose answer never came: now its tag is known.
            tag = there.tag();
            condition = S3Bucket.Condition.over(tag);
        }
    }

    private Duration seconds(Map<String, String> said) {
        String text = said.getOrDefault("seconds", "");
        return text.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : length;
    }

    private byte[] json(String who) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("holder", who);
            json.writeStringField("process", process.toString());
            json.writeStringField("turn", Long.toString(turn));
            json.writeStringField("seconds", Long.toString(Math.max(1, length.toSeconds())));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory took no bytes", impossible);
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> parse(byte[] bytes) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                String value = json.nextTextValue();
                if (value == null) {
                    throw new IOException("no text in " + field);
                }
                fields.put(field, value);
            }
        } catch (IOException unreadable) {
            throw new StorageUnavailable(KEY + " is not what a writer puts there", unreadable);
        }
        if (!fields.getOrDefault("turn", "").matches("[0-9]{1,18}")) {
            throw Faults.unavailable(KEY + " is not what a writer puts there");
        }
        return fields;
    }
}
