package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The distribution in a process of its own. Closing it is SIGTERM, and looks whether anything was left behind. */
final class RunningServer implements AutoCloseable {

    static final Path DISTRIBUTION = Path.of("target/dist").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final String host;
    private final int port;
    private final Path console;
    private final Path data;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private boolean killed;

    private RunningServer(Process process, String host, int port, Path console, Path data) {
        this.process = process;
        this.host = host;
        this.port = port;
        this.console = console;
        this.data = data;
    }

    static RunningServer start(Path data) throws Exception {
        return start(data, List.of());
    }

    /** @param options of the command beside folder and port */
    static RunningServer start(Path data, List<String> options) throws Exception {
        int port = freePort();
        Files.createDirectories(data);
        Path console = Files.createTempFile(data.toAbsolutePath().getParent(), "console", ".txt");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-jar",
                DISTRIBUTION.resolve("khoso.jar").toString(),
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port)));
        line.addAll(options);
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        int bound = options.indexOf("--bind");
        String host = bound < 0 ? "127.0.0.1" : options.get(bound + 1);
        RunningServer server = new RunningServer(process, host, port, console, data);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!server.console().contains("Ctrl-C")) {
            assertThat(process.isAlive()).as(server.console()).isTrue();
            assertThat(System.nanoTime())
                    .as("not ready in time: " + server.console())
                    .isLessThan(deadline);
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        return server;
    }

    /** How a command of the launcher ended, and everything it said. */
    record Ended(int code, String said) {

        /** What stands behind a label at the beginning of a line. */
        String after(String label) {
            return said.lines()
                    .filter(line -> line.startsWith(label))
                    .map(line -> line.substring(label.length()).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Runs another command than {@code run} to its end. */
    static Ended command(Path data, String name, String... options) throws Exception {
        return command(DISTRIBUTION, data, name, options);
    }

    /** @param distribution another one than that which was built */
    static Ended command(Path distribution, Path data, String name, String... options) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                distribution.resolve("khoso.jar").toString(),
                name,
                "--data",
                data.toString()));
        line.addAll(List.of(options));
        Path said = Files.createTempFile(data.toAbsolutePath().getParent(), "said", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8");
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ends: " + name)
                .isTrue();
        return new Ended(process.exitValue(), Files.readString(said));
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String secret() throws IOException {
        return secretIfAny().orElseThrow();
    }

    Optional<String> secretIfAny() throws IOException {
        return console()
                .lines()
                .filter(line -> line.contains("bootstrap secret"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst();
    }

    HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
        return send("GET", path, headers, new byte[0]);
    }

    byte[] bytes(String path, Map<String, String> headers) throws Exception {
        HttpResponse<byte[]> answer = answer(path, headers);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** Any answer to a GET, as bytes. */
    HttpResponse<byte[]> answer(String path, Map<String, String> headers) throws Exception {
        HttpResponse<byte[]> answer =
                http.send(request("GET", path, headers, new byte[0]), HttpResponse.BodyHandlers.ofByteArray());
        judge("GET", path, answer, answer.body());
        return answer;
    }

    HttpResponse<String> post(String path, Map<String, String> headers, String json) throws Exception {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return send("POST", path, all, json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers, byte[] body) throws Exception {
        HttpResponse<String> answer =
                http.send(request(method, path, headers, body), HttpResponse.BodyHandlers.ofString());
        judge(method, path, answer, answer.body().getBytes(StandardCharsets.UTF_8));
        return answer;
    }

    /** Whatever a test wants to know of an answer: it is one that the published contract promises. */
    private static void judge(String method, String path, HttpResponse<?> answer, byte[] body) {
        OpenApiReferee.ofThePublishedContract()
                .judge(
                        method,
                        path,
                        new OpenApiReferee.Answer(
                                answer.statusCode(), answer.headers().firstValue("Content-Type"), body));
    }

    JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpRequest request(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + host + ":" + port).resolve(path))
                .timeout(Duration.ofMinutes(2))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request.build();
    }

    /** Addresses and ports on which the server process or a child of it listens. */
    List<Listeners.Listener> listeners() throws IOException {
        return Listeners.of(process.toHandle());
    }

    /** Bytes that the server process has handed to the kernel since it began, whatever for. */
    long bytesWritten() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/io")).stream()
                .filter(line -> line.startsWith("wchar: "))
                .mapToLong(line -> Long.parseLong(line.substring(7).strip()))
                .findFirst()
                .orElseThrow();
    }

    void kill() throws InterruptedException {
        killed = true;
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws Exception {
        if (killed) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        assertThat(children).as("PostgreSQL and workers are children").isNotEmpty();
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("ends after SIGTERM")
                .isTrue();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (children.stream().anyMatch(RunningServer::running) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(children.stream()
                        .filter(RunningServer::running)
                        .map(child -> child.info().commandLine()))
                .as("left behind")
                .isEmpty();
        assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    private static boolean running(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
    }

    /** Everything that was said to whoever started it. */
    String console() throws IOException {
        return Files.readString(console);
    }
}
