package vn.khoso.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks a server that has just started what strangers ask, one question after the other, so that the first person to come does
 * not wait for classes to be loaded and code to be compiled. Nothing depends on it: it ends at the first answer that is not
 * 200, and after {@link #LONGEST} at the latest.
 */
final class WarmUp {

    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final List<String> WORDS =
            List.of("giấy", "quyet dinh", "quyền sử dụng đất", "đăng ký kết hôn", "766/QĐ-UBND", "2019", "");
    private static final List<String> PATHS = Stream.of("/api/v1/records?limit=20&q=", "/search?q=")
            .flatMap(path -> WORDS.stream().map(word -> path + URLEncoder.encode(word, StandardCharsets.UTF_8)))
            .toList();

    private WarmUp() {}

    /** Begins, on a thread that keeps nobody waiting. */
    static void begin(String address) {
        Thread.ofPlatform().name("khoso-warm-up").daemon().start(() -> run(address));
    }

    private static void run(String address) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            boolean well = true;
            for (int turn = 0; well && System.nanoTime() < deadline; turn++) {
                HttpRequest question = HttpRequest.newBuilder(URI.create(address + PATHS.get(turn % PATHS.size())))
                        .timeout(LONGEST)
                        .build();
                well = client.send(question, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            }
        } catch (IOException ended) {
            // The server stops, or is too busy to be made warm.
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
