package vn.khoso.preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Results;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.tthc.AdministrativeResult;

class ArchiveTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.123456789Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private TestArchive all;

    @BeforeEach
    void start() {
        all = new TestArchive(folder.resolve("volume"), EmbeddedDatabase.fresh(), CLOCK);
        all.loadStarterSchedule();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void theReceiptTheRowAndTheEventNameTheSameInstant() {
        StorageReceipt receipt = all.store(Samples.result(1));
        PackageEntry row = all.catalogue.find(receipt.aip()).orElseThrow();
        JournalEntry entry = all.journal.after(receipt.journalIndex() - 1, 1).getFirst();
        assertThat(entry.event().type()).isEqualTo(EventType.INGESTION);
        assertThat(receipt.storedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
        assertThat(row.storedAt()).isEqualTo(receipt.storedAt());
        assertThat(entry.event().at()).isEqualTo(receipt.storedAt());
        assertThat(row.rootDigest()).isEqualTo(receipt.rootDigest());
    }

    @Test
    void theEventOfAReceiptIsOnStorage() {
        assertThat(all.segments.shipped())
                .isLessThan(all.store(Samples.result(1)).journalIndex() + 1);
        assertThat(all.segments.shipped())
                .isEqualTo(all.journal.last().orElseThrow().index());
    }

    @Test
    void storingAgainGivesTheSameReceiptAndKeepsNothingTwice() {
        ArchivalInformationPackage aip = all.compose(List.of(Samples.result(1), Samples.result(2)), 100);
        StorageReceipt first = all.archive.store(aip, Samples.ARCHIVE);
        long entries = all.journal.last().orElseThrow().index();
        assertThat(all.archive.store(aip, Samples.ARCHIVE)).isEqualTo(first);
        assertThat(all.journal.last().orElseThrow().index()).isEqualTo(entries);
    }

    @Test
    void whatGoesInComesOut() throws IOException {
        ArchivalInformationPackage aip = all.compose(List.of(Samples.result(1)), 5_000);
        all.archive.store(aip, Samples.ARCHIVE);
        try (InputStream stream = all.archive.open(aip.id(), new PackagePath("sip/data/1.pdf"))) {
            assertThat(stream.readAllBytes())
                    .isEqualTo(Files.readAllBytes(aip.files().getFirst().source()));
        }
    }

    @Test
    void everyPackageIsGivenItsDueDate() {
        AdministrativeResult result = Results.any()
                .retentionCode(Optional.of("VN-LAND-07"))
                .completedDate(Optional.of(LocalDate.of(2024, 3, 5)))
                .build();
        StorageReceipt receipt = all.store(result);
        assertThat(all.catalogue.find(receipt.aip()).orElseThrow().retention().due())
                .contains(LocalDate.of(2044, 12, 31));
        assertThat(all.catalogue.recordsOf(receipt.aip()).getFirst().retention().ruleCode())
                .contains("VN-LAND-07");
    }

    @Test
    void aWithdrawalIsADecisionThatStorageKnowsOf() {
        RecordId record = all.catalogue
                .recordsOf(all.store(Samples.result(1)).aip())
                .getFirst()
                .id();
        JournalEntry entry =
                all.archive.withdraw(record, Samples.ARCHIVE, "gửi nhầm").orElseThrow();
        assertThat(all.catalogue.record(record).orElseThrow().visible()).isFalse();
        assertThat(all.segments.shipped()).isEqualTo(entry.index());
        assertThat(entry.event().detail()).containsEntry("reason", "gửi nhầm");
        assertThat(all.archive.withdraw(record, Samples.ARCHIVE, "lần nữa")).isEmpty();
    }
}
