package vn.khoso.preservation.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.oais.AipId;

/** Audits read every copy that is kept, on every volume, and only those; what they find bad is made anew from a good copy. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class AuditedCopiesTest {

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T03:00:00.123456Z"));
    private final DataSource database = EmbeddedDatabase.fresh();
    private TestArchive all;

    @BeforeEach
    void start() {
        all = new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")), database, clock, TestArchive.Trial.NONE);
        all.loadStarterSchedule();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private FixityRun audit() {
        UUID run = all.archive.startAudit("tester", Samples.ARCHIVE, 0).id();
        assertThat(all.archive.workOnAudit()).isTrue();
        return all.archive.audit(run).orElseThrow();
    }

    private List<Incident> open() {
        return all.archive.incidents(Incident.Which.OPEN, Optional.empty(), 50);
    }

    private CopyEntry.State copy(AipId aip, int volume) {
        return all.copies.copy(aip, all.site(volume).volume()).orElseThrow().state();
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void both_copies_are_read() {
        all.store(Samples.result(1));
        long one = audit().intact();
        assertThat(one).isEven().isPositive();
        all.store(Samples.result(2));
        FixityRun run = audit();
        assertThat(run.intact()).isEqualTo(2 * one);
        assertThat(run.packagesDone()).isEqualTo(2);
        assertThat(open()).isEmpty();
    }

    @Test
    void rot_on_the_second_volume_is_found_named_and_put_right_without_a_reader() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        long files = audit().intact();
        Path rotten = all.onDisk(1, aip, "v1/content/sip/data/1.pdf");
        byte[] good = Files.readAllBytes(rotten);
        flip(rotten);

        FixityRun run = audit();
        assertThat(run.altered()).isEqualTo(1);
        assertThat(run.intact()).isEqualTo(files - 1);
        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(Incident.Kind.ALTERED);
            assertThat(incident.subject()).isEqualTo("v1/content/sip/data/1.pdf @ b");
        });
        assertThat(copy(aip, 0)).isEqualTo(CopyEntry.State.KEPT);
        assertThat(copy(aip, 1)).isEqualTo(CopyEntry.State.OWED);

        assertThat(all.turn(all.site(1))).isEqualTo(1);
        assertThat(Files.readAllBytes(rotten)).isEqualTo(good);
        assertThat(copy(aip, 1)).isEqualTo(CopyEntry.State.KEPT);
        FixityRun after = audit();
        assertThat(after.intact()).isEqualTo(files);
        assertThat(after.altered()).isZero();
    }

    @Test
    void a_copy_that_is_owed_is_not_called_missing() throws IOException {
        AipId before = all.store(Samples.result(1)).aip();
        long both = audit().intact();
        Files.move(folder.resolve("a"), folder.resolve("a-pulled-out"));
        AipId meanwhile = all.store(Samples.result(2)).aip();
        assertThat(copy(meanwhile, 0)).isEqualTo(CopyEntry.State.OWED);

        FixityRun away = audit();
        assertThat(away.intact()).as("the copies on b alone").isEqualTo(both);
        assertThat(away.missing() + away.unread() + away.altered() + away.extra())
                .isZero();

        Files.move(folder.resolve("a-pulled-out"), folder.resolve("a"));
        clock.forward(java.time.Duration.ofHours(2));
        all.site(0).look();
        FixityRun back = audit();
        assertThat(back.intact()).as("and what a kept before it went").isEqualTo(both + both / 2);
        assertThat(back.missing()).isZero();
        assertThat(open()).isEmpty();
        assertThat(copy(before, 0)).isEqualTo(CopyEntry.State.KEPT);
    }

    @Test
    void when_both_copies_are_bad_both_are_named() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        flip(all.onDisk(0, aip, "v1/content/sip/data/1.pdf"));
        flip(all.onDisk(1, aip, "v1/content/sip/data/1.pdf"));
        assertThat(audit().altered()).isEqualTo(2);
        assertThat(audit().altered()).as("again, though no good copy is known").isEqualTo(2);
        assertThat(open())
                .extracting(Incident::subject)
                .containsExactlyInAnyOrder("v1/content/sip/data/1.pdf @ a", "v1/content/sip/data/1.pdf @ b");
    }
}
