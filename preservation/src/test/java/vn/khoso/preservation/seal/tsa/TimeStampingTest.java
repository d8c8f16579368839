package vn.khoso.preservation.seal.tsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tsp.TimeStampRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;
import vn.khoso.preservation.seal.TimeStamp;
import vn.khoso.preservation.seal.pkcs12.SealPassword;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class TimeStampingTest {

    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final byte[] DOCUMENT = "điểm kiểm\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path work;

    private TestTimeStamping test;
    private HttpServer server;
    private final CountDownLatch ended = new CountDownLatch(1);

    @BeforeEach
    void open() throws IOException {
        test = authority("tsa");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/good", exchange -> reply(exchange, "1.3.6.1.4.1.99999.1", true));
        server.createContext("/test", exchange -> reply(exchange, TestTimeStamping.POLICY, true));
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/good");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.createContext("/garbage", exchange -> send(exchange, 200, new byte[] {1, 2, 3}));
        server.createContext("/endless", exchange -> send(exchange, 200, new byte[70_000]));
        server.createContext("/failing", exchange -> send(exchange, 500, new byte[1]));
        server.createContext("/replayed", exchange -> reply(exchange, "1.3.6.1.4.1.99999.1", false));
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await();
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        ended.countDown();
        server.stop(0);
    }

    private void await() {
        try {
            ended.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private TestTimeStamping authority(String name) {
        return TestTimeStamping.openOrCreate(
                work.resolve(name + ".p12"), SealPassword.kept(work.resolve(name + ".password")), CLOCK);
    }

    private void reply(HttpExchange exchange, String policy, boolean toTheRequest) throws IOException {
        try {
            TimeStampRequest request =
                    new TimeStampRequest(exchange.getRequestBody().readAllBytes());
            var asking = new org.bouncycastle.tsp.TimeStampRequestGenerator();
            asking.setCertReq(true);
            TimeStampRequest other = asking.generate(
                    request.getMessageImprintAlgOID(), request.getMessageImprintDigest(), java.math.BigInteger.ONE);
            send(exchange, 200, test.answer(toTheRequest ? request : other, policy));
        } catch (org.bouncycastle.tsp.TSPException
                | org.bouncycastle.operator.OperatorCreationException
                | java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private HttpTimeStamping at(String path, Optional<String> anchors) {
        return new HttpTimeStamping(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), Duration.ofSeconds(2), anchors);
    }

    private static boolean hasOpenssl() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException absent) {
            System.out.println("skipped: openssl not present");
            return false;
        }
    }

    @Test
    void a_stamp_of_the_test_authority_says_in_every_way_that_it_proves_nothing()
            throws IOException, InterruptedException {
        TimeStamp stamp = test.stamp(DOCUMENT);
        assertThat(stamp.test()).isTrue();
        assertThat(stamp.at()).isEqualTo(NOW);
        assertThat(stamp.authority()).contains("UNTRUSTED");
        assertThat(stamp.policy()).isEqualTo(TestTimeStamping.POLICY);
        assertThat(new String(stamp.reply(), StandardCharsets.UTF_8)).contains("UNTRUSTED: a test authority");
        Files.write(work.resolve("document"), DOCUMENT);
        Files.write(work.resolve("reply.tsr"), stamp.reply());
        Files.writeString(work.resolve("tsa.pem"), test.certificatesPem().orElseThrow());
        Assumptions.assumeTrue(hasOpenssl(), "skipped: openssl not present");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "ts",
                        "-verify",
                        "-data",
                        "document",
                        "-in",
                        "reply.tsr",
                        "-CAfile",
                        "tsa.pem",
                        "-attime",
                        Long.toString(NOW.getEpochSecond() + 1))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
    }

    @Test
    void the_authority_keeps_its_key() {
        assertThat(authority("tsa").certificatesPem()).isEqualTo(test.certificatesPem());
    }

    @Test
    void an_authority_outside_is_asked_over_http() {
        TimeStamp stamp = at("/good", Optional.empty()).stamp(DOCUMENT);
        assertThat(stamp.test()).isFalse();
        assertThat(stamp.at()).isEqualTo(NOW);
        assertThat(at("/good", Optional.empty()).read(stamp.reply(), DOCUMENT).policy())
                .isEqualTo("1.3.6.1.4.1.99999.1");
        assertThat(at("/good", test.certificatesPem()).stamp(DOCUMENT).at()).isEqualTo(NOW);
    }

    @Test
    void an_answer_that_is_not_good_is_refused_within_the_time_limit() {
        for (String path : new String[] {
            "/elsewhere", "/garbage", "/endless", "/failing", "/replayed", "/slow", "/test", "/nowhere"
        }) {
            assertThatThrownBy(() -> at(path, Optional.empty()).stamp(DOCUMENT))
                    .as(path)
                    .isInstanceOf(SealUnavailable.class);
        }
        assertThatThrownBy(
                        () -> at("/good", authority("other").certificatesPem()).stamp(DOCUMENT))
                .isInstanceOf(SealUnavailable.class);
        assertThatThrownBy(() ->
                        new HttpTimeStamping(URI.create("file:///etc/passwd"), Duration.ofSeconds(1), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_kept_reply_is_read_only_over_its_document_and_unchanged() {
        byte[] reply = test.stamp(DOCUMENT).reply();
        assertThat(test.read(reply, DOCUMENT).at()).isEqualTo(NOW);
        assertThatThrownBy(() -> test.read(reply, new byte[1])).isInstanceOf(ContentAltered.class);
        byte[] changed = reply.clone();
        changed[changed.length - 5] ^= 1;
        assertThatThrownBy(() -> test.read(changed, DOCUMENT)).isInstanceOf(ContentAltered.class);
    }
}
