package vn.khoso.preservation.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fixity.FixitySchedule;
import vn.khoso.preservation.fixity.coverage.jdbc.JdbcFixityCoverage;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.catalogue.AuditHours;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.oais.AipId;

class FixityWorkerTest {

    @TempDir
    private Path folder;

    private TestArchive all;

    @BeforeEach
    void start() {
        all = new TestArchive(folder.resolve("volume"), EmbeddedDatabase.fresh(), Clock.systemUTC());
        all.store(Samples.result(1));
    }

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void anAuditThatWasAskedForIsBroughtToItsEnd() {
        FixityRun run = all.archive.startAudit("account:an", Samples.ARCHIVE, 0);
        try (FixityWorker worker = worker(Optional.empty())) {
            worker.start();
            until(() -> all.archive.audit(run.id()).orElseThrow().state() == FixityRun.State.FINISHED);
        }
        assertThat(all.archive.audits(10)).hasSize(1);
    }

    @Test
    void theScheduleAsksForAnAuditWhenThereWasNone() {
        try (FixityWorker worker = worker(Optional.of(Duration.ofDays(90)))) {
            worker.start();
            until(() -> all.archive.audits(1).stream().anyMatch(run -> run.state() == FixityRun.State.FINISHED));
        }
        List<FixityRun> runs = all.archive.audits(10);
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.requestedBy()).isEqualTo("schedule");
            assertThat(run.packagesDone()).isEqualTo(1);
        });
    }

    @Test
    void theScheduleAsksAgainWhenTheLastAuditIsTooLongAgo() {
        try (FixityWorker worker = worker(Optional.of(Duration.ofMillis(1)))) {
            worker.start();
            until(() -> all.archive.audits(10).size() >= 2);
        }
    }

    /** The bad file is read first; the rest of the audit is held back by its rate, and the incident does not wait for it. */
    @Test
    void anIncidentIsKnownWhileTheAuditStillRuns() throws IOException {
        AipId aip = all.catalogue.packagesAfter(Optional.empty(), 1).getFirst().aip();
        Path file = all.onDisk(aip, "v1/content/sip/data/1.pdf");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        all.archive.store(all.compose(List.of(Samples.result(2)), 20_000_000), Samples.ARCHIVE);
        FixityRun run = all.archive.startAudit("account:an", Samples.ARCHIVE, 1);
        try (FixityWorker worker = worker(Optional.empty())) {
            worker.start();
            until(() -> !all.archive
                    .incidents(Incident.Which.ALL, Optional.empty(), 1)
                    .isEmpty());
            FixityRun now = all.archive.audit(run.id()).orElseThrow();
            assertThat(now.state()).isEqualTo(FixityRun.State.RUNNING);
        }
    }

    @Test
    void anEmptyArchiveIsNotAuditedAndTheFirstPackageMakesTheAuditDue() {
        all.close();
        all = new TestArchive(folder.resolve("empty"), EmbeddedDatabase.fresh(), Clock.systemUTC());
        // An audit of nothing by hand does not count either.
        all.archive.startAudit("account:an", Samples.ARCHIVE, 0);
        try (FixityWorker worker = worker(Optional.of(Duration.ofDays(90)))) {
            worker.start();
            until(() -> all.archive.audits(1).getFirst().state() == FixityRun.State.FINISHED);
            all.store(Samples.result(1));
            until(() -> all.archive.audits(10).size() == 2);
            until(() -> all.archive.audits(1).getFirst().state() == FixityRun.State.FINISHED);
        }
        assertThat(all.archive.audits(1).getFirst().requestedBy()).isEqualTo("schedule");
        assertThat(all.archive.audits(1).getFirst().packagesDone()).isEqualTo(1);
    }

    @Test
    void theScheduleKeepsItsHoursAndAPersonNeedNotWaitForThem() {
        LocalTime now = LocalTime.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        AuditHours others = new AuditHours(now.plusHours(6), now.plusHours(8));
        FixityRun bySchedule = all.archive.startAudit("schedule", Samples.ARCHIVE, 0);
        try (FixityWorker worker = worker(Optional.of(Duration.ofDays(90)), Optional.of(others))) {
            worker.start();
            assertThat(all.archive.cancelAudit(bySchedule.id(), Samples.ARCHIVE))
                    .isTrue();
            FixityRun byHand = all.archive.startAudit("account:an", Samples.ARCHIVE, 0);
            until(() -> all.archive.audit(byHand.id()).orElseThrow().state() == FixityRun.State.FINISHED);
        }
        assertThat(all.archive.audits(10)).hasSize(2);
        assertThat(all.archive.audit(bySchedule.id()).orElseThrow().packagesDone())
                .isZero();
    }

    private FixityWorker worker(Optional<Duration> every) {
        return worker(every, Optional.empty());
    }

    private FixityWorker worker(Optional<Duration> every, Optional<AuditHours> hours) {
        return new FixityWorker(
                all.archive,
                new JdbcFixityCoverage(all.source, Clock.systemUTC()),
                Samples.ARCHIVE,
                Clock.systemUTC(),
                new FixityWorker.Settings(
                        new FixitySchedule.Cycles(every, Map.of(), Optional.empty()),
                        0,
                        hours,
                        Duration.ofMillis(20),
                        Duration.ofMillis(20)));
    }

    private static void until(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
