package vn.khoso.preservation.crashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.khoso.preservation.crashfs.PowerCuts.Known;
import vn.khoso.preservation.crashfs.PowerCuts.Recording;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.premis.Event;

/** Something that the archive does, into which power cuts come. Done again after a restart it must come to the same. */
interface Work {

    /** The medium before it. */
    Image base();

    /** What the database's journal holds before it. */
    List<Event> events();

    /** Does it. @param promised is told each time when something was acknowledged and must outlive every cut from now on */
    void run(World world, Runnable promised);

    /** Promises that stand when it was done once more, of those that the interrupted run could give. @param before given then */
    int promisesAgain(int before);

    /** Entries that were acknowledged as being on storage by the first promises. */
    long shipped(int promises);

    /** Whether what was promised is there, and nothing by halves. */
    void judge(World world, CrashFileSystem system, int promises);

    /** Starts on the medium, does it, and stops. */
    default Recording recorded() {
        CrashFileSystem system = new CrashFileSystem(base());
        List<Integer> acknowledged = new ArrayList<>();
        List<Integer> entered = new ArrayList<>();
        InMemoryJournal journal = World.journal(() -> entered.add(system.disk().count()));
        journal.append(events());
        try (World world = new World(system, journal)) {
            run(world, () -> acknowledged.add(system.disk().count()));
        }
        List<Event> events = journal.after(0, Integer.MAX_VALUE).stream()
                .map(JournalEntry::event)
                .toList();
        return new Recording(base(), system.disk().steps(), acknowledged, events, entered);
    }

    /** Starts on what the cut left, judges, does it once more and judges again. */
    default void judgeAfter(CrashFileSystem system, Known known) {
        try (World world = new World(system, World.journal(known.events()))) {
            judgeJournal(world, shipped(known.promises()));
            judge(world, system, known.promises());
            run(world, () -> {});
            int again = promisesAgain(known.promises());
            judge(world, system, again);
            judgeJournal(world, shipped(again));
        }
    }

    private static void judgeJournal(World world, long shipped) {
        assertThat(world.segments().shipped()).as("entries on storage").isGreaterThanOrEqualTo(shipped);
        try (Stream<JournalEntry> entries = world.segments().entries()) {
            assertThat(entries)
                    .as("the chain")
                    .isEqualTo(world.journal()
                            .after(0, Math.toIntExact(world.segments().shipped())));
        }
        world.segments().requireSameJournal();
    }
}
