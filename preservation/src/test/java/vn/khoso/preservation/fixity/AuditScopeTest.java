package vn.khoso.preservation.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import vn.khoso.schemas.catalogue.AuditSample;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.VolumeTally;
import vn.khoso.schemas.oais.AipId;

/** Audits of one volume, and of a sample. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class AuditScopeTest {

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T03:00:00.123456Z"));
    private TestArchive all;

    @BeforeEach
    void start() {
        all = new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")),
                EmbeddedDatabase.fresh(),
                clock,
                TestArchive.Trial.NONE);
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

    @Test
    void an_audit_of_one_volume_reads_that_volume_alone() {
        all.store(Samples.result(1));
        long both = audit().intact();
        UUID b = all.site(1).volume();
        FixityRun asked =
                all.archive.auditor().start("tester", Samples.ARCHIVE, 0, new AuditScope(List.of(b), Optional.empty()));
        assertThat(all.archive.workOnAudit()).isTrue();
        FixityRun run = all.archive.audit(asked.id()).orElseThrow();
        assertThat(run.intact()).isEqualTo(both / 2);
        assertThat(run.volumes()).extracting(VolumeTally::volume).containsExactly(b);
        assertThat(run.scope().volumes()).containsExactly(b);
    }

    @Test
    void a_sample_reads_the_copies_it_took_and_says_what_it_would_have_found() {
        for (int n = 1; n <= 12; n++) {
            all.store(Samples.result(n));
            clock.forward(java.time.Duration.ofMinutes(1));
        }
        AuditSample sample = new AuditSample(4711, 3, 2);
        FixityRun asked = all.archive
                .auditor()
                .start("tester", Samples.ARCHIVE, 0, new AuditScope(List.of(), Optional.of(sample)));
        assertThat(all.archive.workOnAudit()).isTrue();
        FixityRun run = all.archive.audit(asked.id()).orElseThrow();
        assertThat(run.state()).isEqualTo(FixityRun.State.FINISHED);
        assertThat(run.scope().sample()).contains(sample);
        assertThat(run.volumes()).allSatisfy(tally -> assertThat(tally.copies()).isBetween(3L, 5L));
        assertThat(new AuditSample(1, 300, 0).detects()).isBetween(0.0099, 0.01);

        AipId oldest = all.catalogue.packagesAfter(Optional.empty(), 12).stream()
                .min(java.util.Comparator.comparing(vn.khoso.schemas.catalogue.PackageEntry::storedAt))
                .orElseThrow()
                .aip();
        assertThat(all.copies.copy(oldest, all.site(0).volume()).orElseThrow().verifiedAt())
                .as("the oldest part was read")
                .hasValueSatisfying(at -> assertThat(at).isAfterOrEqualTo(run.startedAt()));
    }
}
