package vn.khoso.preservation.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageFull;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.replication.file.FileSite;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.preservation.testing.TestArchive.Trial;
import vn.khoso.preservation.testing.WatchedStorage;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.catalogue.VolumeReport;
import vn.khoso.schemas.storage.StoragePolicy;

/** One of two volumes fails in every way that it can: the other goes on, and the receipt says what is owed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FaultyVolumesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final Map<UUID, AtomicReference<Function<NewVersion, StoredVersion>>> writers = new LinkedHashMap<>();
    private Optional<TestArchive> running = Optional.empty();

    @AfterEach
    void stop() {
        running.ifPresent(TestArchive::close);
    }

    private TestArchive archive(Trial trial) {
        TestArchive all = new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")),
                EmbeddedDatabase.fresh(),
                CLOCK,
                trial.with(this::watched));
        all.loadStarterSchedule();
        running = Optional.of(all);
        return all;
    }

    private OpenSite watched(OpenSite site) {
        AtomicReference<Function<NewVersion, StoredVersion>> writer =
                writers.computeIfAbsent(site.medium().id(), id -> new AtomicReference<>());
        writer.set(site.storage()::create);
        return new OpenSite(
                site.medium(),
                new WatchedStorage(site.storage(), version -> writer.get().apply(version)),
                site.intake(),
                site.objects(),
                site.journal());
    }

    private void when(CopySite site, Function<NewVersion, StoredVersion> writes) {
        writers.get(site.volume()).set(writes);
    }

    private static StoredVersion fails(ArchiveFault fault) {
        throw fault;
    }

    @Test
    void a_full_volume_stays_in_use_and_is_owed_the_copy() {
        TestArchive all = archive(Trial.NONE);
        when(all.site(1), version -> fails(new StorageFull("no room", new IOException("No space left on device"))));
        StorageReceipt receipt = all.store(Samples.result(1));
        assertThat(receipt.copies()).isEqualTo(1);
        assertThat(receipt.owed())
                .extracting(StorageReceipt.OwedCopy::volume)
                .containsExactly(all.site(1).volume());
        assertThat(all.site(1).inUse()).isTrue();
        assertThat(all.turn(all.site(1))).as("room again").isEqualTo(1);
    }

    @Test
    void a_volume_that_fails_is_away_until_it_was_opened_anew() {
        TestArchive all = archive(Trial.NONE);
        when(all.site(0), version -> fails(new StorageUnavailable("input/output error", new IOException("EIO"))));
        assertThat(all.store(Samples.result(1)).copies()).isEqualTo(1);
        assertThat(all.site(0).state()).isInstanceOf(SiteState.Away.class);
        when(all.site(0), version -> fails(new StorageUnavailable("not to be asked", new IOException("EIO"))));
        assertThat(all.store(Samples.result(2)).copies()).isEqualTo(1);
        assertThat(all.turn(all.site(0))).isEqualTo(2);
        assertThat(all.store(Samples.result(3)).copies()).isEqualTo(2);
    }

    @Test
    void when_all_volumes_fail_nothing_is_acknowledged_and_none_is_blamed() {
        TestArchive all = archive(Trial.NONE);
        ArchivalInformationPackage aip = all.compose(List.of(Samples.result(1)), 100);
        for (CopySite site : all.volumes.sites()) {
            when(
                    site,
                    version -> fails(new StorageUnavailable("cannot read what was staged", new IOException("gone"))));
        }
        assertThatThrownBy(() -> all.archive.store(aip, Samples.ARCHIVE)).isInstanceOf(StorageUnavailable.class);
        assertThat(all.catalogue.find(aip.id())).isEmpty();
        assertThat(all.volumes.sites()).allMatch(CopySite::inUse);
    }

    @Test
    void a_policy_that_asks_for_two_copies_before_the_receipt_gets_no_receipt_for_one() {
        TestArchive all = archive(Trial.NONE.with(new StoragePolicy(
                1,
                LocalDate.EPOCH,
                List.of(
                        new StoragePolicy.Rule(
                                "forever",
                                Set.of(),
                                Set.of(),
                                Set.of("PERMANENT", "UNCLASSIFIED"),
                                List.of("a", "b"),
                                2,
                                2,
                                Duration.ZERO),
                        new StoragePolicy.Rule(
                                "other", Set.of(), Set.of(), Set.of(), List.of("b", "a"), 1, 1, Duration.ZERO)))));
        ArchivalInformationPackage aip = all.compose(List.of(Samples.result(1)), 100);
        when(all.site(1), version -> fails(new StorageFull("no room", new IOException("No space left on device"))));
        assertThatThrownBy(() -> all.archive.store(aip, Samples.ARCHIVE)).isInstanceOf(StorageFull.class);
        assertThat(all.catalogue.find(aip.id())).isEmpty();
        assertThat(all.journal.about(aip.id().toString(), 0, 10)).isEmpty();
        all.site(1).away("pulled out");
        assertThatThrownBy(() -> all.archive.store(aip, Samples.ARCHIVE)).isInstanceOf(StorageUnavailable.class);
        all.turn(all.site(1));
        StorageReceipt receipt = all.archive.store(aip, Samples.ARCHIVE);
        assertThat(receipt.copies()).isEqualTo(2);
        assertThat(receipt.aip()).isEqualTo(aip.id());
    }

    @Test
    void a_volume_whose_flush_failed_is_read_and_never_written_or_opened_again() throws IOException {
        TestArchive all = archive(Trial.NONE);
        StorageReceipt before = all.store(Samples.result(1));
        Volume volume = (Volume) all.site(0).lastOpened().orElseThrow().medium();
        Path file = folder.resolve("a/volume.json");
        FileChannel closed = FileChannel.open(file, StandardOpenOption.READ);
        closed.close();
        assertThatThrownBy(() -> volume.files().force(file, closed)).isInstanceOf(StorageUnavailable.class);

        StorageReceipt receipt = all.store(Samples.result(2));
        assertThat(receipt.copies()).isEqualTo(1);
        assertThat(all.site(0).state()).isInstanceOf(SiteState.Fenced.class);
        assertThat(all.turn(all.site(0))).isZero();
        assertThat(all.site(0).state()).as("not tried again").isInstanceOf(SiteState.Fenced.class);
        assertThat(all.archive.volumes().getFirst().alarming(CLOCK.instant())).isTrue();
        assertThat(all.archive.volumes().getFirst().state()).isEqualTo(VolumeReport.State.FENCED);
        Optional<StoredVersion> kept = all.site(0).on(open -> open.storage().head(before.aip()));
        assertThat(kept).isPresent();
        assertThat(all.archive.content(receipt.aip())).isPresent();
    }

    @Test
    void a_volume_that_hangs_costs_no_more_than_the_deadline_and_is_not_opened_anew_while_it_hangs()
            throws InterruptedException {
        TestArchive all = archive(Trial.NONE.with(FanOut.atOnce(Duration.ofSeconds(2))));
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Function<NewVersion, StoredVersion> good =
                writers.get(all.site(1).volume()).get();
        when(all.site(1), version -> {
            await(hangs);
            StoredVersion stored = good.apply(version);
            ended.countDown();
            return stored;
        });
        StorageReceipt receipt = all.store(Samples.result(1));
        assertThat(receipt.copies()).isEqualTo(1);
        assertThat(all.site(1).state()).isInstanceOf(SiteState.Away.class);
        assertThat(all.site(1).look()).as("while it hangs").isFalse();
        hangs.countDown();
        await(ended);
        Instant most = Instant.now().plusSeconds(20);
        long made = 0;
        while (!all.site(1).inUse() && Instant.now().isBefore(most)) {
            made += all.turn(all.site(1));
            Thread.onSpinWait();
        }
        assertThat(made).as("what was late was read back and counted").isEqualTo(1);
        assertThat(all.site(1).inUse()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_empty_a_foreign_and_a_twice_mounted_volume_are_refused_in_words() throws IOException {
        TestArchive all = archive(Trial.NONE);
        all.close();
        running = Optional.empty();
        Path b = folder.resolve("b");
        Files.move(b, folder.resolve("b-elsewhere"));

        Files.createDirectory(b);
        refused("không có volume.json", "it has no volume.json");
        Files.delete(b);

        Volume.format(b, UUID.randomUUID(), CLOCK.instant());
        refused("trong khi ổ cần có là", "is expected");
        Files.move(b, folder.resolve("b-foreign"));

        Files.createSymbolicLink(b, folder.resolve("a"));
        refused("trong khi ổ cần có là " + second(), "it is volume " + TestArchive.VOLUME);
    }

    private void refused(String vi, String en) throws IOException {
        CopySite site = CopySite.open("b", second(), opening("b"), CLOCK);
        assertThat(site.state())
                .isInstanceOfSatisfying(
                        SiteState.Away.class, away -> assertThat(away.reason()).contains(vi, en));
        assertThat(Files.exists(folder.resolve("b/staging/x"))).isFalse();
    }

    private static UUID second() {
        return new UUID(TestArchive.VOLUME.getMostSignificantBits(), TestArchive.VOLUME.getLeastSignificantBits() + 1);
    }

    private OpenSite.Opening opening(String name) {
        return new FileSite(
                folder.resolve(name),
                second(),
                new Volume.Settings(0, 1),
                new vn.khoso.preservation.journal.InMemoryJournal(CLOCK),
                false);
    }

    @Test
    void one_volume_named_twice_and_one_inside_another_are_refused_in_words() {
        Volume.format(folder.resolve("b"), second(), CLOCK.instant());
        CopySite first = CopySite.open("b", second(), opening("b"), CLOCK);
        CopySite again = CopySite.open("c", second(), opening("b"), CLOCK);
        assertThat(again.state())
                .isInstanceOfSatisfying(
                        SiteState.Away.class,
                        away -> assertThat(away.reason())
                                .contains("cùng một ổ được gắn hai lần", "one volume is mounted twice"));
        assertThatThrownBy(() -> new VolumeSet(List.of(first, again)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("được gắn hai lần")
                .hasMessageContaining("mounted twice");
        Map<String, Path> nested = new LinkedHashMap<>();
        nested.put("a", folder.resolve("x"));
        nested.put("b", folder.resolve("x/y/../y"));
        assertThatThrownBy(() -> FileSite.refuseNested(nested))
                .hasMessageContaining("nằm trong ổ a")
                .hasMessageContaining("lies inside volume a");
    }

    @Test
    void without_any_volume_the_archive_does_not_start() {
        CopySite gone = CopySite.open("b", second(), opening("nowhere"), CLOCK);
        assertThatThrownBy(() -> new VolumeSet(List.of(gone)))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("không dùng được ổ lưu trữ nào")
                .hasMessageContaining("there is no such folder");
    }
}
