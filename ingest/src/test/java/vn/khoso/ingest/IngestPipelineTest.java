package vn.khoso.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.bag.BagitJava;
import vn.khoso.ingest.bag.BagitJavaJudge;
import vn.khoso.ingest.bag.SecondJudge;
import vn.khoso.ingest.testing.Bag;
import vn.khoso.ingest.testing.Containers;
import vn.khoso.ingest.testing.IngestHouse;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.Submission.State;

/** The main job: a bag goes in, an AIP is kept. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class IngestPipelineTest {

    @TempDir
    Path folder;

    @Test
    void a_bag_with_one_result_becomes_an_aip_and_a_receipt() throws Exception {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            Bag bag = Bag.good(1);
            Submission ended = house.through(bag.zip());
            assertThat(ended.findings()).isEmpty();
            assertThat(ended.state()).isEqualTo(State.ARCHIVED);
            assertThat(house.catalogue.recordsOf(ended.aip())).hasSize(1);
            Map<String, byte[]> files = bag.build();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                try (InputStream in = house.archive.open(ended.aip(), new PackagePath("sip/" + file.getKey()))) {
                    assertThat(in.readAllBytes()).as(file.getKey()).isEqualTo(file.getValue());
                }
            }
            String receipt = new String(
                    house.submissions.receipt(ended.id()).orElseThrow().document(), StandardCharsets.UTF_8);
            assertThat(receipt)
                    .contains(ended.digest().hex())
                    .contains(ended.aip().toString())
                    .contains(ended.receipt().orElseThrow().rootDigest().toString());
            assertThat(house.staged()).isEmpty();
        }
    }

    /** What was judged is kept with the package: whoever doubts it in seventy years reads it without this software. */
    @Test
    void what_was_found_what_the_tools_said_and_what_bagit_java_said_lies_in_the_stored_package() throws Exception {
        SecondJudge judge = new BagitJavaJudge((file, question) -> answered(question));
        try (IngestHouse house =
                new IngestHouse.Plan().second(judge).build(folder).started()) {
            Bag bag = Bag.good(4).edit(record -> record.put("numberOfPage", 9));
            Submission ended = house.through(bag.zip());
            assertThat(ended.state()).isEqualTo(State.ARCHIVED);
            byte[] bytes;
            try (InputStream in = house.archive.open(ended.aip(), new PackagePath("metadata/validation.json"))) {
                bytes = in.readAllBytes();
            }
            JsonNode report = new ObjectMapper().readTree(bytes);
            assertThat(CanonicalJson.bytes(report)).as("canonical JSON").isEqualTo(bytes);
            assertThat(report.path("schema").asText()).isEqualTo("https://khoso.vn/schema/validation/1");
            assertThat(report.path("agreementVersion").asInt()).isPositive();

            assertThat(report.path("findings")).singleElement().satisfies(finding -> {
                assertThat(finding.path("code").asText()).isEqualTo("METADATA-PAGE-COUNT-DIFFERS");
                assertThat(finding.path("level").asText()).isEqualTo("WARN");
                assertThat(finding.path("subject").asText()).isNotBlank();
                assertThat(finding.path("arguments")).isNotEmpty();
            });
            JsonNode said = report.path("files").path("data/KQ-4.pdf");
            assertThat(said.path("verdict").asText()).isEqualTo("VALID");
            assertThat(said.path("format").path("mediaType").asText()).isEqualTo("application/pdf");
            assertThat(said.path("format").path("puid").asText()).startsWith("fmt/");
            assertThat(said.path("tools").toString()).contains("JHOVE", "DROID");
            assertThat(said.path("properties").path("pages").asText()).isEqualTo("1");
            assertThat(report.path("files")).as("payload only, and all of it").hasSize((int)
                    bag.build().keySet().stream()
                            .filter(path -> path.startsWith("data/"))
                            .count());
            JsonNode second = report.path("secondJudge");
            assertThat(second.path("program").asText()).contains("bagit-java 5.2.0");
            assertThat(second.path("verdict").asText()).isEqualTo("VALID");
            assertThat(second.path("unexplained").asBoolean(true)).isFalse();
        }
    }

    private static Optional<byte[]> answered(byte[] question) {
        try {
            return Optional.of(BagitJava.answer(question));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Test
    void a_bag_with_many_results_keeps_their_order() {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            Bag bag = Bag.empty();
            for (int n = 1; n <= 12; n++) {
                bag.result(n);
            }
            Submission ended = house.through(bag.zip());
            assertThat(IngestHouse.codes(ended)).isEmpty();
            assertThat(house.catalogue.recordsOf(ended.aip()).stream()
                            .map(record -> record.result().sourceRecordId()))
                    .containsExactly(
                            "SO-1", "SO-2", "SO-3", "SO-4", "SO-5", "SO-6", "SO-7", "SO-8", "SO-9", "SO-10", "SO-11",
                            "SO-12");
        }
    }

    @Test
    void a_tar_gz_with_the_bag_in_a_folder_is_read_as_well() {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            Map<String, byte[]> inFolder = new TreeMap<>();
            Bag.good(3).build().forEach((path, bytes) -> inFolder.put("gói tin 3/" + path, bytes));
            Submission ended = house.through(Containers.tarGz(Containers.files(inFolder)));
            assertThat(IngestHouse.codes(ended)).isEmpty();
            assertThat(ended.state()).isEqualTo(State.ARCHIVED);
        }
    }
}
