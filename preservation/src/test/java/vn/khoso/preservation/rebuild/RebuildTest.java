package vn.khoso.preservation.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.rebuild.jdbc.JdbcEmptyArchive;
import vn.khoso.preservation.retention.ScheduleChange;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Results;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionRule;
import vn.khoso.schemas.tthc.AdministrativeResult;

class RebuildTest {

    @TempDir
    private Path folder;

    private TestArchive all;
    private final List<Rebuild.Report> reports = new ArrayList<>();
    private final Samples samples = new Samples(21);

    @BeforeEach
    void start() {
        all = new TestArchive(folder.resolve("volume"), EmbeddedDatabase.fresh(), Clock.systemUTC());
        all.loadStarterSchedule();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void aFullLifeIsMadeAgainEqualAndTwiceGivesTheSame() throws IOException {
        List<StorageReceipt> kept = new ArrayList<>();
        kept.add(all.store(Samples.result(1), Samples.result(2), Samples.result(3)));
        kept.add(all.store(rule("VN-LAND-07", 4)));
        change(new RetentionRule(
                "VN-LAND-07",
                2,
                "Sổ đo",
                "Field books",
                RetentionRule.Trigger.CASE_CLOSED,
                new RetentionPeriod.Years(50),
                "03",
                RetentionRule.Action.DESTROY_REVIEW,
                "QĐ 1",
                LocalDate.of(1900, 1, 1),
                Optional.empty(),
                Optional.of("account:an"),
                true));
        kept.add(all.store(rule("VN-LAND-07", 5)));
        all.archive.withdraw(
                all.catalogue.recordsOf(kept.getFirst().aip()).get(1).id(), Samples.ARCHIVE, "gửi nhầm");
        kept.add(all.store(Samples.result(6)));
        Path broken = all.onDisk(kept.get(3).aip(), "v1/content/sip/data/6.pdf");
        byte[] bytes = Files.readAllBytes(broken);
        bytes[5] ^= 1;
        Files.write(broken, bytes);
        UUID run = all.archive.startAudit("account:an", Samples.ARCHIVE, 0).id();
        all.archive.workOnAudit();
        all.archive.closeIncident(
                all.archive
                        .incidents(Incident.Which.ALL, Optional.empty(), 1)
                        .getFirst()
                        .id(),
                Samples.ARCHIVE,
                new Incident.Account("a test", "seen", "as before"));

        List<String> before = lines();
        assertThat(before).anyMatch(line -> line.contains("\"visible\":false"));
        all = all.rebuiltIn(EmbeddedDatabase.fresh(), reports);
        assertThat(lines()).isEqualTo(before);
        assertThat(all.archive.audit(run).orElseThrow().state()).isEqualTo(FixityRun.State.FINISHED);
        String digest = all.export().digest().hex();
        all = all.rebuiltIn(EmbeddedDatabase.fresh(), reports);
        assertThat(all.export().digest().hex()).isEqualTo(digest);
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.packages()).isEqualTo(4);
            assertThat(report.adopted()).isEmpty();
            assertThat(report.problems()).isEmpty();
        });
    }

    @Test
    void theRebuiltArchiveGoesOnWithTheNextIndexAndSequence() {
        all.store(Samples.result(1));
        long index = all.journal.last().orElseThrow().index();
        all = all.rebuiltIn(EmbeddedDatabase.fresh(), reports);
        StorageReceipt next = all.store(Samples.result(2));
        assertThat(all.journal.after(index, 10).getFirst().index()).isEqualTo(index + 1);
        assertThat(all.catalogue.recordsOf(next.aip()))
                .extracting(RecordEntry::sequence)
                .containsExactly(2L);
        assertThat(all.segments.shipped()).isEqualTo(next.journalIndex());
    }

    @Test
    void aPackageThatNoEntryNamesIsTakenInWithAnEventOfItsRecovery() {
        all.store(Samples.result(1));
        ArchivalInformationPackage lost = all.compose(List.of(Samples.result(2)), 50);
        all.storage.create(new NewVersion(lost.id(), lost.composedAt(), "ingest", Samples.ARCHIVE, lost.files()));
        all = all.rebuiltIn(EmbeddedDatabase.fresh(), reports);
        assertThat(reports.getFirst().adopted()).containsExactly(lost.id());
        assertThat(all.catalogue.recordsOf(lost.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.result()).isEqualTo(Samples.result(2)));
        assertThat(all.journal.last().orElseThrow().event().type()).isEqualTo(EventType.RECOVERY);
        String digest = all.export().digest().hex();
        all = all.rebuiltIn(EmbeddedDatabase.fresh(), reports);
        assertThat(reports.getLast().adopted()).isEmpty();
        assertThat(all.export().digest().hex()).isEqualTo(digest);
    }

    @Test
    void withoutAnyJournalEveryPackageIsTakenIn() throws IOException {
        all.store(Samples.result(1));
        all.store(Samples.result(2));
        all.close();
        try (var segments = Files.list(folder.resolve("volume/journal"))) {
            for (Path segment : segments.toList()) {
                Files.delete(segment);
            }
        }
        all = all.rebuiltIn(EmbeddedDatabase.fresh(), reports);
        assertThat(reports.getFirst().adopted()).hasSize(2);
        assertThat(all.catalogue.packageCount()).isEqualTo(2);
    }

    @Test
    void aPackageThatCannotBeDescribedIsReportedAndTheOthersKeepTheirPlaces() throws IOException {
        StorageReceipt damaged = all.store(Samples.result(1), Samples.result(2));
        StorageReceipt sound = all.store(Samples.result(3));
        Path description = all.onDisk(damaged.aip(), "v1/content/metadata/aip.json");
        Files.writeString(description, Files.readString(description).replace("Bình An", "Bình Am"));
        all = all.rebuiltIn(EmbeddedDatabase.fresh(), reports);
        assertThat(reports.getFirst().problems())
                .singleElement()
                .asString()
                .contains(damaged.aip().toString());
        assertThat(all.catalogue.find(damaged.aip())).isEmpty();
        assertThat(all.catalogue.recordsOf(sound.aip()))
                .extracting(RecordEntry::sequence)
                .containsExactly(3L);
    }

    @Test
    void aDatabaseThatHoldsSomethingIsNotTouched() {
        all.store(Samples.result(1));
        Rebuild rebuild = new Rebuild(
                all.storage, new JdbcEmptyArchive(all.source, all.clock), all.catalogue, all.events, Samples.ARCHIVE);
        String digest = all.export().digest().hex();
        assertThatThrownBy(() -> rebuild.run(all.segments.entries())).isInstanceOf(IllegalStateException.class);
        assertThat(all.export().digest().hex()).isEqualTo(digest);
    }

    @Test
    void manyPackagesAreMadeAgainEqual() {
        int packages = Integer.getInteger("khoso.rebuild.packages", 100);
        IntStream.range(0, packages)
                .forEach(n -> all.archive.store(all.compose(List.of(Samples.result(n)), 300), Samples.ARCHIVE));
        String digest = all.export().digest().hex();
        long before = System.nanoTime();
        all = all.rebuiltIn(EmbeddedDatabase.fresh(), reports);
        double seconds = (System.nanoTime() - before) / 1e9;
        System.out.printf(
                "rebuild: %d packages in %.1f s, %.2f ms each%n", packages, seconds, 1e3 * seconds / packages);
        assertThat(all.export().digest().hex()).isEqualTo(digest);
        assertThat(reports.getFirst().packages()).isEqualTo(packages);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        all.export().lines(lines::add);
        return lines;
    }

    private void change(RetentionRule rule) {
        all.segments.shipUpTo(all.schedule
                .change(List.of(new ScheduleChange.AddRule(
                        rule, samples.event(EventType.RETENTION_RULE_CHANGE, Instant.now()))))
                .getLast()
                .index());
    }

    private static AdministrativeResult rule(String code, int n) {
        return Results.of(Samples.result(n)).retentionCode(Optional.of(code)).build();
    }
}
