package vn.khoso.preservation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.backup.file.BackupMedium;
import vn.khoso.preservation.backup.file.LayDown;
import vn.khoso.preservation.backup.file.Minutes;
import vn.khoso.preservation.backup.file.SetChain;
import vn.khoso.preservation.backup.file.TakeBackup;
import vn.khoso.preservation.backup.jdbc.JdbcSnapshot;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.rebuild.Rebuild;
import vn.khoso.preservation.replication.CopyComplaints;
import vn.khoso.preservation.replication.CopyEvents;
import vn.khoso.preservation.replication.OpenSite;
import vn.khoso.preservation.replication.ReplicatedCheckpoints;
import vn.khoso.preservation.replication.file.FileSite;
import vn.khoso.preservation.storage.file.OcflReferee;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.catalogue.Incident;

/** The drill of TT05, 27: taken while the archive works, laid down in an empty place, compared. */
class BackupDrillTest {

    @TempDir
    private Path folder;

    private TestArchive all;
    private BackupMedium medium;

    @BeforeEach
    void start() throws IOException {
        all = new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")),
                EmbeddedDatabase.fresh(),
                Clock.systemUTC(),
                TestArchive.Trial.NONE);
        all.loadStarterSchedule();
        medium = BackupMedium.format(
                Files.createDirectory(folder.resolve("medium")), UUID.randomUUID(), all.clock.instant());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void aFullAndAnIncrementalSetAreLaidDownInAnEmptyPlaceAndTheDigestsAreEqual() throws IOException {
        StorageReceipt first = all.store(Samples.result(1), Samples.result(2));
        all.store(Samples.result(3));
        TakeBackup.Taken full = take(BackupKind.INCREMENTAL);
        assertThat(full.set().kind()).as("without a base").isEqualTo(BackupKind.FULL);
        all.store(Samples.result(4));
        all.archive.withdraw(all.catalogue.recordsOf(first.aip()).get(1).id(), Samples.ARCHIVE, "gửi nhầm");
        String before = all.export().digest().hex();
        TakeBackup.Taken increment = take(BackupKind.INCREMENTAL);
        all.store(Samples.result(5));

        assertThat(increment.set().counts().packed()).isEqualTo(1);
        assertThat(increment.set().counts().packages()).isEqualTo(3);
        assertThat(increment.set().canonical().hex()).isEqualTo(before);
        assertThat(increment.set().from()).isEqualTo(full.set().to());
        Map<String, byte[]> objects = objects(folder.resolve("a/ocfl"));

        TestArchive again = restored(increment.folder());

        assertThat(again.export().digest().hex()).isEqualTo(before);
        assertThat(again.catalogue.packageCount()).isEqualTo(3);
        for (String volume : List.of("a", "b")) {
            Map<String, byte[]> found = objects(folder.resolve("again/" + volume + "/ocfl"));
            assertThat(found)
                    .isNotEmpty()
                    .allSatisfy((place, bytes) -> assertThat(bytes).as(place).isEqualTo(objects.get(place)));
            assertThat(found.keySet().stream().filter(place -> place.endsWith("0=ocfl_object_1.1")))
                    .hasSize(3);
            OcflReferee.assertValid(folder.resolve("again").resolve(volume), folder.resolve("judging"));
        }
        StorageReceipt next = again.store(Samples.result(6));
        assertThat(next.journalIndex())
                .as("the restored archive goes on")
                .isGreaterThan(increment.set().to());
    }

    @Test
    void theMediumAloneIsReadWithTarAndSha256sum() throws Exception {
        all.store(Samples.result(1));
        Path set = take(BackupKind.FULL).folder();
        assertThat(run(set, "sha256sum", "--quiet", "-c", "manifest-sha256.txt"))
                .isZero();
        Path root = Files.createDirectory(folder.resolve("by-tar"));
        assertThat(run(root, "tar", "xf", set.resolve("objects-00001.tar").toString()))
                .isZero();
        assertThat(objects(root.resolve("ocfl"))).isNotEmpty();
        assertThat(Files.getPosixFilePermissions(set.resolve("keys.tar"))).hasSize(2);
    }

    @Test
    void aDamagedCopyIsReadFromTheOtherVolumeAndReported() throws IOException {
        StorageReceipt kept = all.store(Samples.result(1));
        flip(all.onDisk(0, kept.aip(), "v1/content/sip/data/1.pdf"));
        TakeBackup.Taken set = take(BackupKind.FULL);
        assertThat(set.set().counts().damagedCopies()).isEqualTo(1);
        assertThat(set.set().counts().unsaved()).isZero();
        assertThat(all.archive.incidents(Incident.Which.ALL, Optional.empty(), 9))
                .isNotEmpty();
        SetChain.of(set.folder()).verify(said -> {});
    }

