package vn.khoso.preservation.storage.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An S3 store of one bucket in memory, as far as the archive uses S3, that does wrong what a script says. */
public final class FakeS3 implements AutoCloseable {

    public static final String BUCKET = "kho-so";

    /** Longer than any client of a test waits. */
    private static final Duration HANG = Duration.ofSeconds(2);

    private static final Pattern PART = Pattern.compile("<Part>.*?</Part>", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");
    private static final Pattern TAG = Pattern.compile("<ETag>(?:&quot;|\")?([^<&\"]+)(?:&quot;|\")?</ETag>");

    /** What may go wrong with one request. */
    public enum Fault {
        NONE,
        /** Nothing is answered. */
        HANG,
        /** It is done, and nothing is answered. */
        DONE_AND_HANG,
        /** The answer begins and does not go on. */
        HANG_IN_BODY,
        /** The connection ends before anything was done. */
        LOST_REQUEST,
        /** It is done, the connection ends before the answer. */
        LOST_ANSWER,
        /** The body of the answer is shorter than announced. */
        SHORT_BODY,
        /** Only a part of what was sent is kept, and the answer is success. */
        SHORT_KEPT,
        /** One bit of what was sent is kept otherwise. */
        FLIPPED_KEPT,
        ERROR_500,
        ERROR_503,
        ERROR_403,
        /** It is not there, says a GET or a HEAD, although it is. */
        ERROR_404,
        ERROR_412,
        /** Status 200 and an error in the body. */
        ERROR_200,
        /** The same, and it was done. */
        DONE_AND_ERROR_200,
        WRONG_TAG,
        /** Names as they were some writes ago. */
        STALE_LIST,
        /** A part is kept under the number of the one before it too. */
        DUPLICATE_PART
    }

    /** Decides of each request. */
    @FunctionalInterface
    public interface Script {

        /** @param kind GET, HEAD, PUT, DELETE, LIST, BEGIN, PART, COMPLETE, ABORT, UPLOADS @param number from 0 */
        Fault fault(String kind, String key, long number);

        Script NONE = (kind, key, number) -> Fault.NONE;
    }

    /** Something that happened to a key. */
    public record Deed(long number, String kind, String key, byte[] bytes) {}

    private record Kept(byte[] bytes, String tag) {}

    private record Upload(String key, Map<Integer, Kept> parts) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentSkipListMap<String, Kept> kept = new ConcurrentSkipListMap<>();
    private final Map<String, Upload> uploads = new ConcurrentSkipListMap<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong tags = new AtomicLong(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Script script = Script.NONE;
    private volatile boolean unconditional;
    private volatile List<String> namesBefore = List.of();

    public FakeS3() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 256);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From the next request on. */
    public void follow(Script other) {
        script = other;
    }

    /** Writes whatever the condition says, as old stores do. */
    public void ignoreConditions() {
        unconditional = true;
    }

    public S3Place place(String prefix, S3Place.Limits limits) {
        return new S3Place(
                Optional.of(endpoint()),
                "vn-1",
                BUCKET,
                prefix,
                true,
                new S3Place.Credentials("key", "secret"),
                limits);
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

    public long requests() {
        return numbers.get();
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

    private void did(String kind, String key, byte[] bytes) {
        synchronized (deeds) {
            deeds.add(new Deed(deeds.size(), kind, key, bytes));
        }
    }

    /** One request, read to its end. */
    private record Asked(HttpExchange exchange, String kind, String key, Map<String, String> query, byte[] body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
        }

        boolean reads() {
            return kind.equals("GET") || kind.equals("HEAD");
        }
    }

    private record Said(int status, Map<String, String> headers, byte[] body) {

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

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked asked = asked(exchange);
            Fault fault = script.fault(asked.kind(), asked.key(), numbers.getAndIncrement());
            switch (fault) {
                case HANG -> hang();
                case LOST_REQUEST -> lost();
                case DONE_AND_HANG -> {
                    done(asked, fault);
                    hang();
                }
                case LOST_ANSWER -> {
                    done(asked, fault);
                    lost();
                }
                case ERROR_500 -> send(exchange, asked, Said.error(500, "InternalError"), fault);
                case ERROR_503 -> send(exchange, asked, Said.error(503, "SlowDown"), fault);
                case ERROR_403 -> send(exchange, asked, Said.error(403, "AccessDenied"), fault);
                case ERROR_412 -> send(exchange, asked, Said.error(412, "PreconditionFailed"), fault);
                case ERROR_404 ->
                    send(exchange, asked, asked.reads() ? Said.error(404, "NoSuchKey") : done(asked, fault), fault);
                case ERROR_200 ->
                    send(
                            exchange,
                            asked,
                            asked.kind().equals("COMPLETE") ? Said.error(200, "InternalError") : done(asked, fault),
                            fault);
                case DONE_AND_ERROR_200 -> {
                    Said said = done(asked, fault);
                    send(
                            exchange,
                            asked,
                            asked.kind().equals("COMPLETE") ? Said.error(200, "InternalError") : said,
                            fault);
                }
                default -> send(exchange, asked, done(asked, fault), fault);
            }
        }
    }

    private void hang() throws IOException {
        try {
            if (!closing.await(HANG.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("scripted: nobody waits any more");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void lost() throws IOException {
        throw new IOException("scripted: the connection ends");
    }

    private void send(HttpExchange exchange, Asked asked, Said said, Fault fault) throws IOException {
        said.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (asked.kind().equals("HEAD") || said.status() == 204) {
            exchange.sendResponseHeaders(said.status(), -1);
            return;
        }
        byte[] body = said.body();
        exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (fault == Fault.HANG_IN_BODY || fault == Fault.SHORT_BODY) {
                out.write(body, 0, body.length / 2);
                out.flush();
                if (fault == Fault.HANG_IN_BODY) {
                    hang();
                }
                lost();
            }
            out.write(body);
        }
    }

    private Asked asked(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = URLDecoder.decode(uri.getRawPath().replace("+", "%2B"), StandardCharsets.UTF_8);
        String key = path.length() > BUCKET.length() + 2 ? path.substring(BUCKET.length() + 2) : "";
        Map<String, String> query = query(uri.getRawQuery());
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readAllBytes();
        }
        return new Asked(exchange, kind(exchange.getRequestMethod(), query), key, query, body);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new TreeMap<>();
        if (raw != null) {
            for (String one : raw.split("&")) {
                String[] parts = one.split("=", 2);
                query.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static String kind(String method, Map<String, String> query) {
        boolean upload = query.containsKey("uploadId");
        return switch (method) {
            case "GET" -> query.containsKey("uploads") ? "UPLOADS" : query.containsKey("list-type") ? "LIST" : "GET";
            case "PUT" -> upload ? "PART" : "PUT";
            case "POST" -> upload ? "COMPLETE" : "BEGIN";
            case "DELETE" -> upload ? "ABORT" : "DELETE";
            default -> method;
        };
    }

    private synchronized Said done(Asked asked, Fault fault) {
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
            case "LIST" -> list(asked, fault == Fault.STALE_LIST ? namesBefore : keys());
            case "BEGIN" -> {
                String id = "u" + tags.incrementAndGet();
                uploads.put(id, new Upload(asked.key(), new TreeMap<>()));
                yield Said.xml(
                        200,
                        "<InitiateMultipartUploadResult><Bucket>" + BUCKET + "</Bucket><Key>" + asked.key()
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
            did("GET", asked.key(), all);
            return new Said(200, Map.of("ETag", found.tag()), all);
        }
        String[] ends = range.get().substring("bytes=".length()).split("-");
        int first = Integer.parseInt(ends[0]);
        int last = (int) Math.min(Long.parseLong(ends[1]), all.length - 1L);
        if (first >= all.length) {
            return Said.error(416, "InvalidRange");
        }
        byte[] part = Arrays.copyOfRange(all, first, last + 1);
        if (part.length == all.length) {
            did("GET", asked.key(), all);
        }
        return new Said(
                206,
                Map.of("ETag", found.tag(), "Content-Range", "bytes " + first + "-" + last + "/" + all.length),
                part);
    }

    private Said head(Asked asked) {
        Kept found = kept.get(asked.key());
        if (found == null) {
            return Said.error(404, "NoSuchKey");
        }
        if (found.bytes().length == 0) {
            did("GET", asked.key(), found.bytes());
        }
        return new Said(
                200, Map.of("ETag", found.tag(), "Content-Length", String.valueOf(found.bytes().length)), new byte[0]);
    }

    private static boolean same(String asked, String tag) {
        return asked.replace("\"", "").equals(tag.replace("\"", ""));
    }

    private Said put(Asked asked, Fault fault) {
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
        return new Said(200, Map.of("ETag", fault == Fault.WRONG_TAG ? "\"wrong\"" : now.tag()), new byte[0]);
    }

    private static byte[] altered(byte[] body, Fault fault) {
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

    private Said part(Asked asked, Fault fault) {
        Upload upload = uploads.get(asked.query().get("uploadId"));
        if (upload == null) {
            return Said.error(404, "NoSuchUpload");
        }
        int number = Integer.parseInt(asked.query().get("partNumber"));
        Kept now = new Kept(altered(asked.body(), fault), tag());
        upload.parts().put(number, now);
        if (fault == Fault.DUPLICATE_PART && number > 1) {
            upload.parts().put(number - 1, now);
        }
        return new Said(200, Map.of("ETag", fault == Fault.WRONG_TAG ? "\"wrong\"" : now.tag()), new byte[0]);
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
                "<ListMultipartUploadsResult><Bucket>" + BUCKET + "</Bucket><IsTruncated>false</IsTruncated>");
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
        StringBuilder xml =
                new StringBuilder("<ListBucketResult><Name>" + BUCKET + "</Name><IsTruncated>" + more + "</IsTruncated>"
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
        return String.format(Locale.ROOT, "%d keys, %d uploads, %d requests", kept.size(), uploads.size(), requests());
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
