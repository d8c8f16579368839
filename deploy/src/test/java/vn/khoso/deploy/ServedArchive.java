package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.ingest.demo.DemoSip;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.IdentifierMint;

/** A running server with its first administrator, a program of every role, and some packages in it. */
final class ServedArchive implements AutoCloseable {

    private static final List<String> ROLES =
            List.of("ARCHIVIST", "PRESERVATION_OFFICER", "DEPOSITOR", "PORTAL", "AUDITOR");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RunningServer server;
    private final Path data;
    private final Map<String, String> boss;
    private final Map<String, String> tokens = new HashMap<>();
    private Optional<JsonNode> open = Optional.empty();
    private Optional<JsonNode> restricted = Optional.empty();
    private int taken;

    private ServedArchive(RunningServer server, Path data, Map<String, String> boss) {
        this.server = server;
        this.data = data;
        this.boss = boss;
    }

    static ServedArchive start(Path data, String... options) throws Exception {
        RunningServer server = RunningServer.start(data, List.of(options));
        boolean served = false;
        try {
            ServedArchive archive = new ServedArchive(server, data, LauncherIT.boss(server));
            for (String role : ROLES) {
                archive.tokens.put(role, LauncherIT.client(server, archive.boss, role));
            }
            served = true;
            return archive;
        } finally {
            if (!served) {
                server.close();
            }
        }
    }

    RunningServer server() {
        return server;
    }

    Path data() {
        return data;
    }

    /** Headers of the administrator's session in a browser. */
    Map<String, String> boss() {
        return boss;
    }

    String token(String role) {
        return tokens.getOrDefault(role, "");
    }

    /** Headers of the program of a role, and more as name, value, name, value. */
    Map<String, String> as(String role, String... more) {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + token(role)));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
        return server.get(path, headers);
    }

    JsonNode json(String path, Map<String, String> headers) throws Exception {
        HttpResponse<String> answer = server.get(path, headers);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return server.json(answer);
    }

    /** The next good deposit that nobody has sent. */
    synchronized DemoSip fresh() {
        return new DemoProvince(11)
                .sips()
                .filter(sip -> sip.refusal().isEmpty())
                .skip(taken++)
                .findFirst()
                .orElseThrow();
    }

    static DemoSip bad(Predicate<DemoSip> which) {
        return new DemoProvince(11)
                .sips()
                .filter(sip -> sip.refusal().isPresent())
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    /** Sends a package and returns its job's address, without waiting. */
    String sent(byte[] container, String... more) throws Exception {
        HttpResponse<String> accepted = server.send(
                "POST",
                "/api/v1/sips",
                as("DEPOSITOR", with(more, "Content-Type", "application/octet-stream")),
                container);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return URI.create(accepted.headers().firstValue("Location").orElseThrow())
                .getPath();
    }

    /** The end of a job, whatever it is. */
    JsonNode ended(String job) throws Exception {
        return until(
                () -> json(job, as("DEPOSITOR")),
                now -> List.of("ARCHIVED", "REFUSED", "PARKED")
                        .contains(now.path("state").asText()));
    }

    /** A fresh deposit, kept. */
    JsonNode kept() throws Exception {
        return kept(fresh());
    }

    JsonNode kept(DemoSip sip) throws Exception {
        JsonNode end = ended(sent(sip.zip(), "Content-Disposition", "attachment; filename=\"" + sip.name() + "\""));
        assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("ARCHIVED");
        return end;
    }

    /** The first record of a package, as the archivist sees it. */
    JsonNode recordOf(JsonNode kept) throws Exception {
        return json("/api/v1/records/" + recordIdOf(kept), as("ARCHIVIST"));
    }

    static String recordIdOf(JsonNode kept) {
        return IdentifierMint.record(AipId.parse(kept.path("aip").asText()), 0).uuid();
    }

    /** Something that strangers may see, and something that they may not; put in once. */
    synchronized JsonNode publicRecord() throws Exception {
        if (open.isEmpty()) {
            open = Optional.of(kept(new DemoProvince(12).register(1, 3)));
            restricted = Optional.of(kept(new DemoProvince(12)
                    .sips()
                    .filter(sip -> sip.refusal().isEmpty())
                    .filter(ServedArchive::conditional)
                    .findFirst()
                    .orElseThrow()));
        }
        return recordOf(open.get());
    }

    synchronized JsonNode restrictedRecord() throws Exception {
        publicRecord();
        return recordOf(restricted.orElseThrow());
    }

    private static boolean conditional(DemoSip sip) {
        try {
            return LauncherIT.files(sip.zip()).entrySet().stream()
                    .filter(file -> file.getKey().endsWith("metadata/tthc.json"))
                    .allMatch(file ->
                            new String(file.getValue(), StandardCharsets.UTF_8).contains("\"accessMode\":\"02\""));
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** Asks again and again until the answer is as wanted, for at most five minutes. */
    static <T> T until(Callable<T> question, Predicate<T> wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T answer = question.call();
        while (!wanted.test(answer)) {
            assertThat(System.nanoTime()).as("never as wanted: " + answer).isLessThan(deadline);
            // Two cores: the server shall have them, not the question.
            Thread.yield();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            answer = question.call();
        }
        return answer;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A refusal with everything that somebody needs to go on. */
    JsonNode problem(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = server.json(answer);
        assertThat(problem.path("code").asText()).as(answer.body()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        for (String field : List.of("type", "title", "titleEn", "cause", "next", "nextEn", "traceId")) {
            assertThat(problem.path(field).asText())
                    .as(field + " in " + problem)
                    .isNotBlank();
        }
        assertThat(List.of(problem.has("object"), problem.has("rule")))
                .as(problem.toString())
                .containsOnly(true);
        return problem;
    }

    private static String[] with(String[] more, String... last) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(last), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
