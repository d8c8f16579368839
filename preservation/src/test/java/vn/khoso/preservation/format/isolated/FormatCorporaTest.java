package vn.khoso.preservation.format.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.isolation.WorkerPool;
import vn.khoso.preservation.testing.Corpora;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.format.Characterisation.Verdict;
import vn.khoso.schemas.oais.PackagePath;

/** Files of others: PRONOM's skeletons, JHOVE's examples, real signed PDFs, and what attacks parsers. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FormatCorporaTest {

    /** As {@code fmt-101-signature-id-34.xml} or {@code x-fmt-4-signature-id-5.doc}: the PRONOM identifier it was made for. */
    private static final Pattern SKELETON = Pattern.compile("(x-fmt|fmt)-(\\d+)-signature-id-.*");

    /** Measured: the shipped signatures (2021) are older than many skeletons. */
    private static final int SKELETONS_RIGHT_V100 = 563;

    /** Measured, of 743. */
    private static final int SKELETONS_RIGHT_V122 = 742;

    @TempDir
    Path folder;

    private record Said(Path file, Characterisation characterisation) {}

    @Test
    void skeletons_are_identified_as_the_format_they_were_made_for() throws IOException {
        Path corpus = Corpora.unpack("droid-skeletons.zip", folder.resolve("corpus"));
        int all = 0;
        int right = 0;
        for (Said said : ask(corpus, Optional.empty())) {
            Matcher name = SKELETON.matcher(said.file().getFileName().toString());
            if (name.matches()) {
                all++;
                String wanted = name.group(1) + "/" + name.group(2);
                right += said.characterisation().format().puid().equals(Optional.of(wanted)) ? 1 : 0;
            }
        }
        System.out.println("PRONOM skeletons with signatures V100: " + right + " of " + all + " right");
        assertThat(all).isGreaterThan(700);
        assertThat(right).isGreaterThanOrEqualTo(SKELETONS_RIGHT_V100);
    }

    @Test
    void a_newer_signature_file_takes_the_place_of_the_shipped_one() throws IOException {
        Path signatures = Corpora.unpack("format.zip", folder.resolve("format")).resolve("droid/V122.xml");
        Path corpus = Corpora.unpack("droid-skeletons.zip", folder.resolve("corpus"));
        int right = 0;
        int all = 0;
        for (Said said : ask(corpus, Optional.of(signatures))) {
            Matcher name = SKELETON.matcher(said.file().getFileName().toString());
            if (name.matches()) {
                all++;
                String wanted = name.group(1) + "/" + name.group(2);
                right += said.characterisation().format().puid().equals(Optional.of(wanted)) ? 1 : 0;
                assertThat(said.characterisation().tools()).first().asString().endsWith("PRONOM V122");
            }
        }
        System.out.println("PRONOM skeletons with signatures V122: " + right + " of " + all + " right");
        assertThat(right).isGreaterThanOrEqualTo(SKELETONS_RIGHT_V122);
    }

    @Test
    void real_signed_PDFs_of_Vietnamese_state_bodies_are_not_refused() throws IOException {
        Path corpus = Corpora.unpack("signature.zip", folder.resolve("corpus"));
        List<Said> signed = ask(corpus, Optional.empty()).stream()
                .filter(said -> corpus.relativize(said.file()).toString().startsWith("vn-"))
                .toList();
        assertThat(signed).isNotEmpty().allSatisfy(said -> {
            assertThat(said.characterisation().verdict()).isIn(Verdict.VALID, Verdict.WELL_FORMED);
            assertThat(said.characterisation().format().mediaType()).isEqualTo("application/pdf");
            assertThat(said.characterisation().properties()).containsKey("pages");
        });
        System.out.println("signed Vietnamese PDFs: " + signed.size() + ", of these valid "
                + signed.stream()
                        .filter(said -> said.characterisation().verdict() == Verdict.VALID)
                        .count());
    }

    @Test
    void no_example_of_format_tools_brings_a_worker_to_silence() throws IOException {
        Path corpus = Corpora.unpack("format.zip", folder.resolve("corpus"));
        List<Said> all = ask(corpus, Optional.empty());
        System.out.println("format examples: " + all.size() + " files, " + verdicts(all));
        assertThat(all).allSatisfy(said -> assertThat(codes(said)).doesNotContain(FindingCode.FORMAT_UNDETERMINED));
        assertThat(all)
                .filteredOn(said -> said.file().toString().endsWith(".pdf")
                        && said.file().toString().contains("-pass-"))
                .isNotEmpty()
                .allSatisfy(
                        said -> assertThat(said.characterisation().verdict()).isIn(Verdict.VALID, Verdict.WELL_FORMED));
    }

    @Test
    void hostile_files_harm_nothing_outside_their_worker() throws IOException {
        Path corpus = Corpora.unpack("security.zip", folder.resolve("corpus"));
        List<Said> all = ask(corpus, Optional.empty());
        System.out.println("hostile files: " + all.size() + ", " + verdicts(all));
        assertThat(all).hasSizeGreaterThan(20);
        assertThat(all.toString()).doesNotContain("root:x:0:0");
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(path -> !path.startsWith(corpus)
                            && !path.equals(folder)
                            && !path.equals(folder.resolve("workers"))))
                    .as("files outside the corpus")
                    .isEmpty();
        }
    }

    private List<Said> ask(Path corpus, Optional<Path> signatures) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(corpus)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        List<Said> all = new ArrayList<>();
        try (IsolatedFormatTools tools = new IsolatedFormatTools(new WorkerPool(IsolatedFormatTools.settings(
                        System.getProperty("java.class.path"), folder.resolve("workers"), signatures)
                .withPatience(Duration.ofSeconds(10))))) {
            for (Path file : files) {
                PackagePath name = new PackagePath("data/" + file.getFileName());
                all.add(new Said(file, tools.characterise(file, name)));
            }
            Path sound = Files.write(corpus.resolve("sound.pdf"), Samples.pdf(1));
            assertThat(tools.characterise(sound, new PackagePath("sound.pdf")).verdict())
                    .as("the pool answers on")
                    .isEqualTo(Verdict.VALID);
        }
        return all;
    }

    private static List<FindingCode> codes(Said said) {
        return said.characterisation().findings().stream().map(Finding::code).toList();
    }

    private static Map<Verdict, Integer> verdicts(List<Said> all) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        all.forEach(said -> counts.merge(said.characterisation().verdict(), 1, Integer::sum));
        return counts;
    }
}
