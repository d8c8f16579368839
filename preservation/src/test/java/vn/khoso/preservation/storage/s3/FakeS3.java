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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An S3 store of one bucket in memory, as far as the archive uses S3, that does wrong what a script says. */
public final class FakeS3 implements AutoCloseable {

    public static final String BUCKET = "kho-so";

    /** Longer than any client of a test waits. */
    private static final Duration HANG = Duration.ofSeconds(2);

    /** What may go wrong with one request. */
    public enum Fault {
        NONE,
        /** Nothing is answered. */
        HANG,
        /** It is done, and nothing is answered. */
        DONE_AND_HANG,
        /** It is done, but only when nobody waits for it any more. */
        LATE,
        /** The answer comes a byte at a time, so that no read of the client's ever waits long. */
        DRIP,
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

    private final FakeBucket content = new FakeBucket();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong numbers = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Script script = Script.NONE;

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

    /** What lies in it, and what was done with it. */
    public FakeBucket content() {
        return content;
    }

    public long requests() {
        return numbers.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            FakeBucket.Asked asked = asked(exchange);
            Fault fault = script.fault(asked.kind(), asked.key(), numbers.getAndIncrement());
            switch (fault) {
                case HANG -> hang();
                case LATE -> {
                    hang(Duration.ofMillis(400));
                    content.done(asked, fault);
                    lost();
                }
                case LOST_REQUEST -> lost();
                case DONE_AND_HANG -> {
                    content.done(asked, fault);
                    hang();
                }
                case LOST_ANSWER -> {
                    content.done(asked, fault);
                    lost();
                }
                case ERROR_500 -> send(exchange, asked, FakeBucket.Said.error(500, "InternalError"), fault);
                case ERROR_503 -> send(exchange, asked, FakeBucket.Said.error(503, "SlowDown"), fault);
                case ERROR_403 -> send(exchange, asked, FakeBucket.Said.error(403, "AccessDenied"), fault);
                case ERROR_412 -> send(exchange, asked, FakeBucket.Said.error(412, "PreconditionFailed"), fault);
                case ERROR_404 ->
                    send(
                            exchange,
                            asked,
                            asked.reads() ? FakeBucket.Said.error(404, "NoSuchKey") : content.done(asked, fault),
                            fault);
                case ERROR_200 ->
                    send(
                            exchange,
                            asked,
                            asked.kind().equals("COMPLETE")
                                    ? FakeBucket.Said.error(200, "InternalError")
                                    : content.done(asked, fault),
                            fault);
                case DONE_AND_ERROR_200 -> {
                    FakeBucket.Said said = content.done(asked, fault);
                    send(
                            exchange,
                            asked,
                            asked.kind().equals("COMPLETE") ? FakeBucket.Said.error(200, "InternalError") : said,
                            fault);
                }
                default -> send(exchange, asked, content.done(asked, fault), fault);
            }
        }
    }

    private void hang() throws IOException {
        hang(HANG);
        throw new IOException("scripted: nobody waits any more");
    }

    private void hang(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void lost() throws IOException {
        throw new IOException("scripted: the connection ends");
    }

    private void send(HttpExchange exchange, FakeBucket.Asked asked, FakeBucket.Said said, Fault fault)
            throws IOException {
        said.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (asked.kind().equals("HEAD") || said.status() == 204) {
            said.whole().ifPresent(whole -> content.given(asked.key(), whole));
            exchange.sendResponseHeaders(said.status(), -1);
            return;
        }
        byte[] body = said.body();
        exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (fault == Fault.DRIP) {
                for (byte one : body) {
                    hang(Duration.ofMillis(20));
                    out.write(one);
                    out.flush();
                }
                return;
            }
            if (fault == Fault.HANG_IN_BODY || fault == Fault.SHORT_BODY) {
                out.write(body, 0, body.length / 2);
                out.flush();
                if (fault == Fault.HANG_IN_BODY) {
                    hang();
                }
                lost();
            }
            // Before the last byte, so that it stands in the list before whatever the client does next.
            said.whole().ifPresent(whole -> content.given(asked.key(), whole));
            out.write(body);
        }
    }

    private FakeBucket.Asked asked(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = URLDecoder.decode(uri.getRawPath().replace("+", "%2B"), StandardCharsets.UTF_8);
        String key = path.length() > BUCKET.length() + 2 ? path.substring(BUCKET.length() + 2) : "";
        Map<String, String> query = query(uri.getRawQuery());
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readAllBytes();
        }
        return new FakeBucket.Asked(exchange, kind(exchange.getRequestMethod(), query), key, query, body);
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

    @Override
    public String toString() {
        return content + ", " + requests() + " requests";
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
