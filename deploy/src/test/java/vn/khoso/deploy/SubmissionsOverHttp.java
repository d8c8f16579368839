package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.ingest.demo.DemoSip;

/** Packages handed over by programs: jobs and their events, reports, keys, resuming. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SubmissionsOverHttp {

    private final ServedArchive archive;

    SubmissionsOverHttp(ServedArchive archive) {
        this.archive = archive;
    }

    @Test
    void a_job_tells_its_listener_what_changes_until_it_is_concluded_and_then_hangs_up() throws Exception {
        String job = archive.sent(archive.fresh().zip());
        List<String[]> told = events(job);
        assertThat(told).isNotEmpty();
        assertThat(told.subList(0, told.size() - 1))
                .allSatisfy(event -> assertThat(event[0]).isEqualTo("progress"));
        assertThat(told.getLast()[0]).isEqualTo("concluded");
        JsonNode last = new ObjectMapper().readTree(told.getLast()[1]);
        assertThat(last.path("state").asText()).isEqualTo("ARCHIVED");
        assertThat(last).isEqualTo(archive.json(job, archive.as("DEPOSITOR")));
    }

    @Test
    void a_listener_who_comes_late_is_told_the_end_at_once_and_strangers_are_told_nothing() throws Exception {
        JsonNode kept = archive.kept();
        String job = "/api/v1/jobs/" + kept.path("id").asText().replace("urn:uuid:", "");
        assertThat(events(job)).singleElement().satisfies(event -> {
            assertThat(event[0]).isEqualTo("concluded");
            assertThat(event[1]).contains("\"ARCHIVED\"");
        });
        archive.problem(
                archive.get(job + "/events", java.util.Map.of("Accept", "text/event-stream")), 401, "SIGN_IN_FIRST");
        archive.problem(
                archive.get(
                        "/api/v1/jobs/" + UUID.randomUUID() + "/events",
                        archive.as("DEPOSITOR", "Accept", "text/event-stream")),
                404,
                "NOT_FOUND");
    }

    @Test
    void a_refused_job_ends_with_its_findings_and_its_letter_is_read_as_json_and_as_a_page_in_both_languages()
            throws Exception {
        DemoSip bad =
                ServedArchive.bad(sip -> sip.refusal().orElseThrow().code().equals("METADATA-DATE-IMPOSSIBLE"));
        List<String[]> told = events(archive.sent(bad.zip()));
        assertThat(told.getLast()[0]).isEqualTo("concluded");
        JsonNode refused = new ObjectMapper().readTree(told.getLast()[1]);
        assertThat(refused.path("state").asText()).isEqualTo("REFUSED");
        assertThat(refused.path("findings").findValuesAsText("code")).contains("METADATA-DATE-IMPOSSIBLE");

        String report = "/api/v1/sips/" + refused.path("id").asText().replace("urn:uuid:", "") + "/report";
        HttpResponse<String> json = archive.get(report, archive.as("DEPOSITOR", "Accept", "application/json"));
        assertThat(json.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(json.body()).contains("METADATA-DATE-IMPOSSIBLE", "31/6/2025");
        HttpResponse<String> vietnamese =
                archive.get(report, archive.as("DEPOSITOR", "Accept", "text/html", "Accept-Language", "vi"));
        HttpResponse<String> english =
                archive.get(report, archive.as("DEPOSITOR", "Accept", "text/html", "Accept-Language", "en"));
        assertThat(List.of(vietnamese, english)).allSatisfy(page -> {
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.body()).contains("METADATA-DATE-IMPOSSIBLE");
        });
        assertThat(vietnamese.body()).contains("lang=\"vi\"").isNotEqualTo(english.body());
        assertThat(english.body()).contains("lang=\"en\"");
    }

    /** Read from the disk and not asked of the server: what lies there is the record. */
    @Test
    void what_was_judged_of_a_package_lies_with_it_on_every_volume() throws Exception {
        String aip = archive.kept().path("aip").asText();
        for (String volume : List.of("a", "b")) {
            JsonNode report = new ObjectMapper()
                    .readTree(StoredObject.of(archive.data().resolve("volumes").resolve(volume), aip)
                            .resolve("v1/content/metadata/validation.json")
                            .toFile());
            assertThat(report.path("schema").asText()).isEqualTo("https://khoso.vn/schema/validation/1");
            assertThat(report.path("findings").isArray()).isTrue();
            assertThat(report.path("files")).isNotEmpty().allSatisfy(file -> {
                assertThat(file.path("verdict").asText()).isEqualTo("VALID");
                assertThat(file.path("tools")).isNotEmpty();
                assertThat(file.path("format").path("puid").asText()).startsWith("fmt/");
            });
            assertThat(report.path("secondJudge").path("program").asText()).contains("bagit-java");
            assertThat(report.path("secondJudge").path("verdict").asText()).isEqualTo("VALID");
        }
    }

    @Test
    void the_same_key_twice_is_one_job_and_with_other_bytes_it_is_refused() throws Exception {
        byte[] one = archive.fresh().zip();
        String key = UUID.randomUUID().toString();
        String job = archive.sent(one, "Idempotency-Key", key);
        assertThat(archive.sent(one, "Idempotency-Key", key)).isEqualTo(job);
        HttpResponse<String> other = archive.server()
                .send(
                        "POST",
                        "/api/v1/sips",
                        archive.as("DEPOSITOR", "Content-Type", "application/zip", "Idempotency-Key", key),
                        archive.fresh().zip());
        JsonNode problem = archive.problem(other, 422, "IDEMPOTENCY_KEY_USED");
        assertThat(problem.path("object").asText()).endsWith(job.substring(job.lastIndexOf('/') + 1));
        assertThat(archive.ended(job).path("state").asText()).isEqualTo("ARCHIVED");
    }

    @Test
    void only_a_parked_package_is_resumed_and_only_by_who_may_change_the_queue() throws Exception {
        String resume = "/api/v1/sips/" + archive.kept().path("id").asText().replace("urn:uuid:", "") + "/resume";
        archive.problem(
                archive.server().send("POST", resume, archive.as("ARCHIVIST"), new byte[0]), 409, "SIP_NOT_PARKED");
        archive.problem(archive.server().send("POST", resume, archive.as("DEPOSITOR"), new byte[0]), 403, "FORBIDDEN");
        archive.problem(archive.server().send("POST", resume, archive.as("AUDITOR"), new byte[0]), 403, "FORBIDDEN");
    }

    @Test
    void what_is_no_package_is_told_with_a_finding_and_what_is_no_request_with_a_problem() throws Exception {
        for (byte[] junk : List.of(
                "không phải zip".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new byte[0],
                java.util.Arrays.copyOf(archive.fresh().zip(), 5_000))) {
            JsonNode end = archive.ended(archive.sent(junk));
            assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("REFUSED");
            assertThat(end.path("findings")).isNotEmpty();
        }
        archive.problem(
                archive.server()
                        .send("POST", "/api/v1/sips", archive.as("DEPOSITOR", "Content-Type", "image/png"), new byte[] {
                            1
                        }),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        archive.problem(
                archive.server()
                        .send(
                                "POST",
                                "/api/v1/sips?lane=fast",
                                archive.as("DEPOSITOR", "Content-Type", "application/zip"),
                                new byte[] {1}),
                400,
                "BAD_REQUEST");
        archive.problem(
                archive.server()
                        .send(
                                "POST",
                                "/api/v1/sips",
                                archive.as("AUDITOR", "Content-Type", "application/zip"),
                                new byte[] {1}),
                403,
                "FORBIDDEN");
        archive.problem(archive.get("/api/v1/sips?after=x", archive.as("DEPOSITOR")), 400, "BAD_REQUEST");
    }

    /** Name and data of every event, read to the end of the stream. */
    private List<String[]> events(String job) throws Exception {
        HttpResponse<String> stream = archive.get(
                URI.create(job).getPath() + "/events", archive.as("DEPOSITOR", "Accept", "text/event-stream"));
        assertThat(stream.statusCode()).as(stream.body()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<String[]> told = new ArrayList<>();
        for (String block : stream.body().split("\n\n")) {
            String name = field(block, "event: ");
            if (!name.isEmpty()) {
                told.add(new String[] {name, field(block, "data: ")});
            }
        }
        return told;
    }

    private static String field(String block, String label) {
        return block.lines()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()))
                .findFirst()
                .orElse("");
    }
}
