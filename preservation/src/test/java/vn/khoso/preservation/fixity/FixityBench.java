package vn.khoso.preservation.fixity;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.ArchivalInformationPackage.StagedFile;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.PackagePath;

/**
 * Measures audits alone over a generated volume with a real PostgreSQL, in turn with two {@code openssl dgst -sha256} over
 * the same files. Arguments: an empty folder, how many packages (3,000), bytes of each one's document (270,000), rounds (7).
 * Not a test: figures depend on the machine.
 */
public final class FixityBench {

    /** Sizes of the small files beside the document, as the demonstration province makes them. */
    private static final int[] SMALL = {55, 480, 360, 2_600, 6_000};

    private final Path folder;
    private final int packages;
    private final int bytes;
    private int port;
    private final Random random = new Random(20_261_120);

    private FixityBench(Path folder, int packages, int bytes) {
        this.folder = folder;
        this.packages = packages;
        this.bytes = bytes;
    }

    public static void main(String... arguments) throws Exception {
        int[] sizes = {3_000, 270_000, 7};
        for (int at = 1; at < arguments.length; at++) {
            sizes[at - 1] = Integer.parseInt(arguments[at]);
        }
        new FixityBench(Path.of(arguments[0]), sizes[0], sizes[1]).run(sizes[2]);
    }

    private void run(int rounds) throws Exception {
        Files.createDirectories(folder);
        HikariConfig config = new HikariConfig();
        DataSource database = EmbeddedDatabase.fresh();
        port = ((PGSimpleDataSource) database).getPortNumbers()[0];
        config.setDataSource(database);
        config.setMaximumPoolSize(8);
        try (HikariDataSource source = new HikariDataSource(config);
                TestArchive all = new TestArchive(folder.resolve("volume"), source, Clock.systemUTC())) {
            all.loadStarterSchedule();
            for (int n = 0; n < packages; n++) {
                all.archive.store(composed(all, n), Samples.ARCHIVE);
            }
            measure(all, rounds);
        }
    }

    private void measure(TestArchive all, int rounds) throws Exception {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder.resolve("volume/ocfl"))) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        double megabytes =
                files.stream().mapToLong(file -> file.toFile().length()).sum() / 1e6;
        double[] ours = new double[rounds];
        double[] theirs = new double[rounds];
        double[] cpu = new double[rounds];
        double[] peerCpu = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            double children = childMillis();
            theirs[round] = TwoOpenssl.seconds(files);
            peerCpu[round] = childMillis() - children;
            double database = databaseMillis();
            double own = ownMillis();
            ours[round] = audit(all);
            own = ownMillis() - own;
            database = databaseMillis() - database;
            cpu[round] = own + database;
            System.out.printf(
                    Locale.ROOT,
                    "round %d: audit %.3f s (%.0f MB/s, CPU %.0f ms and database %.0f ms), openssl %.3f s (%.0f MB/s, CPU %.0f ms)%n",
                    round + 1,
                    ours[round],
                    megabytes / ours[round],
                    own,
                    database,
                    theirs[round],
                    megabytes / theirs[round],
                    peerCpu[round]);
        }
        double mine = median(ours);
        double peer = median(theirs);
        System.out.printf(
                Locale.ROOT,
                "| fixity audit alone: %d packages, %d files, %.0f MB | %.0f MB/s, %.2f ms CPU a package with its events in the database; two `openssl dgst -sha256`: %.0f MB/s, %.2f ms CPU a package; ratio %.2f, by CPU %.2f (medians of %d) | ratio >= 0.8 |%n",
                packages,
                files.size(),
                megabytes,
                megabytes / mine,
                median(cpu) / packages,
                megabytes / peer,
                median(peerCpu) / packages,
                peer / mine,
                median(peerCpu) / median(cpu),
                rounds);
    }

    private static double audit(TestArchive all) {
        long begun = System.nanoTime();
        FixityRun run = all.archive.startAudit("account:bench", Samples.ARCHIVE, 0);
        all.archive.workOnAudit();
        double seconds = (System.nanoTime() - begun) / 1e9;
        FixityRun done = all.archive.audit(run.id()).orElseThrow();
        if (done.state() != FixityRun.State.FINISHED
                || done.altered() + done.missing() + done.extra() + done.unread() > 0) {
            throw new IllegalStateException("not a clean audit: " + done);
        }
        return seconds;
    }

    private ArchivalInformationPackage composed(TestArchive all, int n) throws IOException {
        ArchivalInformationPackage bare = all.compose(List.of(Samples.result(n)), bytes);
        List<StagedFile> files = new ArrayList<>(bare.files());
        for (int at = 0; at < SMALL.length; at++) {
            byte[] content = new byte[SMALL[at]];
            random.nextBytes(content);
            Path staged = Files.write(folder.resolve("small-" + at), content);
            files.add(new StagedFile(
                    new FileObject(
                            new PackagePath(
                                    at < 3
                                            ? "sip/tag-" + at + ".txt"
                                            : at == 3 ? "sip/metadata/tthc.json" : "metadata/validation.json"),
                            content.length,
                            Digests.fixity(DigestAlgorithm.SHA_256, content),
                            Digests.fixity(DigestAlgorithm.SHA_512, content),
                            FormatDesignation.UNKNOWN),
                    staged));
        }
        return new ArchivalInformationPackage(
                bare.id(), bare.sip(), bare.producer(), bare.composedAt(), files, bare.results(), bare.events());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double ownMillis() {
        return ticks(ProcessHandle.current().pid(), 11) * 10.0;
    }

    /** Processor time of children that ended: of openssl. */
    private static double childMillis() {
        return ticks(ProcessHandle.current().pid(), 13) * 10.0;
    }

    /** Of the one PostgreSQL that listens where ours does, and of its children. */
    private double databaseMillis() {
        return ProcessHandle.allProcesses()
                .filter(one -> one.info().commandLine().orElse("").matches(".*postgres .*-p " + port + "( .*)?"))
                .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
                .mapToDouble(one -> ticks(one.pid(), 11) * 10.0)
                .sum();
    }

    /** User and system time in hundredths of a second, as Linux counts them (proc(5), stat). */
    private static long ticks(long pid, int field) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
        } catch (IOException ended) {
            return 0;
        }
    }
}
