package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** One bit turns on disk: the audit sees it, somebody is told at once, and the bytes are given to nobody. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FixityOverHttp {

    private final ServedArchive archive;

    FixityOverHttp(ServedArchive archive) {
        this.archive = archive;
    }

    @Test
    void a_bit_that_turned_is_an_incident_within_five_seconds_an_event_of_the_package_and_a_refused_download()
            throws Exception {
        JsonNode kept = archive.kept();
        JsonNode sound = archive.recordOf(archive.kept());
        JsonNode record = archive.recordOf(kept);
        String aip = kept.path("aip").asText();
        assertThat(audit().path("altered").asLong()).as("before").isZero();

        Path file = paperOf(aip);
        Path other = archive.data()
                .resolve("volumes/b")
                .resolve(archive.data().resolve("volumes/a").relativize(file));
        byte[] good = Files.readAllBytes(file);
        assertThat(Files.readAllBytes(other)).as("the second copy").isEqualTo(good);
        flip(file);
        flip(other);
        Instant ordered = Instant.now();
        JsonNode run = audit();
        assertThat(run.path("state").asText()).isEqualTo("FINISHED");
        assertThat(run.path("altered").asLong()).as("both copies").isEqualTo(2);
        assertThat(run.path("intact").asLong()).isPositive();
        JsonNode incident = incidentOf(aip);
        assertThat(incident.path("kind").asText()).isEqualTo("ALTERED");
        // From the order of the audit, which is before the bad byte was read: the worker looks for orders every second.
        assertThat(Duration.between(ordered, Instant.parse(incident.path("at").asText())))
                .isLessThan(Duration.ofSeconds(5));

        JsonNode events = archive.json(
                        "/api/v1/events?limit=200&after=" + Math.max(0, lastIndex() - 150), archive.as("AUDITOR"))
                .path("items");
        assertThat(events).anySatisfy(entry -> {
            assertThat(entry.path("event").path("type").asText()).isEqualTo("INCIDENT");
            assertThat(entry.toString()).contains(aip);
        });
        assertThat(events).anySatisfy(entry -> {
            assertThat(entry.path("event").path("type").asText()).isEqualTo("FIXITY_CHECK");
            assertThat(entry.path("event").path("outcome").asText()).isEqualTo("FAILURE");
            assertThat(entry.toString()).contains(aip);
        });
        HttpResponse<String> download =
                archive.get(record.path("files").path(0).path("href").asText(), archive.as("ARCHIVIST"));
        JsonNode problem = archive.problem(download, 500, "CONTENT_ALTERED");
        assertThat(problem.path("object").asText()).startsWith("GET /api/v1/records/");
        assertThat(archive.get(sound.path("files").path(0).path("href").asText(), archive.as("ARCHIVIST"))
                        .statusCode())
                .isEqualTo(200);

        // One good copy is enough for readers, and the other one is mended from it.
        flip(other);
        assertThat(archive.get(record.path("files").path(0).path("href").asText(), archive.as("ARCHIVIST"))
                        .statusCode())
                .isEqualTo(200);
        ServedArchive.until(() -> bytesOf(file), bytes -> java.util.Arrays.equals(bytes, good));
        closedByTheWay(incident.path("id").asText());
        closed(incident.path("id").asText());
        assertThat(audit().path("altered").asLong()).as("mended").isZero();
        assertThat(archive.get(record.path("files").path(0).path("href").asText(), archive.as("ARCHIVIST"))
                        .statusCode())
                .isEqualTo(200);
    }

    /** Empty in the moment in which the bad object is out and the good one not yet in. */
    private static byte[] bytesOf(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (java.nio.file.NoSuchFileException between) {
            return new byte[0];
        }
    }

    /** The other copy has an incident of its own, and whoever wanted a good one in vain reported that too. */
    private void closedByTheWay(String besides) throws Exception {
        List<String> others = archive
                .json("/api/v1/fixity/incidents?open=true", archive.as("AUDITOR"))
                .path("items")
                .findValuesAsText("id")
                .stream()
                .filter(id -> !id.equals(besides))
                .toList();
        assertThat(others).isNotEmpty();
        for (String other : others) {
            HttpResponse<String> done = archive.server()
                    .post(
                            "/api/v1/fixity/incidents/" + other + "/close",
                            archive.as("PRESERVATION_OFFICER"),
                            "{\"reason\":\"Đã chép lại từ bản sao còn tốt\"}");
            assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        }
    }

    private void closed(String incident) throws Exception {
        String close = "/api/v1/fixity/incidents/" + incident + "/close";
        String reason = "{\"reason\":\"Đã phục hồi từ bản sao\"}";
        archive.problem(archive.server().post(close, archive.as("AUDITOR"), reason), 403, "FORBIDDEN");
        archive.problem(archive.server().post(close, archive.as("PRESERVATION_OFFICER"), "{}"), 400, "BAD_REQUEST");
        archive.problem(
                archive.server()
                        .post(
                                "/api/v1/fixity/incidents/" + UUID.randomUUID() + "/close",
                                archive.as("PRESERVATION_OFFICER"),
                                reason),
                404,
                "NOT_FOUND");
        HttpResponse<String> done = archive.server().post(close, archive.as("PRESERVATION_OFFICER"), reason);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(archive.server().json(done).path("open").asBoolean()).isFalse();
        archive.problem(archive.server().post(close, archive.as("PRESERVATION_OFFICER"), reason), 409, "REFUSED");
        assertThat(archive.json("/api/v1/fixity/incidents?open=true&limit=1", archive.as("AUDITOR"))
                        .path("items"))
                .isEmpty();
        assertThat(archive.json("/api/v1/fixity/incidents", archive.as("AUDITOR"))
                        .toString())
                .contains(incident);
    }

    @Test
    void only_the_preservation_officer_orders_an_audit_and_an_audit_that_is_over_cannot_be_stopped() throws Exception {
        archive.problem(archive.server().post("/api/v1/fixity/audits", archive.as("AUDITOR"), "{}"), 403, "FORBIDDEN");
        archive.problem(
                archive.server()
                        .post(
                                "/api/v1/fixity/audits",
                                archive.as("PRESERVATION_OFFICER"),
                                "{\"megabytesPerSecond\":-1}"),
                400,
                "BAD_REQUEST");
        String run = audit().path("id").asText();
        archive.problem(
                archive.server()
                        .post("/api/v1/fixity/audits/" + run + "/cancel", archive.as("PRESERVATION_OFFICER"), ""),
                409,
                "REFUSED");
        archive.problem(
                archive.get("/api/v1/fixity/audits/" + UUID.randomUUID(), archive.as("AUDITOR")), 404, "NOT_FOUND");
    }

    /** Orders an audit and waits for its end. One that runs already (the schedule's) comes to its end first. */
    private JsonNode audit() throws Exception {
        ServedArchive.until(
                () -> archive.json("/api/v1/fixity/audits?limit=1", archive.as("AUDITOR")),
                page -> page.path("items").findValuesAsText("state").stream().noneMatch("RUNNING"::equals));
        HttpResponse<String> ordered =
                archive.server().post("/api/v1/fixity/audits", archive.as("PRESERVATION_OFFICER"), "{}");
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
        String run = URI.create(ordered.headers().firstValue("Location").orElseThrow())
                .getPath();
        return ServedArchive.until(
                () -> archive.json(run, archive.as("AUDITOR")),
                now -> !now.path("state").asText().equals("RUNNING"));
    }

    private JsonNode incidentOf(String aip) throws Exception {
        for (JsonNode one : archive.json("/api/v1/fixity/incidents?open=true", archive.as("AUDITOR"))
                .path("items")) {
            if (one.path("aip").asText().equals(aip)) {
                return one;
            }
        }
        throw new AssertionError("no open incident of " + aip);
    }

    private long lastIndex() throws Exception {
        String metrics = archive.get("/metrics", archive.as("AUDITOR")).body();
        return metrics.lines()
                .filter(line -> line.startsWith("khoso_journal_index "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** The first paper of a package in its OCFL object. */
    private Path paperOf(String aip) throws IOException {
        try (Stream<Path> all = Files.walk(archive.data().resolve("volumes/a/ocfl"))) {
            for (Path inventory :
                    all.filter(path -> path.endsWith("inventory.json")).toList()) {
                if (Files.readString(inventory).contains("\"" + aip + "\"")) {
                    Path data = inventory.resolveSibling("v1/content/sip/data");
                    if (Files.isDirectory(data)) {
                        try (Stream<Path> papers = Files.list(data)) {
                            return papers.filter(Files::isRegularFile)
                                    .sorted()
                                    .findFirst()
                                    .orElseThrow();
                        }
                    }
                }
            }
        }
        throw new AssertionError("no object of " + aip);
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        if (!file.toFile().setWritable(true)) {
            throw new IOException("cannot write " + file);
        }
        Files.write(file, bytes);
    }
}
