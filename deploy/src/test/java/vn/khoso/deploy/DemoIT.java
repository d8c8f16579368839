package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ocfl.api.OcflRepository;
import io.ocfl.api.model.ValidationResults;
import io.ocfl.core.OcflRepositoryBuilder;
import io.ocfl.core.storage.OcflStorageBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.schemas.finding.FindingCode;

/** The sample province as README promises it, judged by another's OCFL library, and again after a restart. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class DemoIT {

    /** What {@code --demo} sends. */
    private static final long SEED = 1;

    private static final Pattern TOKEN = Pattern.compile("<resumptionToken[^>]*>([^<]+)</resumptionToken>");
    private static final Pattern IDENTIFIER = Pattern.compile("<identifier>([^<]+)</identifier>");

    @TempDir
    private Path folder;

    @Test
    void the_sample_province_is_180_kept_and_20_refused_each_for_its_reason_and_all_is_there_after_a_restart()
            throws Exception {
        Path data = folder.resolve("data");
        Map<String, String> fates;
        Map<String, String> auditor;
        Harvest begun;
        try (ServedArchive archive = ServedArchive.start(data, "--demo")) {
            String said = ServedArchive.until(
                    () -> archive.server().console(),
                    text -> text.contains("gói bị từ chối (refused)")
                            && text.lines()
                                            .filter(line -> line.matches("  1  [A-Z-]+"))
                                            .count()
                                    >= 20);
            assertThat(said)
                    .contains("180 gói đã lưu (archived), ", " 20 gói bị từ chối (refused)")
                    .doesNotContain("CẢNH BÁO")
                    .doesNotContain("not as expected");
            auditor = archive.as("AUDITOR");
            fates = fates(archive.server(), auditor);
            assertThat(fates).hasSize(200);
            assertThat(fates.values()).filteredOn("ARCHIVED"::equals).hasSize(180);
            for (Map.Entry<String, FindingCode> one :
                    new DemoProvince(SEED).expectedRefusals().entrySet()) {
                assertThat(fates.get(one.getKey()))
                        .as(one.getKey())
                        .startsWith("REFUSED")
                        .contains(one.getValue().code());
            }
            // A harvest has more than one page: two old registers are put in, so that strangers have 600 records more
            // to fetch.
            archive.kept(new DemoProvince(SEED).register(1, 300));
            archive.kept(new DemoProvince(SEED).register(2, 300));
            begun = Harvest.page(archive.server(), "verb=ListIdentifiers&metadataPrefix=oai_dc");
            assertThat(begun.token()).isNotEmpty();
        }
        for (String volume : List.of("a", "b")) {
            theStorageRootIsValidToAnotherReader(
                    data.resolve("volumes").resolve(volume).resolve("ocfl"), folder.resolve("referee-" + volume));
        }
        try (RunningServer server = RunningServer.start(data, List.of("--demo"))) {
            ServedArchive.until(
                    server::console, text -> text.contains("The archive is not empty: no sample province."));
            Map<String, String> after = fates(server, auditor);
            assertThat(after).hasSize(202).containsAllEntriesOf(fates);
            Harvest rest = Harvest.page(
                    server, "verb=ListIdentifiers&resumptionToken=" + ServedArchive.encoded(begun.token()));
            assertThat(rest.identifiers())
                    .as("the token of before the restart goes on")
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(begun.identifiers());
            assertThat(rest.token()).isEmpty();
            Set<String> all = new HashSet<>(begun.identifiers());
            all.addAll(rest.identifiers());
            assertThat(all)
                    .hasSize(begun.identifiers().size() + rest.identifiers().size())
                    .hasSizeGreaterThan(600);
        }
    }

    /** One page of identifiers, valid to the schemas of the protocol. */
    private record Harvest(List<String> identifiers, String token) {

        static Harvest page(RunningServer server, String question) throws Exception {
            byte[] answer = server.bytes("/oai?" + question, Map.of());
            OaiSchema.ofTheProtocol().judge(answer);
            String xml = new String(answer, StandardCharsets.UTF_8);
            List<String> identifiers = new ArrayList<>();
            for (Matcher one = IDENTIFIER.matcher(xml); one.find(); ) {
                identifiers.add(one.group(1));
            }
            Matcher token = TOKEN.matcher(xml);
            return new Harvest(identifiers, token.find() ? token.group(1) : "");
        }
    }

    /** File name to state and codes of the findings. */
    private static Map<String, String> fates(RunningServer server, Map<String, String> auditor) throws Exception {
        Map<String, String> fates = new TreeMap<>();
        for (String next = "?limit=100"; ; ) {
            JsonNode page = server.json(server.get("/api/v1/sips" + next, auditor));
            for (JsonNode one : page.path("items")) {
                boolean refused = one.path("state").asText().equals("REFUSED");
                fates.put(
                        one.path("fileName").asText(),
                        one.path("state").asText()
                                + (refused ? one.path("findings").findValuesAsText("code") : ""));
            }
            if (!page.has("next")) {
                return fates;
            }
            next = "?limit=100&after=" + page.path("next").asText();
        }
    }

    private static void theStorageRootIsValidToAnotherReader(Path root, Path scratch) throws Exception {
        java.security.Security.addProvider(new BouncyCastleProvider());
        OcflRepository repository = new OcflRepositoryBuilder()
                .storage(OcflStorageBuilder.builder().fileSystem(root).build())
                .workDir(Files.createDirectory(scratch))
                .build();
        List<String> objects;
        try (Stream<String> ids = repository.listObjectIds()) {
            objects = ids.toList();
        }
        assertThat(objects).hasSize(182);
        for (String object : objects) {
            ValidationResults verdict = repository.validateObject(object, true);
            assertThat(verdict.getErrors()).as(object).isEmpty();
        }
        repository.close();
    }
}
