package vn.khoso.preservation.storage.file;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.FanOut;
import vn.khoso.preservation.replication.ReplicatedStorage;
import vn.khoso.preservation.replication.TrialLog;
import vn.khoso.preservation.replication.VolumeSet;
import vn.khoso.preservation.replication.file.FileSite;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.storage.StoragePolicies;
import vn.khoso.schemas.storage.StoragePolicy;

/**
 * Measures the durable creation of AIPs with one PDF of 200 KB. Arguments: an empty folder, how many, writers at a time,
 * flushing threads, copies (1 when not said). Not a test: figures depend on the disk.
 */
final class DurableCreateBench {

    private static final int PDF = 200 * 1024;

    private DurableCreateBench() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        int writers = Integer.parseInt(arguments[2]);
        int flushers = Integer.parseInt(arguments[3]);
        int copies = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
        try (VolumeSet volumes = new VolumeSet(sites(work, copies, flushers));
                FanOut fanOut = FanOut.atOnce(Duration.ofMinutes(1))) {
            ReplicatedStorage storage = new ReplicatedStorage(
                    volumes,
                    new StoragePolicies(List.of(StoragePolicy.everywhere(
                            volumes.sites().stream().map(CopySite::name).toList()))),
                    TrialLog.complaints(),
                    Clock.systemUTC(),
                    fanOut);
            run(storage, staged(work, Math.max(20, count / 5), 1), writers, "warm-up");
            run(storage, staged(work, count, 2), writers, "measured");
        }
        figures(work.resolve("volume-1/ocfl"), count + Math.max(20, count / 5));
    }

    private static List<CopySite> sites(Path work, int copies, int flushers) {
        List<CopySite> sites = new ArrayList<>();
        InMemoryJournal journal = new InMemoryJournal(Clock.systemUTC());
        for (int number = 1; number <= copies; number++) {
            UUID id = new UUID(1, number);
            Path folder = work.resolve("volume-" + number);
            Volume.format(folder, id, StagedPackage.COMPOSED);
            FileSite opening = new FileSite(folder, id, new Volume.Settings(0, flushers), journal, true);
            sites.add(CopySite.open("volume-" + number, id, opening, Clock.systemUTC()));
        }
        return sites;
    }

    private static List<NewVersion> staged(Path work, int count, int round) {
        List<NewVersion> versions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            versions.add(StagedPackage.usual(work.resolve("staged"), new AipId(new UUID(round, i)), PDF)
                    .version("ingest"));
        }
        return versions;
    }

    private static void run(ReplicatedStorage storage, List<NewVersion> versions, int writers, String name)
            throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        long[] each = new long[versions.size()];
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < versions.size(); i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    long begun = System.nanoTime();
                    storage.create(versions.get(number));
                    each[number] = System.nanoTime() - begun;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        wall = System.nanoTime() - wall;
        cpu = system.getProcessCpuTime() - cpu;
        Arrays.sort(each);
        System.out.println(name + ": " + each.length + " AIPs, " + writers + " writers: " + tenths(wall / each.length)
                + " ms wall and "
                + tenths(cpu / each.length) + " ms CPU an AIP; one alone p50 " + tenths(each[each.length / 2])
                + " ms, p99 "
                + tenths(each[each.length * 99 / 100]) + " ms");
    }

    private static double tenths(long nanos) {
        return Math.round(nanos / 100_000.0) / 10.0;
    }

    private static void figures(Path ocfl, int count) throws IOException {
        try (Stream<Path> tree = Files.walk(ocfl)) {
            List<Path> all = tree.toList();
            long files = all.stream().filter(Files::isRegularFile).count();
            long bytes = 0;
            for (Path path : all) {
                bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
            }
            System.out.println("on the medium, an AIP: " + files / count + " files, " + (all.size() - files) / count
                    + " folders, " + bytes / count + " bytes");
        }
    }
}
