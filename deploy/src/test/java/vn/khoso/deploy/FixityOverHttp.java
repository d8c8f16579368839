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
import java.util.Map;
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
        repaired(incident.path("id").asText());
        assertThat(audit().path("altered").asLong()).as("mended").isZero();
        Path stranger = file.resolveSibling("la.txt");
        Files.writeString(stranger, "Không gói tin nào ghi nhận tệp này.\n");
        assertThat(audit().path("extra").asLong()).isEqualTo(1);
        closed(incidentOf(aip).path("id").asText());
        Files.delete(stranger);
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

    /** Both copies are made anew, and with that every incident has its action and its result. */
    private void repaired(String incident) throws Exception {
        ServedArchive.until(
                () -> archive.json("/api/v1/fixity/incidents?open=true", archive.as("AUDITOR"))
                        .path("items"),
                JsonNode::isEmpty);
        JsonNode ended =
                archive.json("/api/v1/fixity/incidents", archive.as("AUDITOR")).path("items");
        assertThat(ended)
                .filteredOn(one -> one.path("id").asText().equals(incident))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.path("closing").path("action").asText()).contains("made anew");
                    assertThat(one.path("closing").path("result").asText()).contains("compared");
                });
    }

    private void closed(String incident) throws Exception {
        String close = "/api/v1/fixity/incidents/" + incident + "/close";
        String reason =
                "{\"cause\":\"Chép nhầm\",\"action\":\"Đã chuyển tệp lạ ra ngoài\",\"result\":\"Gói tin nguyên vẹn\"}";
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
    void coverage_calendar_and_report_say_what_was_read_and_when() throws Exception {
        archive.kept();
        audit();
        Map<String, String> reader = archive.as("AUDITOR");
        JsonNode calendar = archive.json("/api/v1/fixity/calendar", reader);
        assertThat(calendar.path("items")).isNotEmpty().allSatisfy(day -> {
            assertThat(day.path("copies").asLong()).isPositive();
            assertThat(day.path("bytes").asLong()).isPositive();
        });
        JsonNode coverage = archive.json("/api/v1/fixity/coverage?days=1", reader);
        assertThat(coverage.path("shares").findValuesAsText("name")).contains("a", "b");
        assertThat(coverage.path("schedule")).hasSize(2).allSatisfy(due -> {
            assertThat(due.path("cycleDays").asLong()).isEqualTo(90);
            assertThat(due.path("nextFull").asText()).isNotEmpty();
        });
        JsonNode report = archive.json("/api/v1/fixity/report", reader);
        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(report.path("ceilingDays").asLong()).isEqualTo(1_095);
        HttpResponse<String> table = archive.get("/api/v1/fixity/report.csv", reader);
        assertThat(table.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(table.body()).startsWith("Ổ lưu trữ,Mã cơ quan,").contains("\r\na,");
        archive.problem(archive.get("/api/v1/fixity/coverage?days=0", reader), 400, "BAD_REQUEST");
        archive.problem(
                archive.get("/api/v1/fixity/calendar?from=2026-02-01&to=2026-01-01", reader), 400, "BAD_REQUEST");
        archive.problem(archive.get("/api/v1/fixity/report?after=x", reader), 400, "BAD_REQUEST");
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
