package vn.khoso.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.testing.Bag;
import vn.khoso.ingest.testing.Containers;
import vn.khoso.ingest.testing.IngestHouse;
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
