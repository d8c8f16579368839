package vn.khoso.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.ingest.demo.DemoSip;
import vn.khoso.ingest.testing.IngestHouse;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.Submission.State;

/** The sample province goes through the real way in. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class DemoProvinceIngestTest {

    @TempDir
    Path folder;

    @Test
    void the_good_deposits_are_archived_and_the_others_refused_for_the_stated_reason() {
        Map<String, String> wrong = new HashMap<>();
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            List<DemoSip> sips = new DemoProvince(2026).sips().toList();
            List<Submission> handed = new ArrayList<>();
            long start = System.nanoTime();
            sips.forEach(sip -> handed.add(house.hand(sip.zip(), IngestHouse.depositor("mau", "H56"))));
            int archived = 0;
            for (int i = 0; i < sips.size(); i++) {
                Submission ended = house.end(handed.get(i));
                String reason = sips.get(i).refusal().map(Enum::name).orElse("");
                boolean right = reason.isEmpty()
                        ? ended.state() == State.ARCHIVED
                        : ended.state() == State.REFUSED
                                && IngestHouse.codes(ended).contains(reason);
                archived += ended.state() == State.ARCHIVED ? 1 : 0;
                if (!right) {
                    wrong.put(
                            sips.get(i).name() + " " + reason,
                            ended.state() + " " + ended.findings() + ended.trouble());
                }
            }
            System.out.println(
                    "demo: " + sips.size() + " deposits in " + (System.nanoTime() - start) / 1_000_000 + " ms");
            assertThat(wrong).isEmpty();
            assertThat(archived).isEqualTo(DemoProvince.GOOD);
        }
    }
}
