package vn.khoso.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.testing.Bag;
import vn.khoso.ingest.testing.IngestHouse;
import vn.khoso.preservation.testing.Corpora;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.Submission.State;

/** Real signed papers of Vietnamese state bodies go in and lie in storage byte for byte. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SignedPdfTest {

    @TempDir
    Path folder;

    @Test
    void a_real_signed_pdf_is_archived_unchanged() throws Exception {
        Path corpus = Corpora.unpack("signature.zip", folder.resolve("corpus"));
        List<Path> papers;
        try (Stream<Path> all = Files.walk(corpus)) {
            papers = all.filter(path ->
                            path.toString().contains("/vn-") && path.toString().endsWith(".pdf"))
                    .sorted()
                    .toList();
        }
        assertThat(papers).isNotEmpty();
        try (IngestHouse house =
                IngestHouse.in(Files.createDirectories(folder.resolve("house"))).started()) {
            int n = 1;
            for (Path paper : papers) {
                byte[] bytes = Files.readAllBytes(paper);
                String path = "data/van-ban-" + n + ".pdf";
                Submission ended = house.through(Bag.empty()
                        .file(path, bytes)
                        .record(Bag.record(n, path))
                        .zip());
                assertThat(ended.state())
                        .as("%s: %s", paper.getFileName(), ended.findings())
                        .isEqualTo(State.ARCHIVED);
                try (InputStream in = house.archive.open(ended.aip(), new PackagePath("sip/" + path))) {
                    assertThat(in.readAllBytes()).isEqualTo(bytes);
                }
                n++;
            }
            System.out.println("signed papers archived byte for byte: " + papers.size());
        }
    }
}
