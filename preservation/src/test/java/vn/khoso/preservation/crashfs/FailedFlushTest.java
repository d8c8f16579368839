package vn.khoso.preservation.crashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.crashfs.PowerCuts.Recording;
import vn.khoso.preservation.crashfs.PowerCuts.Seen;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.VolumeFenced;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.preservation.testing.CrashGateTable;
import vn.khoso.schemas.catalogue.JournalEntry;

/**
 * F-06: a flush fails once, and every later one succeeds while the disk has dropped what the failed one was to write. The work
 * fails, the volume takes no more changes, nothing is promised by trying again; and a power cut after all this takes nothing that
 * was promised before.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(CrashGateTable.class)
final class FailedFlushTest {

    private static final long SEED = 6;
    private static final long CUTS = 60;

    @TempDir
    Path staged;

    private final Quiet quiet = new Quiet();

    @AfterEach
    void speak() {
        quiet.close();
    }

    @Test
    void every_flush_that_fails_once_ends_the_work_and_fences_the_volume(CrashGateTable.Rows table) {
        Packages packages = new Packages(staged);
        everyFlush(table, "ingest", Works.Ingest.of(packages, List.of(Packages.FIRST)));
        everyFlush(table, "update", Works.Update.of(packages));
        everyFlush(table, "journal, append", Works.Ship.of());
        everyFlush(table, "journal, tree and checkpoints", new TreeWork(staged, 3));
        everyFlush(
                table,
                "copy with a flipped bit repaired",
                Works.Repair.of(packages, Works.damaged(Works.updated(packages), ".pdf"), 2));
        SecondCuts.of(Works.Update.of(packages), 200, SEED).stream()
                .filter(restart -> flushes(restart) > 4)
                .findFirst()
                .ifPresentOrElse(restart -> everyFlush(table, "start after a power cut in an update", restart), () -> {
                    throw new AssertionError("no start had to flush anything");
                });
    }

    private static int flushes(Work work) {
        return (int) work.recorded().steps().stream()
                .filter(Step.Flush.class::isInstance)
                .count();
    }

    private void everyFlush(CrashGateTable.Rows table, String name, Work work) {
        int flushes = flushes(work);
        int good = 0;
        for (int flush = 1; flush <= flushes; flush++) {
            Recording failed = failing(name, work, flush);
            Seen seen = new PowerCuts(failed, work::judgeAfter).upTo(CUTS, SEED);
            assertThat(seen.complaints()).as("%s, flush %s", name, flush).isEmpty();
            good++;
        }
        table.add("H1 flush fails once", name, flushes, BigInteger.valueOf(flushes), flushes, good);
        assertThat(flushes).isPositive();
    }

    /** Does the work while one flush fails, then tries again at once, on a disk that fails no more. */
    private static Recording failing(String name, Work work, int flush) {
        CrashFileSystem system = new CrashFileSystem(work.base());
        system.disk().failAtFlush(flush);
        List<Integer> acknowledged = new ArrayList<>();
        List<Integer> entered = new ArrayList<>();
        InMemoryJournal journal = World.journal(() -> entered.add(system.disk().count()));
        journal.append(work.events());
        Optional<World> opened = Optional.empty();
        try {
            World world = new World(system, journal);
            opened = Optional.of(world);
            work.run(world, () -> acknowledged.add(system.disk().count()));
            throw new AssertionError(name + ": flush " + flush + " failed, and nobody was told");
        } catch (StorageUnavailable told) {
            assertThat(told).hasMessageContaining("flush");
        }
        opened.ifPresent(world -> {
            assertThat(world.volume().fenced()).as("%s, flush %s", name, flush).isPresent();
            int steps = system.disk().count();
            int before = acknowledged.size();
            assertThatThrownBy(() ->
                            work.run(world, () -> acknowledged.add(system.disk().count())))
                    .as("%s, flush %s: trying again", name, flush)
                    .isInstanceOf(VolumeFenced.class);
            assertThat(system.disk().count()).as("changes behind the fence").isEqualTo(steps);
            assertThat(acknowledged).as("promises behind the fence").hasSize(before);
            world.close();
        });
        return new Recording(
                work.base(),
                system.disk().steps(),
                acknowledged,
                journal.after(0, Integer.MAX_VALUE).stream()
                        .map(JournalEntry::event)
                        .toList(),
                entered);
    }
}