    @Test
    void aPackageWithoutAnyGoodCopyIsNamedAndTakenAgainByTheNextSet() throws IOException {
        StorageReceipt kept = all.store(Samples.result(1));
        all.store(Samples.result(2));
        Path[] copies = {
            all.onDisk(0, kept.aip(), "v1/content/sip/data/1.pdf"),
            all.onDisk(1, kept.aip(), "v1/content/sip/data/1.pdf")
        };
        byte[] good = Files.readAllBytes(copies[0]);
        flip(copies[0]);
        flip(copies[1]);
        TakeBackup.Taken lacking = take(BackupKind.FULL);
        assertThat(lacking.set().counts().unsaved()).isEqualTo(1);
        Path paper = Minutes.ofBackup("Kho", medium, lacking, all.clock.instant());
        assertThat(paper).content().contains("trừ 1 gói không còn bản tốt");
        Files.delete(paper);
        Minutes.owed("Kho", medium, lacking.set().archive());
        assertThat(paper).content().contains("trừ 1 gói không còn bản tốt");
        Files.write(copies[0], good);
        Files.write(copies[1], good);
        all.volumes.sites().forEach(all::turn);
        BackupSet.Counts next = take(BackupKind.INCREMENTAL).set().counts();
        assertThat(next.unsaved()).isZero();
        assertThat(next.packed()).isEqualTo(1);
    }

    @Test
    void aPackageWhoseOtherHolderIsAwayIsNoLossAndTheSetIsTakenWhenItIsBack() throws IOException {
        StorageReceipt kept = all.store(Samples.result(1));
        flip(all.onDisk(1, kept.aip(), "v1/content/sip/data/1.pdf"));
        Path records = folder.resolve("a/ocfl");
        Files.move(records, folder.resolve("unplugged"));
        all.volumes.sites().getFirst().away("unplugged");
        assertThatThrownBy(() -> take(BackupKind.FULL))
                .isInstanceOf(ArchiveFault.StorageUnavailable.class)
                .hasMessageContaining("volume a does not answer");
        String archive = TakeBackup.archive(all.journal.after(0, 1).getFirst());
        assertThat(names(folder.resolve("medium/khoso-backup").resolve(archive)))
                .isEmpty();
        Files.move(folder.resolve("unplugged"), records);
        assertThat(all.volumes.sites().getFirst().look()).isTrue();
        BackupSet.Counts counts = take(BackupKind.FULL).set().counts();
        assertThat(counts.packed()).isEqualTo(1);
        assertThat(counts.unsaved()).isZero();
    }

    @Test
    void aChainThatIsNotWholeIsRefusedWithTheCauseAndWhatToDo() throws IOException {
        all.store(Samples.result(1));
        Path full = take(BackupKind.FULL).folder();
        all.store(Samples.result(2));
        Path middle = take(BackupKind.INCREMENTAL).folder();
        all.store(Samples.result(3));
        Path last = take(BackupKind.INCREMENTAL).folder();
        SetChain.of(last).verify(said -> {});

        Path away = folder.resolve("away");
        Files.move(middle, away);
        refused(last, "is missing, on which", "full set");
        Files.move(away, middle);

        Path other = full.resolveSibling("other");
        Files.move(full, other);
        refused(other, "its name is");
        Files.move(other, full);

        flip(full.resolve("objects-00001.tar"));
        refused(last, "objects-00001.tar is damaged", "other medium");
        flip(full.resolve("objects-00001.tar"));

        Files.writeString(middle.resolve("more.tar"), "x");
        refused(last, "strange file");
        Files.delete(middle.resolve("more.tar"));

        byte[] manifest = Files.readAllBytes(middle.resolve("manifest-sha256.txt"));
        Files.write(middle.resolve("manifest-sha256.txt"), new byte[] {'\n'});
        refused(last, "it is not the set that the next one was taken on");
        Files.write(middle.resolve("manifest-sha256.txt"), manifest);

        Files.delete(last.resolve("journal.tar"));
        refused(last, "a file is missing");
        refused(folder, "not a set");
    }

    @Test
    void whatAKilledBackupLeftIsNoSetAndGoneAfterTheNext() throws IOException {
        all.store(Samples.result(1));
        assertThatThrownBy(() -> backup().take(request(BackupKind.FULL, false)))
                .isInstanceOf(CancellationException.class);
        String archive = all.journal.after(0, 1).getFirst().hash().hex().substring(0, 16);
        assertThat(medium.sets(archive)).isEmpty();
        assertThat(names(folder.resolve("medium/khoso-backup").resolve(archive)))
                .singleElement()
                .asString()
                .endsWith(".draft");
        take(BackupKind.FULL);
        assertThat(names(folder.resolve("medium/khoso-backup").resolve(archive)))
                .singleElement()
                .asString()
                .contains("-full-");
    }

