package vn.khoso.ingest.bag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.bag.SecondJudge.Opinion;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.ingest.testing.Bag;
import vn.khoso.ingest.testing.FindingFixtures;
import vn.khoso.ingest.testing.Unpacked;
import vn.khoso.preservation.isolation.StaticAnswerTask;
import vn.khoso.preservation.isolation.WorkerAnswer;
import vn.khoso.preservation.isolation.WorkerPool;
import vn.khoso.preservation.isolation.WorkerSettings;
import vn.khoso.schemas.finding.FindingCode;

/** bagit-java and we agree, or the reason is written down. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecondJudgeTest {

    private Path folder;
    private WorkerPool pool;
    private SecondJudge judge;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        pool = new WorkerPool(WorkerSettings.standard(
                        System.getProperty("java.class.path"),
                        folder.resolve("workers"),
                        StaticAnswerTask.class,
                        List.of(BagitJava.class.getName(), "answer"))
                .withSize(1)
                .withPatience(Duration.ofSeconds(10)));
        judge = new BagitJavaJudge((file, question) -> switch (pool.ask(file, question)) {
            case WorkerAnswer.Answered answered -> Optional.of(answered.body());
            case WorkerAnswer.GaveUp gaveUp -> Optional.empty();
        });
    }

    @AfterAll
    void stop() {
        pool.close();
    }

    @Test
    void a_good_bag_is_valid_to_both() throws IOException {
        List<UnpackedFile> files = Unpacked.files(Bag.good(1).build(), folder.resolve("good"));
        assertThat(BagReader.read(files).findings()).isEmpty();
        assertThat(judge.judge(files, Files.createDirectories(folder.resolve("laid")))
                        .kind())
                .isEqualTo(Opinion.Kind.VALID);
    }

    @Test
    void every_disagreement_over_the_fixtures_is_a_known_defect() throws IOException {
        Map<FindingCode, String> unexplained = new TreeMap<>();
        for (FindingCode code : FindingCode.values()) {
            if (code.name().startsWith("BAG_")) {
                Path place = Files.createDirectories(folder.resolve(code.name()));
                List<UnpackedFile> files =
                        Unpacked.zip(FindingFixtures.of(code, 1).container(), place);
                Opinion theirs = judge.judge(files, Files.createDirectories(place.resolve("laid")));
                BagReader.Reading ours = BagReader.read(files);
                if (KnownDefect.compare(ours.findings(), theirs, true) instanceof KnownDefect.Comparison.Unexplained) {
                    unexplained.put(code, theirs + " " + ours.findings());
                }
            }
        }
        assertThat(unexplained).isEmpty();
    }

    @Test
    void an_opinion_costs_little() throws IOException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            List<UnpackedFile> files = Unpacked.files(Bag.good(i).build(), folder.resolve("cost" + i));
            Path laid = Files.createDirectories(folder.resolve("cost-laid" + i));
            long start = System.nanoTime();
            assertThat(judge.judge(files, laid).kind()).isEqualTo(Opinion.Kind.VALID);
            times.add((System.nanoTime() - start) / 1000);
        }
        times.sort(null);
        System.out.println("second judge: median " + times.get(times.size() / 2) + " us a small bag");
    }
}
