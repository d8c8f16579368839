package vn.khoso.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real server in its own process, as a newcomer starts it, with one depositor, one officer and one auditor of resources. */
final class BenchServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "mot-cau-dai-chi-de-do-toc-do";

    private final Process process;
    private final Path data;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String secret;
    private final double readySeconds;

    private BenchServer(Process process, Path data, int port, String secret, double readySeconds) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.secret = secret;
        this.readySeconds = readySeconds;
    }

    /** Starts it on a free port and waits until it says that it is ready. @throws IllegalStateException when it ends before */
    static BenchServer start(Path jar, List<String> jvm, Path data) throws IOException {
        int port = freePort();
        long begun = System.nanoTime();
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(
                List.of("-jar", jar.toString(), "run", "--data", data.toString(), "--port", Integer.toString(port)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        String secret = "";
        double ready = 0;
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Ready.")) {
                ready = (System.nanoTime() - begun) / 1e9;
            }
            if (line.contains("bootstrap secret")) {
                secret = line.substring(line.lastIndexOf(' ') + 1).strip();
            }
            if (line.contains("Ctrl-C")) {
                drain(out);
                return new BenchServer(process, data, port, secret, ready);
            }
        }
        throw new IllegalStateException("the server did not start:\n" + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** What a server says after its start goes nowhere, but must be read, or the server waits for its reader. */
    private static void drain(BufferedReader out) {
        Thread drain = new Thread(
                () -> {
                    try {
                        while (out.readLine() != null) {
                            continue;
                        }
                    } catch (IOException ended) {
                        // The server is gone, and its output with it.
                    }
                },
                "bench-server-output");
        drain.setDaemon(true);
        drain.start();
    }

    double readySeconds() {
        return readySeconds;
    }

    Path data() {
        return data;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpClient http() {
        return http;
    }

    /** Makes the first administrator and, by him, a token for each role asked for, all for this agency. */
    Map<String, String> tokens(String agency, String... roles) throws IOException, InterruptedException {
        HttpResponse<String> first = post(
                "/api/v1/session/first-administrator",
                Map.of("secret", secret, "name", "do.toc.do", "displayName", "Người đo", "password", PASSWORD),
                Map.of());
        if (first.statusCode() != 201) {
            throw new IllegalStateException("no administrator: " + first.body());
        }
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        String csrf = JSON.readTree(first.body()).get("csrf").asText();
        Map<String, String> tokens = new java.util.TreeMap<>();
        for (String role : roles) {
            HttpResponse<String> made = post(
                    "/api/v1/clients",
                    Map.of("displayName", "bench " + role, "role", role, "agency", agency, "days", 1),
                    Map.of("Cookie", cookie, "X-CSRF-Token", csrf));
            if (made.statusCode() != 201) {
                throw new IllegalStateException("no token for " + role + ": " + made.body());
            }
            tokens.put(role, JSON.readTree(made.body()).get("token").asText());
        }
        return tokens;
    }

    HttpResponse<String> post(String path, Map<String, ?> body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(60));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Processor time of the server and everything it started, in milliseconds. */
    double cpuMillis() {
        return cpuMillisByPart().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /**
     * The same, by what the processes are for. Time of a worker that was replaced stands under {@code ended}: it is known
     * when the worker has ended and not before.
     */
    Map<String, Double> cpuMillisByPart() {
        Map<String, Double> parts = new java.util.TreeMap<>();
        for (long pid : Processes.family(process.pid(), data)) {
            Processes.Spent spent = Processes.spent(pid);
            if (pid == process.pid()) {
                double compiler = Processes.compilerMillis(pid);
                parts.merge("server", spent.itself() - compiler, Double::sum);
                parts.merge("its compiler", compiler, Double::sum);
                parts.merge("ended", spent.children(), Double::sum);
            } else {
                parts.merge(Processes.purpose(pid), spent.itself() + spent.children(), Double::sum);
            }
        }
        return parts;
    }

    /** Resident memory of the server's own process, as the table says it. */
    String memory() {
        Processes.Resident resident = Processes.resident(process.pid());
        return String.format(
                Locale.ROOT,
                "%.0f MB (own %.0f, mapped from files %.0f)",
                resident.both(),
                resident.own(),
                resident.mapped());
    }

    /** Of everything it started too, in MB: own pages, and the mapped ones counted once for each process that has them. */
    String memoryOfAll() {
        List<Processes.Resident> all = Processes.family(process.pid(), data).stream()
                .map(Processes::resident)
                .toList();
        return String.format(
                Locale.ROOT,
                "own pages %.0f MB; mapped, shared ones counted in each process, %.0f MB",
                all.stream().mapToDouble(Processes.Resident::own).sum(),
                all.stream().mapToDouble(Processes.Resident::mapped).sum());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Files of the volume, for other programs to read. */
    List<Path> storedFiles() throws IOException {
        try (var files = Files.walk(data.resolve("volumes"))) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains("/ocfl/"))
                    .toList();
        }
    }
}
