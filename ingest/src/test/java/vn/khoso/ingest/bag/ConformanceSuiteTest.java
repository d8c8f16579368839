package vn.khoso.ingest.bag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.testing.Corpora;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;

/** The Library of Congress' conformance suite: the folder says the verdict. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ConformanceSuiteTest {

    /** What our profile asks beyond the RFC: a valid bag of the suite may have these, and is refused for them by us. */
    private static final Set<FindingCode> OURS = Set.of(
            FindingCode.BAG_MANIFEST_ALGORITHM_WEAK,
            FindingCode.BAG_MANIFEST_ALGORITHM_UNKNOWN,
            FindingCode.BAG_TAG_MANIFEST_MISSING,
            FindingCode.BAG_TAG_FILE_UNLISTED,
            FindingCode.BAG_PROFILE_VIOLATED,
            FindingCode.BAG_TEXT_NOT_UTF8,
            FindingCode.BAG_VERSION_UNSUPPORTED);

    /** Bags of {@code warning} that are truly wrong: two lost a file in the suite's own history, one lists a file twice. */
    private static final Set<String> WARNED_AND_WRONG = Set.of(
            "v0.97/warning/special-system-files",
            "v0.97/warning/duplicate-file-with-different-case",
            "v0.97/warning/same-filename-listed-twice-with-the-same-hash",
            "v0.97/warning/same-filename-listed-twice-with-different-normalization");

    @TempDir
    Path folder;

    @Test
    void our_verdict_is_that_of_the_suite() throws IOException {
        Path root = Corpora.unpack("bagit.zip", folder).resolve("bagit-conformance-suite");
        Map<String, String> wrong = new TreeMap<>();
        int judged = 0;
        for (Path bag : bags(root)) {
            String name = root.relativize(bag).toString();
            String expected = bag.getParent().getFileName().toString();
            List<Finding> findings = BagReader.read(FolderBag.read(bag)).findings();
            // No bag may make the archive fetch anything; of the suite's bags two do so without being wrong.
            boolean holey = name.endsWith("/valid/holey-bag");
            boolean valid = findings.stream()
                    .allMatch(
                            one -> OURS.contains(one.code()) || (holey && one.code() == FindingCode.BAG_FETCH_REFUSED));
            boolean mustBeValid =
                    expected.equals("valid") || (expected.equals("warning") && !WARNED_AND_WRONG.contains(name));
            judged++;
            if (valid != mustBeValid && !WARNED_AND_WRONG.contains(name)) {
                wrong.put(name, findings.toString());
            }
        }
        System.out.println("conformance suite: " + (judged - wrong.size()) + " of " + judged + " verdicts");
        assertThat(wrong).isEmpty();
        assertThat(judged).isGreaterThanOrEqualTo(55);
    }

    private static List<Path> bags(Path root) throws IOException {
        List<Path> bags = new ArrayList<>();
        try (Stream<Path> versions = Files.list(root)) {
            for (Path version : versions.filter(
                            one -> one.getFileName().toString().startsWith("v"))
                    .sorted()
                    .toList()) {
                try (Stream<Path> verdicts = Files.list(version)) {
                    for (Path verdict :
                            verdicts.filter(Files::isDirectory).sorted().toList()) {
                        try (Stream<Path> found = Files.list(verdict)) {
                            found.filter(Files::isDirectory).sorted().forEach(bags::add);
                        }
                    }
                }
            }
        }
        return bags;
    }
}
