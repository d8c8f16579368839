package vn.khoso.preservation.format.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.isolation.WorkerPool;
import vn.khoso.schemas.format.Characterisation.Verdict;
import vn.khoso.schemas.oais.PackagePath;

/** Sound files with some bytes changed, by a seed: each gets a verdict, and nothing comes out of the workers. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class MutantsTest {

    @TempDir
    Path folder;

    @Test
    void every_mutant_gets_a_verdict() throws IOException {
        judge(150, 1);
    }

    @Test
    @Tag("nightly")
    void every_one_of_ten_thousand_mutants_gets_a_verdict() throws IOException {
        judge(10_000, 2);
    }

    private void judge(int mutants, long seed) throws IOException {
        Map<String, byte[]> sound = Map.of(
                "a.pdf", Samples.pdf(2),
                "b.png", Samples.image("png"),
                "c.jpg", Samples.image("jpg"),
                "d.tif", Samples.tiff(2),
                "e.xml",
                        Samples.utf8(
                                "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b 'c'>]>\n<a x='1'><b>&b;</b><![CDATA[d]]></a>"));
        List<String> names = sound.keySet().stream().sorted().toList();
        Random random = new Random(seed);
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        try (WorkerPool pool = new WorkerPool(IsolatedFormatTools.settings(
                                System.getProperty("java.class.path"), folder.resolve("workers"), Optional.empty())
                        .withPatience(Duration.ofSeconds(5)));
                IsolatedFormatTools tools = new IsolatedFormatTools(pool)) {
            Path file = folder.resolve("content");
            for (int i = 0; i < mutants; i++) {
                String name = names.get(i % names.size());
                Files.write(file, mutant(sound.get(name), random));
                verdicts.merge(
                        tools.characterise(file, new PackagePath("data/" + name))
                                .verdict(),
                        1,
                        Integer::sum);
            }
            assertThat(pool.processIds()).hasSizeLessThanOrEqualTo(5);
            Files.write(file, Samples.pdf(1));
            assertThat(tools.characterise(file, new PackagePath("data/a.pdf")).verdict())
                    .isEqualTo(Verdict.VALID);
        }
        System.out.println(mutants + " mutants: " + verdicts);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("content", "workers");
        }
    }

    private static byte[] mutant(byte[] sound, Random random) {
        byte[] changed = sound.clone();
        for (int hits = 1 + random.nextInt(8); hits > 0; hits--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(5) == 0 ? Arrays.copyOf(changed, 1 + random.nextInt(changed.length)) : changed;
    }
}
