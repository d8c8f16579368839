package vn.khoso.preservation.storage.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies in a {@link FakeS3}: its one bucket, uploads that are not complete, and what was done with both. */
public final class FakeBucket {

    private static final Pattern PART = Pattern.compile("<Part>.*?</Part>", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");
    private static final Pattern TAG = Pattern.compile("<ETag>(?:&quot;|\")?([^<&\"]+)(?:&quot;|\")?</ETag>");

    /** Something that happened to a key. */
    public record Deed(long number, String kind, String key, byte[] bytes) {}

    private record Kept(byte[] bytes, String tag) {}

    private record Upload(String key, Map<Integer, Kept> parts) {}

    /** One request, read to its end. */
    record Asked(HttpExchange exchange, String kind, String key, Map<String, String> query, byte[] body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
        }

        boolean reads() {
            return kind.equals("GET") || kind.equals("HEAD");
        }
    }

    /** @param whole the file that is given out whole with this answer */
    record Said(int status, Map<String, String> headers, byte[] body, Optional<byte[]> whole) {

        Said(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, Optional.empty());
        }

        static Said of(int status) {
            return new Said(status, Map.of(), new byte[0]);
        }

        static Said xml(int status, String xml) {
            return new Said(status, Map.of("Content-Type", "application/xml"), xml.getBytes(StandardCharsets.UTF_8));
        }

