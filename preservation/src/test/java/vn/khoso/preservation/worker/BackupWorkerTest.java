package vn.khoso.preservation.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.backup.BackupKind;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.file.BackupMedium;
import vn.khoso.preservation.backup.file.BackupPlan;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;

class BackupWorkerTest {

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-05T02:00:00Z"));
    private final List<String> taken = new ArrayList<>();
    private final List<BackupSet> sets = new ArrayList<>();
    private Runnable taking = () -> {};

    @Test
    void aMediumThatIsAwayIsAnAlarmAndIsAskedAgainLater() throws IOException {
        Path place = Files.createDirectory(folder.resolve("medium"));
        BackupWorker worker = worker(true, place);
        worker.turn();
        assertThat(taken).isEmpty();
        assertThat(worker.alarming())
                .singleElement()
                .satisfies(state -> assertThat(state.trouble().orElse("")).contains("--new-medium"));
        BackupMedium.format(place, UUID.randomUUID(), clock.instant());
        worker.turn();
        assertThat(taken).as("it waits after a fault").isEmpty();
        clock.forward(Duration.ofMinutes(11));
        worker.turn();
        assertThat(taken)
                .containsExactly("schedule FULL [Chỉ có một phương tiện, luật đòi hai"
                        + " / one medium only, the law asks for two]");
        assertThat(worker.states().getFirst().trouble()).isEmpty();
    }

    @Test
    void twoMediaOnOneDiskAreNotWrittenUnlessItIsAllowed() throws IOException {
        Path one = medium("one");
        Path two = medium("two");
        BackupWorker strict = worker(false, one, two);
        strict.turn();
        assertThat(taken).isEmpty();
        assertThat(strict.alarming()).hasSize(2);
        worker(true, one, two).turn();
        assertThat(taken).hasSize(2).allMatch(line -> line.contains("one disk"));
    }

    @Test
    void aDayAndTwoHoursWithoutASetIsAnAlarm() throws IOException {
        BackupWorker worker = worker(true, medium("one"));
        assertThat(worker.alarming()).isEmpty();
        clock.forward(Duration.ofHours(27));
        assertThat(worker.alarming()).hasSize(1);
    }

    @Test
    void aLongBackupThatIsUnderWayIsNoAlarmWhenItBeganInTime() throws IOException {
        BackupWorker worker = worker(true, medium("one"));
        List<Integer> alarms = new ArrayList<>();
        taking = () -> {
            clock.forward(Duration.ofHours(30));
            alarms.add(worker.alarming().size());
        };
        worker.turn();
        assertThat(alarms).containsExactly(0);
        assertThat(worker.alarming()).as("it ended and there is no set").hasSize(1);
        worker.turn();
        assertThat(alarms).as("the second began too late").containsExactly(0, 1);
    }

    @Test
    void aSetOfTheFutureAndOneThatLacksPackagesAreNoGoodSets() throws IOException {
        BackupWorker worker = worker(true, medium("one"));
        sets.add(set(Instant.parse("2026-03-04T20:00:00Z"), 0));
        sets.add(set(Instant.parse("2026-03-05T01:00:00Z"), 2));
        sets.add(set(Instant.parse("2027-03-05T01:00:00Z"), 0));
        worker.turn();
        assertThat(taken).as("the day has its set").isEmpty();
        assertThat(worker.states().getFirst().newest()).contains(Instant.parse("2026-03-04T20:00:00Z"));
        assertThat(worker.states().getFirst().trouble().orElse("")).contains("lacks packages");
        clock.forward(Duration.ofHours(21));
        assertThat(worker.alarming()).hasSize(1);
        worker.turn();
        assertThat(taken).hasSize(1);
    }

    private static BackupSet set(Instant at, long unsaved) {
        Fixity hash = new Fixity(DigestAlgorithm.SHA_256, "0".repeat(64));
        return new BackupSet(
                "set-" + at,
                "0123456789abcdef",
                BackupKind.FULL,
                false,
                at,
                "schedule",
                new UUID(1, 2),
                0,
                9,
                hash,
                Optional.empty(),
                hash,
                Map.of(),
                Map.of(),
                new BackupSet.Counts(3, 1, 2, 3, 0, unsaved),
                List.of());
    }

    private Path medium(String name) throws IOException {
        Path place = Files.createDirectory(folder.resolve(name));
        BackupMedium.format(place, UUID.randomUUID(), clock.instant());
        return place;
    }

    private BackupWorker worker(boolean oneDisk, Path... media) {
        BackupWorker.Backups backups = new BackupWorker.Backups() {
            @Override
            public List<BackupSet> sets(BackupMedium medium) {
                return List.copyOf(sets);
            }

            @Override
            public void take(
                    BackupMedium medium, BackupPlan.Due due, String by, List<String> remarks, BooleanSupplier goOn) {
                taken.add(by + " " + due.kind() + " " + remarks);
                taking.run();
            }
        };
        return new BackupWorker(
                backups,
                new BackupWorker.Settings(
                        List.of(media),
                        List.of(),
                        oneDisk,
                        new BackupPlan(1),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10)),
                clock);
    }
}
