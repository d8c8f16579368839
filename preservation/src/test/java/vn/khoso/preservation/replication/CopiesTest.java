package vn.khoso.preservation.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.rebuild.Rebuild;
import vn.khoso.preservation.storage.file.OcflReferee;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.VolumeReport;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/** Two volumes through absence, age and damage (F-13): nothing acknowledged is lost, and what is missing is known and made good. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class CopiesTest {

    private static final PackagePath PAPER = new PackagePath("sip/data/1.pdf");

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T03:00:00.123456Z"));
    private final DataSource database = EmbeddedDatabase.fresh();
    private final List<Rebuild.Report> reports = new ArrayList<>();
    private TestArchive all;

    @BeforeEach
    void start() {
        all = twoVolumes();
        all.loadStarterSchedule();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private TestArchive twoVolumes() {
        return new TestArchive(List.of(volume("a"), volume("b")), database, clock, TestArchive.Trial.NONE);
    }

    private Path volume(String name) {
        return folder.resolve(name);
    }

    @Test
    void a_package_stands_twice_byte_for_byte_and_its_receipt_says_so() throws IOException {
        StorageReceipt receipt = all.store(Samples.result(1));
        assertThat(receipt.copies()).isEqualTo(2);
        assertThat(receipt.owed()).isEmpty();
        assertThat(tree(all.onDisk(0, receipt.aip(), "")))
                .isEqualTo(tree(all.onDisk(1, receipt.aip(), "")))
                .hasSizeGreaterThan(5);
        assertThat(all.catalogue.copies(receipt.aip()))
                .extracting(CopyEntry::state)
                .containsOnly(CopyEntry.State.KEPT);
        assertThat(all.journal
                        .after(receipt.journalIndex() - 1, 1)
                        .getFirst()
                        .event()
                        .detail()
                        .get("copies"))
                .isEqualTo(all.site(0).volume() + " kept, " + all.site(1).volume() + " kept");
        assertThat(tree(volume("a").resolve("journal")))
                .isEqualTo(tree(volume("b").resolve("journal")));
    }

    @Test
    void the_second_volume_is_away_for_an_hour_and_is_caught_up_when_it_is_back() throws IOException {
        StorageReceipt before = all.store(Samples.result(1));
        Files.move(volume("b"), volume("b-pulled-out"));

        StorageReceipt first = all.store(Samples.result(2));
        StorageReceipt second = all.store(Samples.result(3));
        UUID away = all.site(1).volume();
        Instant due = first.storedAt().plus(Duration.ofDays(1));
        for (StorageReceipt receipt : List.of(first, second)) {
            assertThat(receipt.copies()).isEqualTo(1);
            assertThat(receipt.owed()).containsExactly(new StorageReceipt.OwedCopy(away, due));
        }
        assertThat(all.site(1).state()).isInstanceOf(SiteState.Away.class);

        clock.forward(Duration.ofMinutes(4));
        assertThat(all.turn(all.site(1))).isZero();
        assertThat(all.archive.volumes()).noneMatch(volume -> volume.alarming(clock.instant()));
        clock.forward(Duration.ofMinutes(1));
        VolumeReport alarm = all.archive.volumes().get(1);
        assertThat(alarm.alarming(clock.instant())).isTrue();
        assertThat(alarm.state()).isEqualTo(VolumeReport.State.AWAY);
        assertThat(alarm.owed()).isEqualTo(2);
        assertThat(alarm.earliestDue()).contains(due);
        assertThat(alarm.reason().orElseThrow()).contains("đĩa đã gắn chưa", "is the disk mounted?");

        clock.forward(Duration.ofMinutes(55));
        StorageReceipt third = all.store(Samples.result(4));
        Files.move(volume("b-pulled-out"), volume("b"));
        assertThat(all.turn(all.site(1))).isEqualTo(3);

        for (StorageReceipt receipt : List.of(before, first, second, third)) {
            assertThat(all.catalogue.copies(receipt.aip()))
                    .hasSize(2)
                    .allMatch(copy -> copy.state() == CopyEntry.State.KEPT);
            assertThat(tree(all.onDisk(0, receipt.aip(), ""))).isEqualTo(tree(all.onDisk(1, receipt.aip(), "")));
        }
        assertThat(all.archive.volumes()).noneMatch(volume -> volume.alarming(clock.instant()));
        assertThat(events(EventType.REPLICATION))
                .containsExactly(EventOutcome.SUCCESS, EventOutcome.SUCCESS, EventOutcome.SUCCESS);
        assertThat(all.store(Samples.result(5)).copies()).isEqualTo(2);
        assertThat(tree(volume("a").resolve("journal")))
                .isEqualTo(tree(volume("b").resolve("journal")));
        OcflReferee.assertValid(volume("a"), folder.resolve("scratch"));
        OcflReferee.assertValid(volume("b"), folder.resolve("scratch"));
    }

    @Test
    void everything_that_is_known_of_copies_is_made_again_from_either_volume_alone() throws IOException {
        all.store(Samples.result(1));
        Files.move(volume("b"), volume("b-pulled-out"));
        all.store(Samples.result(2));
        Files.move(volume("b-pulled-out"), volume("b"));
        all.turn(all.site(1));
        Files.move(volume("a"), volume("a-pulled-out"));
        StorageReceipt owed = all.store(Samples.result(3));
        assertThat(owed.copies()).isEqualTo(1);
        Files.move(volume("a-pulled-out"), volume("a"));
        all.site(0).look();
        all.settling.settle(all.site(0));
        all.segments.shipPending();
        List<String> before = lines();
        assertThat(before).anyMatch(line -> line.contains("\"OWED\"")).anyMatch(line -> line.contains("\"volume\":{"));

        all = all.rebuiltFrom(1, EmbeddedDatabase.fresh(), reports);
        assertThat(lines()).isEqualTo(before);
        assertThat(reports.getLast().problems()).isEmpty();
        all.close();
        all = twoVolumes();
        all.turn(all.site(0));
        all.segments.shipPending();
        before = lines();
        all = all.rebuiltFrom(0, EmbeddedDatabase.fresh(), reports);
        assertThat(lines()).isEqualTo(before);
    }

    @Test
    void a_volume_that_comes_back_in_last_weeks_state_is_found_out_and_made_good() throws IOException {
        StorageReceipt old = all.store(Samples.result(1));
        all.close();
        copy(volume("b"), volume("b-last-week"));
        all = twoVolumes();
        List<StorageReceipt> since = List.of(all.store(Samples.result(2)), all.store(Samples.result(3)));
        all.close();
        Files.move(volume("b"), volume("b-gone"));
        Files.move(volume("b-last-week"), volume("b"));

        all = twoVolumes();
        since.forEach(receipt -> assertThat(copy(receipt.aip(), 1).state()).isEqualTo(CopyEntry.State.OWED));
        assertThat(copy(old.aip(), 1).state()).isEqualTo(CopyEntry.State.KEPT);
        since.forEach(receipt -> assertThat(read(receipt.aip())).isNotEmpty());
        assertThat(all.turn(all.site(1))).isEqualTo(2);
        since.forEach(receipt -> assertThat(copy(receipt.aip(), 1).state()).isEqualTo(CopyEntry.State.KEPT));
        assertThat(events(EventType.REPLICATION))
                .containsExactly(
                        EventOutcome.FAILURE, EventOutcome.FAILURE, EventOutcome.SUCCESS, EventOutcome.SUCCESS);
        OcflReferee.assertValid(volume("b"), folder.resolve("scratch"));
    }

    @Test
    void a_damaged_file_is_read_from_the_other_volume_told_and_put_right() throws IOException {
        ArchivalInformationPackage aip = all.compose(List.of(Samples.result(1)), 5_000);
        all.archive.store(aip, Samples.ARCHIVE);
        byte[] good = Files.readAllBytes(aip.files().getFirst().source());
        Path damaged = all.onDisk(0, aip.id(), "v1/content/sip/data/1.pdf");
        flip(damaged);

        assertThat(read(aip.id())).isEqualTo(good);
        Incident incident =
                all.archive.incidents(Incident.Which.ALL, Optional.empty(), 5).getFirst();
        assertThat(incident.kind()).isEqualTo(Incident.Kind.ALTERED);
        assertThat(incident.subject()).isEqualTo("v1/content/sip/data/1.pdf @ a");
        assertThat(copy(aip.id(), 0).state()).isEqualTo(CopyEntry.State.OWED);
        assertThat(read(aip.id())).isEqualTo(good);
        assertThat(all.archive.incidents(Incident.Which.ALL, Optional.empty(), 5))
                .hasSize(1);

        assertThat(all.turn(all.site(0))).isEqualTo(1);
        assertThat(Files.readAllBytes(damaged)).isEqualTo(good);
        assertThat(copy(aip.id(), 0).state()).isEqualTo(CopyEntry.State.KEPT);
        try (Stream<Path> aside = Files.list(volume("a").resolve("quarantine"))) {
            assertThat(aside).hasSize(1);
        }
        OcflReferee.assertValid(volume("a"), folder.resolve("scratch"));
    }

    @Test
    void of_a_large_damaged_file_no_wrong_byte_counts_as_read_and_the_next_reader_gets_the_other_copy()
            throws IOException {
        ArchivalInformationPackage aip = all.compose(List.of(Samples.result(1)), 3 * ReadAhead.LIMIT);
        all.archive.store(aip, Samples.ARCHIVE);
        Path damaged = all.onDisk(0, aip.id(), "v1/content/sip/data/1.pdf");
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length - 9] ^= 1;
        Files.write(damaged, bytes);
        assertThatThrownBy(() -> read(aip.id())).isInstanceOf(ContentAltered.class);
        assertThat(read(aip.id()))
                .isEqualTo(Files.readAllBytes(aip.files().getFirst().source()));
        assertThat(all.turn(all.site(0))).isEqualTo(1);
        assertThat(Files.readAllBytes(damaged)).isEqualTo(read(aip.id()));
    }

    @Test
    void a_missing_file_and_a_part_of_a_file_come_from_the_other_volume_too() throws IOException {
        StorageReceipt receipt = all.store(Samples.result(1));
        byte[] good = read(receipt.aip());
        Files.delete(all.onDisk(0, receipt.aip(), "v1/content/sip/data/1.pdf"));
        try (InputStream part = all.archive.openRange(receipt.aip(), PAPER, 10, 5)) {
            assertThat(part.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(good, 10, 15));
        }
        assertThat(all.archive.incidents(Incident.Which.ALL, Optional.empty(), 5))
                .extracting(Incident::kind)
                .containsExactly(Incident.Kind.MISSING);
        flip(all.onDisk(1, receipt.aip(), "v1/content/sip/data/1.pdf"));
        assertThatThrownBy(() -> read(receipt.aip())).as("both are bad").isInstanceOf(ContentAltered.class);
    }

    @Test
    void an_archive_of_one_volume_is_given_a_second_without_loss() throws IOException {
        all.close();
        DataSource other = EmbeddedDatabase.fresh();
        all = new TestArchive(List.of(volume("one")), other, clock, TestArchive.Trial.NONE);
        all.loadStarterSchedule();
        List<AipId> kept =
                Stream.of(1, 2, 3).map(n -> all.store(Samples.result(n)).aip()).toList();
        all.close();
        all = new TestArchive(List.of(volume("one"), volume("two")), other, clock, TestArchive.Trial.NONE);
        assertThat(all.archive.volumes().get(1).owed()).isEqualTo(3);
        AtomicInteger left = new AtomicInteger(2);
        assertThat(all.catchUp.work(all.site(1), () -> left.getAndDecrement() > 0))
                .as("stopped after two")
                .isEqualTo(2);
        all.close();
        all = new TestArchive(List.of(volume("one"), volume("two")), other, clock, TestArchive.Trial.NONE);
        assertThat(all.turn(all.site(1))).as("goes on with the third").isEqualTo(1);
        for (AipId aip : kept) {
            assertThat(tree(all.onDisk(0, aip, ""))).isEqualTo(tree(all.onDisk(1, aip, "")));
        }
        all.segments.shipPending();
        List<String> before = lines();
        all = all.rebuiltFrom(1, EmbeddedDatabase.fresh(), reports);
        assertThat(lines()).isEqualTo(before);
    }

    @Test
    void a_package_that_was_never_acknowledged_makes_room_for_the_one_that_was() throws IOException {
        ArchivalInformationPackage lost = all.compose(List.of(Samples.result(1)), 100);
        all.site(1)
                .on(open -> open.storage()
                        .create(new vn.khoso.preservation.storage.NewVersion(
                                lost.id(),
                                lost.composedAt().minusSeconds(9),
                                "another try",
                                Samples.ARCHIVE,
                                lost.files().subList(0, 1))));
        StorageReceipt receipt = all.archive.store(lost, Samples.ARCHIVE);
        assertThat(receipt.copies()).isEqualTo(1);
        assertThat(all.turn(all.site(1))).isEqualTo(1);
        assertThat(tree(all.onDisk(0, lost.id(), ""))).isEqualTo(tree(all.onDisk(1, lost.id(), "")));
    }

    private CopyEntry copy(AipId aip, int volume) {
        return all.copies.copy(aip, all.site(volume).volume()).orElseThrow();
    }

    private byte[] read(AipId aip) {
        PackagePath paper = all.archive.content(aip).orElseThrow().files().stream()
                .map(vn.khoso.schemas.aip.StoredFile::path)
                .filter(path -> path.value().startsWith("sip/data/"))
                .findFirst()
                .orElseThrow();
        try (InputStream stream = all.archive.open(aip, paper)) {
            return stream.readAllBytes();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private List<EventOutcome> events(EventType type) {
        return all.journal.after(0, 1_000).stream()
                .filter(entry -> entry.event().type() == type)
                .map(entry -> entry.event().outcome())
                .toList();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        all.export().lines(lines::add);
        return lines;
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    /** Every file below a folder with its bytes. */
    private static List<String> tree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.add(root.relativize(file) + " "
                        + java.util.Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
            return lines;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