    @Test
    void twoNamesOfOneDiskAreRefusedUnlessAllowedAndThenTheMinutesSayIt() throws IOException {
        BackupMedium second = BackupMedium.format(
                Files.createDirectory(folder.resolve("two")), UUID.randomUUID(), all.clock.instant());
        assertThatThrownBy(() -> BackupMedium.requireIndependent(List.of(medium, second), List.of(), false))
                .hasMessageContaining("one disk")
                .hasMessageContaining("same-disk");
        assertThatThrownBy(() -> BackupMedium.requireIndependent(List.of(medium), List.of(folder.resolve("a")), false))
                .hasMessageContaining("a disk of records");
        assertThat(BackupMedium.requireIndependent(List.of(medium, second), List.of(), true))
                .hasSize(1);
        assertThatThrownBy(() -> BackupMedium.requireIndependent(
                        List.of(medium, BackupMedium.open(medium.root())), List.of(), true))
                .hasMessageContaining("the same medium");
        assertThatThrownBy(() -> BackupMedium.open(folder)).hasMessageContaining("--new-medium");
        assertThatThrownBy(() -> BackupMedium.format(folder.resolve("a"), UUID.randomUUID(), all.clock.instant()))
                .hasMessageContaining("a volume of records");
    }

    @Test
    void manyPackages() throws IOException {
        int packages = Integer.getInteger("khoso.backup.packages", 50);
        IntStream.range(0, packages)
                .forEach(n -> all.archive.store(all.compose(List.of(Samples.result(n)), 20_000), Samples.ARCHIVE));
        Cost cost = new Cost();
        TakeBackup.Taken set = take(BackupKind.FULL);
        cost.say("full backup", packages, set.set().counts().bytes());
        cost = new Cost();
        restored(set.folder());
        cost.say(
                "restore on two volumes, rebuild and export",
                packages,
                set.set().counts().bytes());
        assertThat(all.export().digest().hex()).isEqualTo(set.set().canonical().hex());
    }

    private static final class Cost {
        private final long wall = System.nanoTime();
        private final long cpu = cpu();

        private static long cpu() {
            return ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElseThrow()
                    .toNanos();
        }

        void say(String what, int packages, long bytes) {
            double seconds = (System.nanoTime() - wall) / 1e9;
            System.out.printf(
                    "%s: %d packages, %.1f MB in %.2f s, %.1f MB/s, %.2f ms CPU each%n",
                    what, packages, bytes / 1e6, seconds, bytes / 1e6 / seconds, (cpu() - cpu) / 1e6 / packages);
        }
    }

    private TakeBackup backup() {
        CopyEvents events = new CopyEvents(all.events, Samples.ARCHIVE);
        return new TakeBackup(
                () -> JdbcSnapshot.take(all.source, all.clock),
                all.volumes,
                new CopyComplaints(all.copies, all.fixity, events),
                new ReplicatedCheckpoints(all.volumes),
                new BackupEvents(all.journal, all.segments, all.events, Samples.ARCHIVE),
                all.clock);
    }

    private TakeBackup.Request request(BackupKind kind, boolean goOn) {
        return new TakeBackup.Request(
                medium, kind, false, "account:an", List.of(), Map.of("keys/seal.p12", new byte[] {1}), () -> goOn);
    }

    private TakeBackup.Taken take(BackupKind kind) {
        return backup().take(request(kind, true));
    }

    /** Lays the set down in {@code again/}, makes the database again and takes the place of the archive. */
    private TestArchive restored(Path set) throws IOException {
        SetChain chain = SetChain.of(set);
        chain.verify(said -> {});
        all.close();
        LayDown laying = new LayDown(chain, Files.createDirectories(folder.resolve("scratch")));
        Map<UUID, OpenSite> sites = new LinkedHashMap<>();
        List<Path> folders = new ArrayList<>();
        Files.createDirectory(folder.resolve("again"));
        for (Map.Entry<String, UUID> volume : chain.last().set().volumes().entrySet()) {
            Path place = folder.resolve("again").resolve(volume.getKey());
            folders.add(place);
            Volume.format(place, volume.getValue(), all.clock.instant());
            sites.put(
                    volume.getValue(),
                    new FileSite(place, volume.getValue(), new Volume.Settings(0, 2), laying.journal(), false).open());
        }
        LayDown.Laid laid = laying.records(sites);
        sites.values().forEach(site -> site.medium().close());
        assertThat(laid.packages()).isEqualTo(chain.last().set().counts().packages());
        assertThat(laid.missing()).isEmpty();
        DataSource other = EmbeddedDatabase.fresh();
        List<Rebuild.Report> reports = new ArrayList<>();
        all = new TestArchive(folders, EmbeddedDatabase.fresh(), all.clock, TestArchive.Trial.NONE.forRebuild())
                .rebuiltIn(other, reports);
        assertThat(reports.getFirst().adopted()).isEmpty();
        assertThat(reports.getFirst().problems()).isEmpty();
        return all;
    }

    private void refused(Path set, String... why) {
        assertThatThrownBy(() -> SetChain.of(set).verify(said -> {}))
                .isInstanceOf(ArchiveFault.class)
                .satisfies(fault -> assertThat(fault.getMessage()).contains(why));
    }

    private static List<Path> names(Path place) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.toList();
        }
    }

    private static int run(Path place, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(place.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static Map<String, byte[]> objects(Path root) throws IOException {
        Map<String, byte[]> objects = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String place = root.relativize(file).toString();
                if (place.matches("[0-9a-f]{2}/.*")) {
                    objects.put(place, Files.readAllBytes(file));
                }
            }
        }
        return objects;
    }
}
