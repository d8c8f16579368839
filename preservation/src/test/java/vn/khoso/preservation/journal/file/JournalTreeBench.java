package vn.khoso.preservation.journal.file;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.preservation.journal.transparency.JournalTree;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/**
 * What the tree over the journal costs on the disk at hand. Run by hand: {@code java ... JournalTreeBench <empty folder> <entries>}. Prints
 * entries a second for the segments alone, for the tree that follows them (tiles flushed), and proofs a second.
 */
public final class JournalTreeBench {

    private static final int PROOFS = 2_000;

    private JournalTreeBench() {}

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[1]);
        UUID id = new UUID(1, 1);
        Path root = Path.of(arguments[0]).resolve("volume");
        Volume.format(root, id, Instant.EPOCH);
        InMemoryJournal store = new InMemoryJournal(Clock.systemUTC());
        store.append(events(count));
        try (Volume volume = Volume.open(root, id, new Volume.Settings(0, 1))) {
            FileJournalSegments segments = FileJournalSegments.on(volume, store);
            measured("segments shipped", count, () -> {
                segments.shipPending();
                return segments.shipped();
            });
            JournalTree tree = JournalTree.open(new FileTiles(volume), new FileJournalLines(volume, segments));
            measured("tree grown, tiles flushed", count, () -> {
                tree.follow();
                return tree.size();
            });
            measured("tree opened anew", 1, () -> {
                JournalTree opened = JournalTree.open(new FileTiles(volume), new FileJournalLines(volume, segments));
                opened.follow();
                return opened.size();
            });
            measured("inclusion proofs", PROOFS, () -> {
                long hashes = 0;
                for (int i = 0; i < PROOFS; i++) {
                    hashes += tree.inclusion((long) i * (count / PROOFS), count).size();
                }
                return hashes;
            });
        }
    }

    private static void measured(String what, int count, LongSupplier work) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        long result = work.getAsLong();
        wall = System.nanoTime() - wall;
        cpu = system.getProcessCpuTime() - cpu;
        System.out.println(what + ": " + count + " in " + wall / 1_000_000 + " ms wall, " + cpu / 1_000_000
                + " ms CPU; " + (long) (count * 1e9 / wall) + " a second, " + cpu / 1_000 / count + " us CPU each ("
                + result + ")");
    }

    private static List<Event> events(int count) {
        Agent archive = new Agent("software:khoso", Agent.Type.SOFTWARE, "Kho Số");
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(new Event(
                    new UUID(7, i),
                    EventType.INGESTION,
                    Instant.EPOCH,
                    EventOutcome.SUCCESS,
                    archive,
                    List.of("urn:uuid:" + new UUID(1, i), "urn:uuid:" + new UUID(2, i)),
                    "The package is kept: written, flushed, read back and compared.",
                    Map.of(
                            "rootDigest",
                            "sha512:" + "0".repeat(128),
                            "version",
                            "1",
                            "scheduleRevision",
                            "1",
                            "records",
                            "1")));
        }
        return events;
    }
}
