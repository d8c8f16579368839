package vn.khoso.preservation.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Adobe's S3Mock, a server of other people, in a process of its own with a class path of its own. */
final class S3MockServer implements AutoCloseable {

    /** Put there by the build. */
    private static final Path JAR = Path.of("target", "s3mock", "s3mock-exec.jar");

    private static final S3Place.Limits LIMITS = new S3Place.Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            3,
            Duration.ofMillis(50),
            5 * 1024 * 1024,
            Duration.ofSeconds(200));

    private final Path files;
    private final int port;
    private final Process process;

    /** Started and answering; the test is skipped where the build did not bring it. */
    S3MockServer(Path files) throws IOException {
        if (!Files.isRegularFile(JAR)) {
            System.getLogger("S3Mock").log(System.Logger.Level.WARNING, "skipped: S3Mock is not in " + JAR);
        }
        assumeTrue(Files.isRegularFile(JAR), "S3Mock is not there");
        this.files = Files.createDirectories(files);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            this.port = free.getLocalPort();
        }
        this.process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--http.port=" + port,
                        "--com.adobe.testing.s3mock.store.root=" + files.resolve("root"),
                        "--com.adobe.testing.s3mock.store.initial-buckets=" + FakeS3.BUCKET))
                .redirectErrorStream(true)
                .redirectOutput(files.resolve("s3mock.log").toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!answers()) {
            assertThat(process.isAlive() && System.nanoTime() < deadline)
                    .as(() -> "S3Mock started: " + log())
                    .isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(files.resolve("s3mock.log"));
        } catch (IOException none) {
            return "no log";
        }
    }

    /** A place in its bucket that no other test has. */
    S3Place place() {
        return new S3Place(
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                "us-east-1",
                FakeS3.BUCKET,
                "t" + UUID.randomUUID(),
                true,
                new S3Place.Credentials("key", "secret"),
                LIMITS);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
