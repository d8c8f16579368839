package vn.khoso.preservation.crashfs;

import static org.assertj.core.api.Assertions.assertThat;

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
import vn.khoso.preservation.crashfs.PowerCuts.Known;
import vn.khoso.preservation.crashfs.PowerCuts.Recording;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageFull;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.preservation.testing.CrashGateTable;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.premis.Event;

/**
 * F-03 and F-04 on the file system in memory: every change of the medium that is no flush fails once with an input/output error, or
 * from there on for want of room until there is room again. The work says so, promises nothing, can be done again at once by the same
 * process, and neither a power cut nor a restart finds anything by halves.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(CrashGateTable.class)
final class FailedChangesTest {

    private static final long SEED = 3;
    private static final long CUTS = 20;

    @TempDir
    Path staged;

    private final Quiet quiet = new Quiet();

    @AfterEach
    void speak() {
        quiet.close();
    }

    @Test
    void every_change_that_fails_is_told_and_the_work_can_be_done_again(CrashGateTable.Rows table) {
        Packages packages = new Packages(staged);
        everyChange(table, "ingest", Works.Ingest.of(packages, List.of(Packages.FIRST)));
        everyChange(table, "update", Works.Update.of(packages));
        everyChange(table, "journal, append", Works.Ship.of());
        everyChange(table, "journal, tree and checkpoints", new TreeWork(staged, 3));
        everyChange(table, "copy made anew", Works.Repair.of(packages, World.fresh(), 0));
        everyChange(
                table,
                "copy with a flipped bit repaired",
                Works.Repair.of(packages, Works.damaged(Works.updated(packages), ".pdf"), 2));
    }

    private void everyChange(CrashGateTable.Rows table, String name, Work work) {
        int changes = (int) work.recorded().steps().stream()
                .filter(step -> !(step instanceof Step.Flush))
                .count();
        int full = 0;
        for (int change = 1; change <= changes; change++) {
            failing(name, work, new Disk.Trouble(change, change, false, "Input/output error"));
        }
        table.add("H1 EIO", name, changes, BigInteger.valueOf(changes), changes, changes);
        for (int change = 1; change <= changes; change++) {
            if (failing(name, work, new Disk.Trouble(change, Integer.MAX_VALUE, true, "No space left on device"))) {
                full++;
            }
        }
        table.add("H1 ENOSPC", name, full, BigInteger.valueOf(full), full, full);
        assertThat(full).as("growing changes of %s", name).isPositive();
    }

    /** @return whether the trouble was met */
    private static boolean failing(String name, Work work, Disk.Trouble trouble) {
        String where = name + ", " + trouble;
        CrashFileSystem system = new CrashFileSystem(work.base());
        List<Integer> acknowledged = new ArrayList<>();
        List<Integer> entered = new ArrayList<>();
        InMemoryJournal journal = World.journal(() -> entered.add(system.disk().count()));
        journal.append(work.events());
        try (World world = new World(system, journal)) {
            system.disk().trouble(Optional.of(trouble));
            boolean told = told(
                    where,
                    work,
                    world,
                    trouble,
                    () -> acknowledged.add(system.disk().count()));
            if (!told) {
                return false;
            }
            Recording until = new Recording(
                    work.base(),
                    system.disk().steps(),
                    List.copyOf(acknowledged),
                    events(journal),
                    List.copyOf(entered));
            assertThat(world.volume().fenced()).as("%s: fenced", where).isEmpty();
            system.disk().trouble(Optional.empty());
            int again = work.promisesAgain(acknowledged.size());
            work.run(world, () -> {});
            work.judge(world, system, again);
            work.judgeAfter(new CrashFileSystem(system.disk().image()), new Known(again, events(journal)));
            assertThat(new PowerCuts(until, work::judgeAfter).upTo(CUTS, SEED).complaints())
                    .as(where)
                    .isEmpty();
            return true;
        }
    }

    private static boolean told(String where, Work work, World world, Disk.Trouble trouble, Runnable promised) {
        try {
            work.run(world, promised);
            return false;
        } catch (StorageFull | StorageUnavailable fault) {
            ArchiveFault expected = fault;
            assertThat(expected).as(where).isInstanceOf(trouble.full() ? StorageFull.class : StorageUnavailable.class);
            return true;
        }
    }

    private static List<Event> events(InMemoryJournal journal) {
        return journal.after(0, Integer.MAX_VALUE).stream()
                .map(JournalEntry::event)
                .toList();
    }
}
