package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.ingest.demo.DemoSip;

/** What people see, and do, when the machine under the archive fails: volumes pulled out, database stopped, bytes turned. */
final class BadDays {

    private final Person person;
    private final Page page;
    private final Path data;

    /** @param data data folder of the server */
    BadDays(Person person, Path data) {
        this.person = person;
        this.page = person.page();
        this.data = data;
    }

    void come() throws Exception {
        noVolumeForAWhile();
        noDatabaseForAWhile();
        noGoodCopy();
    }

    /** A package is parked, and goes on when an archivist says so. */
    private void noVolumeForAWhile() throws IOException {
        DemoSip sip = new DemoProvince(8)
                .sips()
                .filter(one -> one.refusal().isEmpty())
                .findFirst()
                .orElseThrow();
        Path volumes = data.resolve("volumes");
        Path elsewhere = data.resolve("pulled-out");
        person.signIn("nop.ho.so", LivePagesIT.PASSWORD).open("/ingest/new");
        Files.move(volumes, elsewhere);
        String parked;
        try {
            person.choose("cho.zip", sip.zip()).press("Nộp gói tin").reloadUntil(".note.hold");
            parked = page.url();
            person.look("submission-parked");
            assertThat(page.locator("form[action$='/resume']").count())
                    .as("a depositor cannot resume it")
                    .isZero();
        } finally {
            Files.move(elsewhere, volumes);
        }
        person.signOut().signIn("luu.tru", LivePagesIT.PASSWORD).open("/ingest?state=PARKED");
        page.locator("main table a").first().click();
        assertThat(page.url()).isEqualTo(parked);
        person.look("submission-parked-archivist")
                .press("Cho gói tin chạy tiếp")
                .reloadUntil("#receipt")
                .signOut();
    }

    private void noDatabaseForAWhile() throws Exception {
        DatabaseProcess database = new DatabaseProcess(data);
        person.signIn("bao.quan", LivePagesIT.PASSWORD).open("/fixity");
        String heading = person.heading();
        database.stop();
        try {
            person.refused(503, () -> person.open("/fixity")).look("problem-503");
            assertThat(person.text()).contains("DATABASE_UNAVAILABLE", "GET /fixity");
            assertThat(page.content())
                    .as("nothing of the inside of the house")
                    .doesNotContain("PSQL", "jdbc", "Exception", "vn.khoso");
        } finally {
            database.start();
        }
        assertThat(person.open("/fixity").heading()).as("signed in as before").isEqualTo(heading);
        person.signOut();
    }

    /** Both copies of one file are not what was promised: it is given to nobody, and the reader is told so on a page. */
    private void noGoodCopy() throws IOException {
        person.signIn("luu.tru", LivePagesIT.PASSWORD).open("/search");
        page.locator("section .plainlist a").first().click();
        String digest = page.locator("main table.stack code").first().innerText();
        String download = page.locator("main table.stack a").first().getAttribute("href");
        List<Path> copies = copiesOf(digest);
        assertThat(copies).hasSize(2);
        for (Path copy : copies) {
            turn(copy);
        }
        person.refused(500, () -> person.open(download)).look("problem-500");
        assertThat(person.text()).contains("CONTENT_ALTERED", "GET " + download);
        person.signOut();
    }

    private List<Path> copiesOf(String sha256) throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("volumes"))) {
            return all.filter(path -> path.toString().contains("/ocfl/")
                            && path.toString().endsWith(".pdf"))
                    .filter(path -> sha256.equals(LauncherIT.sha256(read(path))))
                    .toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void turn(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.write(file, bytes);
    }
}