        static Said error(int status, String code) {
            return xml(status, "<Error><Code>" + code + "</Code><Message>scripted</Message></Error>");
        }
    }

    private final ConcurrentSkipListMap<String, Kept> kept = new ConcurrentSkipListMap<>();
    private final Map<String, Upload> uploads = new ConcurrentSkipListMap<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final AtomicLong tags = new AtomicLong(1);
    private volatile boolean unconditional;
    private volatile List<String> namesBefore = List.of();

    /** Writes whatever the condition says, as old stores do. */
    public void ignoreConditions() {
        unconditional = true;
    }

    public List<String> keys() {
        return List.copyOf(kept.keySet());
    }

    public byte[] bytes(String key) {
        return kept.get(key).bytes();
    }

    /** Puts bytes into the store behind everybody's back. */
    public void plant(String key, byte[] bytes) {
        kept.put(key, new Kept(bytes, tag()));
    }

    public void remove(String key) {
        kept.remove(key);
    }

    public int uploads() {
        return uploads.size();
    }

    /** An upload that somebody began and forgot, with one part. */
    public void forgetUpload(String key) {
        String id = "forgotten-" + tags.incrementAndGet();
        uploads.put(id, new Upload(key, new TreeMap<>(Map.of(1, new Kept(new byte[10], tag())))));
    }

    /** What was written and what was given out, in order. */
    public List<Deed> deeds() {
        synchronized (deeds) {
            return List.copyOf(deeds);
        }
    }

    /** All that lies there as a tree of files. */
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, Kept> one : kept.entrySet()) {
            Path file = folder.resolve(one.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, one.getValue().bytes());
        }
    }

    private String tag() {
        return "\"" + Long.toHexString(tags.incrementAndGet()) + "\"";
    }

    /** What a client was given to its last byte. */
    void given(String key, byte[] bytes) {
        did("GET", key, bytes);
    }

    private void did(String kind, String key, byte[] bytes) {
        synchronized (deeds) {
            deeds.add(new Deed(deeds.size(), kind, key, bytes));
        }
    }

    /** Does what is asked. */
    synchronized Said done(Asked asked, FakeS3.Fault fault) {
        return switch (asked.kind()) {
            case "GET" -> get(asked);
            case "HEAD" -> head(asked);
            case "PUT" -> put(asked, fault);
            case "DELETE" -> {
                namesBefore = keys();
                kept.remove(asked.key());
                did("DELETE", asked.key(), new byte[0]);
                yield Said.of(204);
            }
            case "LIST" -> list(asked, fault == FakeS3.Fault.STALE_LIST ? namesBefore : keys());
            case "BEGIN" -> {
                String id = "u" + tags.incrementAndGet();
                uploads.put(id, new Upload(asked.key(), new TreeMap<>()));
                yield Said.xml(
                        200,
                        "<InitiateMultipartUploadResult><Bucket>" + FakeS3.BUCKET + "</Bucket><Key>" + asked.key()
                                + "</Key><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
            }
            case "PART" -> part(asked, fault);
            case "COMPLETE" -> complete(asked);
            case "ABORT" ->
                uploads.remove(asked.query().get("uploadId")) == null ? Said.error(404, "NoSuchUpload") : Said.of(204);
            case "UPLOADS" -> uploads(asked);
            default -> Said.error(405, "MethodNotAllowed");
        };
    }

    private Said get(Asked asked) {
        Kept found = kept.get(asked.key());
        if (found == null) {
            return Said.error(404, "NoSuchKey");
        }
        if (asked.header("If-Match").filter(tag -> !same(tag, found.tag())).isPresent()) {
            return Said.error(412, "PreconditionFailed");
        }
        byte[] all = found.bytes();
        Optional<String> range = asked.header("Range");
        if (range.isEmpty()) {
            return new Said(200, Map.of("ETag", found.tag()), all, Optional.of(all));
        }
        String[] ends = range.get().substring("bytes=".length()).split("-");
        int first = Integer.parseInt(ends[0]);
        int last = (int) Math.min(Long.parseLong(ends[1]), all.length - 1L);
        if (first >= all.length) {
            return Said.error(416, "InvalidRange");
        }
        byte[] part = Arrays.copyOfRange(all, first, last + 1);
        return new Said(
                206,
                Map.of("ETag", found.tag(), "Content-Range", "bytes " + first + "-" + last + "/" + all.length),
                part,
                part.length == all.length ? Optional.of(all) : Optional.empty());
    }

    private Said head(Asked asked) {
        Kept found = kept.get(asked.key());
        if (found == null) {
            return Said.error(404, "NoSuchKey");
        }
        return new Said(
                200,
                Map.of("ETag", found.tag(), "Content-Length", String.valueOf(found.bytes().length)),
                new byte[0],
                found.bytes().length == 0 ? Optional.of(found.bytes()) : Optional.empty());
    }

    private static boolean same(String asked, String tag) {
        return asked.replace("\"", "").equals(tag.replace("\"", ""));
    }

    private Said put(Asked asked, FakeS3.Fault fault) {
        Kept before = kept.get(asked.key());
        if (asked.header("If-None-Match").isPresent() && before != null && !unconditional) {
            return Said.error(412, "PreconditionFailed");
        }
        Optional<String> match = asked.header("If-Match");
        if (match.isPresent() && !unconditional && (before == null || !same(match.get(), before.tag()))) {
            return Said.error(412, "PreconditionFailed");
        }
        namesBefore = keys();
        Kept now = new Kept(altered(asked.body(), fault), tag());
        kept.put(asked.key(), now);
        did("PUT", asked.key(), now.bytes());
        return new Said(200, Map.of("ETag", fault == FakeS3.Fault.WRONG_TAG ? "\"wrong\"" : now.tag()), new byte[0]);
    }

    private static byte[] altered(byte[] body, FakeS3.Fault fault) {
        if (body.length == 0) {
            return body;
        }
        return switch (fault) {
            case SHORT_KEPT -> Arrays.copyOf(body, body.length / 2);
            case FLIPPED_KEPT -> {
                byte[] flipped = body.clone();
                flipped[body.length / 2] ^= 1;
                yield flipped;
            }
            default -> body;
        };
    }

    private Said part(Asked asked, FakeS3.Fault fault) {
        Upload upload = uploads.get(asked.query().get("uploadId"));
        if (upload == null) {
            return Said.error(404, "NoSuchUpload");
        }
        int number = Integer.parseInt(asked.query().get("partNumber"));
        Kept now = new Kept(altered(asked.body(), fault), tag());
        upload.parts().put(number, now);
        if (fault == FakeS3.Fault.DUPLICATE_PART && number > 1) {
            upload.parts().put(number - 1, now);
        }
        return new Said(200, Map.of("ETag", fault == FakeS3.Fault.WRONG_TAG ? "\"wrong\"" : now.tag()), new byte[0]);
    }

    private Said complete(Asked asked) {
        String id = asked.query().get("uploadId");
        Upload upload = uploads.get(id);
        if (upload == null) {
            return Said.error(404, "NoSuchUpload");
        }
        java.io.ByteArrayOutputStream whole = new java.io.ByteArrayOutputStream();
        Matcher parts = PART.matcher(new String(asked.body(), StandardCharsets.UTF_8));
        while (parts.find()) {
            Matcher number = NUMBER.matcher(parts.group());
            Matcher tag = TAG.matcher(parts.group());
            Kept part = number.find() ? upload.parts().get(Integer.parseInt(number.group(1))) : null;
            if (part == null || !tag.find() || !same(tag.group(1), part.tag())) {
                return Said.error(400, "InvalidPart");
            }
            whole.writeBytes(part.bytes());
        }
        namesBefore = keys();
        uploads.remove(id);
        Kept now = new Kept(whole.toByteArray(), tag());
        kept.put(asked.key(), now);
        did("PUT", asked.key(), now.bytes());
        return Said.xml(
                200,
                "<CompleteMultipartUploadResult><Key>" + asked.key() + "</Key><ETag>" + now.tag()
                        + "</ETag></CompleteMultipartUploadResult>");
    }

    private Said uploads(Asked asked) {
        String prefix = asked.query().getOrDefault("prefix", "");
        StringBuilder xml = new StringBuilder(
                "<ListMultipartUploadsResult><Bucket>" + FakeS3.BUCKET + "</Bucket><IsTruncated>false</IsTruncated>");
        uploads.forEach((id, upload) -> {
            if (upload.key().startsWith(prefix)) {
                xml.append("<Upload><Key>" + upload.key() + "</Key><UploadId>" + id + "</UploadId></Upload>");
            }
        });
        return Said.xml(200, xml.append("</ListMultipartUploadsResult>").toString());
    }

    private static Said list(Asked asked, List<String> names) {
        String prefix = asked.query().getOrDefault("prefix", "");
        String delimiter = asked.query().getOrDefault("delimiter", "");
        String after = asked.query().getOrDefault("continuation-token", "");
        int most = Integer.parseInt(asked.query().getOrDefault("max-keys", "1000"));
        TreeSet<String> entries = new TreeSet<>();
        for (String name : names) {
            if (name.startsWith(prefix)) {
                int slash = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
                entries.add(slash < 0 ? name : name.substring(0, slash + 1));
            }
        }
        List<String> page =
                entries.tailSet(after, after.isEmpty()).stream().limit(most).toList();
        boolean more = !page.isEmpty() && entries.higher(page.getLast()) != null;
        StringBuilder xml = new StringBuilder(
                "<ListBucketResult><Name>" + FakeS3.BUCKET + "</Name><IsTruncated>" + more + "</IsTruncated>"
                        + (more ? "<NextContinuationToken>" + page.getLast() + "</NextContinuationToken>" : ""));
        for (String entry : page) {
            xml.append(
                    entry.endsWith("/") && !delimiter.isEmpty()
                            ? "<CommonPrefixes><Prefix>" + entry + "</Prefix></CommonPrefixes>"
                            : "<Contents><Key>" + entry + "</Key><Size>1</Size></Contents>");
        }
        return Said.xml(200, xml.append("</ListBucketResult>").toString());
    }

    @Override
    public String toString() {
        return kept.size() + " keys, " + uploads.size() + " uploads";
    }
}
