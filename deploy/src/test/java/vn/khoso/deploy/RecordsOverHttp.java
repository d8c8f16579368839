package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records, their files byte by byte, packages for readers, and why something is kept how long. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordsOverHttp {

    private final ServedArchive archive;

    RecordsOverHttp(ServedArchive archive) {
        this.archive = archive;
    }

    @Test
    void a_file_comes_whole_in_part_or_not_at_all_as_the_headers_ask() throws Exception {
        JsonNode file = archive.recordOf(archive.kept()).path("files").path(0);
        String path = file.path("href").asText();
        byte[] whole = archive.server().bytes(path, archive.as("ARCHIVIST"));
        assertThat(LauncherIT.sha256(whole)).isEqualTo(file.path("sha256").asText());
        assertThat((long) whole.length).isEqualTo(file.path("size").asLong());

        HttpResponse<byte[]> part = bytes(path, "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 10-19/" + whole.length);
        assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(whole, 10, 20));
        assertThat(bytes(path, "Range", "bytes=-7").body())
                .isEqualTo(java.util.Arrays.copyOfRange(whole, whole.length - 7, whole.length));
        assertThat(bytes(path, "Range", "bytes=" + whole.length + "-").statusCode())
                .isEqualTo(416);
        HttpResponse<byte[]> several = bytes(path, "Range", "bytes=0-1,4-5");
        assertThat(several.statusCode())
                .as("several ranges: the whole, as RFC 9110, 14.2 allows")
                .isEqualTo(200);
        assertThat(several.body()).isEqualTo(whole);

        String tag = part.headers().firstValue("ETag").orElseThrow();
        String digest = Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(file.path("sha256").asText()));
        assertThat(part.headers().firstValue("Repr-Digest")).contains("sha-256=:" + digest + ":");
        assertThat(bytes(path, "Range", "bytes=0-3", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(bytes(path, "Range", "bytes=0-3", "If-Range", "\"another\"").body())
                .isEqualTo(whole);
        HttpResponse<byte[]> unchanged = bytes(path, "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();

        HttpResponse<String> head = archive.server().send("HEAD", path, archive.as("ARCHIVIST"), new byte[0]);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains(Integer.toString(whole.length));
        assertThat(head.headers().firstValue("ETag")).contains(tag);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void a_stranger_gets_public_records_without_their_owners_and_of_others_not_even_that_they_are() throws Exception {
        JsonNode open = archive.publicRecord();
        JsonNode seen = archive.json("/api/v1/records/" + open.path("id").asText(), Map.of());
        assertThat(open.path("result").path("ownerName").asText()).isNotBlank();
        assertThat(seen.path("result").path("ownerName").asText())
                .isNotEqualTo(open.path("result").path("ownerName").asText());
        assertThat(seen.path("redacted")).isNotEmpty();
        String closed =
                "/api/v1/records/" + archive.restrictedRecord().path("id").asText();
        String absent = "/api/v1/records/" + UUID.randomUUID();
        JsonNode one = archive.problem(archive.get(closed, Map.of()), 404, "RECORD_NOT_FOUND");
        JsonNode other = archive.problem(archive.get(absent, Map.of()), 404, "RECORD_NOT_FOUND");
        assertThat(one.path("title")).isEqualTo(other.path("title"));
        archive.problem(archive.get(closed + "/files/0", Map.of()), 404, "RECORD_NOT_FOUND");
        archive.problem(archive.get("/api/v1/records?limit=0", Map.of()), 400, "BAD_PARAMETER");
        archive.problem(archive.get("/api/v1/records?cursor=x", Map.of()), 400, "BAD_PARAMETER");
    }

    @Test
    void search_finds_the_same_however_the_marks_are_typed() throws Exception {
        JsonNode record = archive.recordOf(archive.kept());
        String name = record.path("result").path("ownerName").asText();
        assertThat(name).isNotBlank();
        String loose = Normalizer.normalize(name, Normalizer.Form.NFD);
        String bare = loose.replaceAll("\\p{M}", "").replace('đ', 'd').replace('Đ', 'D');
        String id = record.path("id").asText();
        for (String spelling :
                List.of(Normalizer.normalize(name, Normalizer.Form.NFC), loose, bare, loose.toUpperCase(Locale.ROOT))) {
            JsonNode page = ServedArchive.until(
                    () -> archive.json(
                            "/api/v1/records?limit=200&q=" + ServedArchive.encoded(spelling), archive.as("ARCHIVIST")),
                    now -> now.path("records").findValuesAsText("id").contains(id));
            assertThat(page.path("total").asLong()).as(spelling).isPositive();
        }
    }

    @Test
    void a_package_for_a_reader_is_a_valid_bag_to_another_reader(@TempDir Path folder) throws Exception {
        JsonNode record = archive.recordOf(archive.kept());
        HttpResponse<String> ordered = archive.server()
                .post(
                        "/api/v1/dips",
                        archive.as("ARCHIVIST", "X-Purpose", "Doi%20chieu"),
                        "{\"records\":[\"" + record.path("id").asText() + "\"],\"form\":\"bagit-zip\"}");
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
        String dip = ordered.headers().firstValue("Location").orElseThrow();
        byte[] zip = archive.server().bytes(dip + "/content", archive.as("ARCHIVIST"));
        JsonNode told = archive.json(java.net.URI.create(dip).getPath(), archive.as("ARCHIVIST"));
        assertThat(told.path("content").path("sha256").asText()).isEqualTo(LauncherIT.sha256(zip));
        Map<String, byte[]> files = LauncherIT.files(zip);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        try (BagVerifier verifier = new BagVerifier()) {
            verifier.isValid(new BagReader().read(bagIn(folder)), true);
        }
        assertThat(files.values().stream().map(LauncherIT::sha256))
                .contains(record.path("files").path(0).path("sha256").asText());
        archive.problem(
                archive.get(java.net.URI.create(dip).getPath(), archive.as("DEPOSITOR")), 404, "RECORD_NOT_FOUND");
        archive.problem(
                archive.server().post("/api/v1/dips", archive.as("ARCHIVIST"), "{\"records\":[]}"),
                400,
                "BAD_PARAMETER");
        archive.problem(archive.server().post("/api/v1/dips", Map.of(), "{}"), 401, "SIGN_IN_FIRST");
    }

    @Test
    void the_one_file_of_a_record_is_ordered_as_it_is_and_comes_hashed_and_unchanged() throws Exception {
        JsonNode record = archive.recordOf(archive.kept());
        assertThat(record.path("files")).hasSize(1);
        JsonNode file = record.path("files").path(0);
        HttpResponse<String> ordered = archive.server()
                .post(
                        "/api/v1/dips",
                        archive.as("ARCHIVIST", "X-Purpose", "Doi%20chieu"),
                        "{\"records\":[\"" + record.path("id").asText() + "\"],\"form\":\"file\"}");
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
        String dip = java.net
                .URI
                .create(ordered.headers().firstValue("Location").orElseThrow())
                .getPath();
        HttpResponse<byte[]> content = bytes(dip + "/content");
        assertThat(content.statusCode()).isEqualTo(200);
        assertThat(content.headers().firstValue("Content-Type")).contains("application/pdf");
        String name = file.path("path").asText();
        assertThat(content.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .endsWith(name.substring(name.lastIndexOf('.')));
        String digest = LauncherIT.sha256(content.body());
        assertThat(digest).isEqualTo(file.path("sha256").asText());
        assertThat(content.headers().firstValue("Repr-Digest"))
                .contains("sha-256=:"
                        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest)) + ":");
        JsonNode told = archive.json(dip, archive.as("ARCHIVIST"));
        assertThat(told.path("form").asText()).isEqualTo("file");
        assertThat(told.path("content").path("sha256").asText()).isEqualTo(digest);
        assertThat(told.path("content").path("size").asLong()).isEqualTo(content.body().length);
        assertThat(content.body())
                .as("the bytes that are read without an order")
                .isEqualTo(bytes(file.path("href").asText()).body());
        JsonNode two = archive.recordOf(archive.kept());
        archive.problem(
                archive.server()
                        .post(
                                "/api/v1/dips",
                                archive.as("ARCHIVIST"),
                                "{\"records\":[\"" + record.path("id").asText() + "\",\""
                                        + two.path("id").asText() + "\"],\"form\":\"file\"}"),
                422,
                "DIP_NOT_ONE_FILE");
    }

    private static Path bagIn(Path folder) throws Exception {
        if (Files.exists(folder.resolve("bagit.txt"))) {
            return folder;
        }
        try (var inside = Files.list(folder)) {
            return inside.findFirst().orElseThrow();
        }
    }

    @Test
    void retention_is_a_table_with_versions_and_every_date_is_explained() throws Exception {
        Set<String> seen = new HashSet<>();
        int rules = 0;
        for (String after = ""; ; ) {
            JsonNode page = archive.json(
                    "/api/v1/retention/rules?limit=4&after=" + ServedArchive.encoded(after), archive.as("ARCHIVIST"));
            for (JsonNode rule : page.path("items")) {
                seen.add(rule.path("code").asText() + "/" + rule.path("version").asInt());
                rules++;
            }
            if (!page.has("next")) {
                break;
            }
            after = page.path("next").asText();
        }
        assertThat(seen).as("no rule twice").hasSize(rules).hasSizeGreaterThan(4);

        String code = seen.iterator().next().replaceFirst("/.*", "");
        JsonNode versions = archive.json("/api/v1/retention/rules/" + code, archive.as("ARCHIVIST"))
                .path("items");
        var next = ((com.fasterxml.jackson.databind.node.ObjectNode) versions.get(versions.size() - 1)).deepCopy();
        next.put("version", versions.size() + 1).put("effectiveFrom", "2027-01-01");
        next.remove("effectiveTo");
        assertThat(archive.server()
                        .post("/api/v1/retention/rules", archive.as("ARCHIVIST"), next.toString())
                        .statusCode())
                .isEqualTo(201);
        archive.problem(
                archive.server().post("/api/v1/retention/rules", archive.as("ARCHIVIST"), next.toString()),
                409,
                "REFUSED");
        archive.problem(
                archive.server().post("/api/v1/retention/rules", archive.as("DEPOSITOR"), next.toString()),
                403,
                "FORBIDDEN");
        archive.problem(
                archive.server().post("/api/v1/retention/rules", archive.as("ARCHIVIST"), "{}"), 400, "BAD_REQUEST");
        assertThat(archive.json("/api/v1/retention/rules/" + code, archive.as("ARCHIVIST"))
                        .path("items"))
                .hasSize(versions.size() + 1);

        JsonNode why = archive.json(
                "/api/v1/records/" + ServedArchive.recordIdOf(archive.kept()) + "/retention", archive.as("ARCHIVIST"));
        assertThat(why.path("steps")).isNotEmpty().allSatisfy(step -> {
            assertThat(step.path("vi").asText()).isNotBlank();
            assertThat(step.path("en").asText()).isNotBlank();
        });
        JsonNode period = why.path("period");
        if (period.isInt()) {
            assertThat(why.path("due").asText())
                    .as("31 December of the end year and so many years")
                    .isEqualTo((why.path("baseYear").asInt() + period.asInt()) + "-12-31");
        } else {
            assertThat(period.asText()).isIn("PERMANENT", "UNCLASSIFIED");
            assertThat(why.has("due")).isFalse();
        }
    }

    @Test
    void the_journal_is_read_page_by_page_without_a_gap_and_each_entry_holds_the_hash_of_the_one_before()
            throws Exception {
        archive.kept();
        List<JsonNode> entries = new ArrayList<>();
        for (long after = 0; entries.size() < 60; ) {
            JsonNode page = archive.json("/api/v1/events?limit=7&after=" + after, archive.as("AUDITOR"));
            page.path("items").forEach(entries::add);
            if (!page.has("next")) {
                break;
            }
            after = page.path("next").asLong();
        }
        assertThat(entries).hasSizeGreaterThan(7);
        for (int n = 1; n < entries.size(); n++) {
            assertThat(entries.get(n).path("index").asLong())
                    .isEqualTo(entries.get(n - 1).path("index").asLong() + 1);
            assertThat(entries.get(n).path("previous").asText())
                    .isEqualTo(entries.get(n - 1).path("hash").asText());
        }
        archive.problem(archive.get("/api/v1/events", archive.as("DEPOSITOR")), 403, "FORBIDDEN");
    }

    private HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        return archive.server().answer(path, archive.as("ARCHIVIST", headers));
    }
}
