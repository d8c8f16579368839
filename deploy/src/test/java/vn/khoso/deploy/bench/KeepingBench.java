package vn.khoso.deploy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What it costs to keep a package, and to get everything again from the volumes alone. */
final class KeepingBench {

    private static final Pattern REBUILT = Pattern.compile("rebuilt: .* ([0-9]+) gói");
    private static final Pattern DIGEST = Pattern.compile("(?:before|after): ([0-9a-f]+)");

    private final BenchTable table;
    private final Path data;

    KeepingBench(BenchTable table, Path data) {
        this.table = table;
        this.data = data;
    }

    /** Of one copy of a package with one document: medians over the volume {@code a}. */
    void perPackage() throws IOException {
        Path ocfl = data.resolve("volumes/a/ocfl");
        List<Path> objects;
        try (Stream<Path> all = Files.walk(ocfl, 4)) {
            objects = all.filter(path -> Files.exists(path.resolve("0=ocfl_object_1.1")))
                    .toList();
        }
        double[] files = new double[objects.size()];
        double[] folders = new double[objects.size()];
        double[] beyond = new double[objects.size()];
        for (int n = 0; n < objects.size(); n++) {
            try (Stream<Path> all = Files.walk(objects.get(n))) {
                for (Path path : all.toList()) {
                    if (Files.isDirectory(path)) {
                        folders[n]++;
                    } else {
                        files[n]++;
                        beyond[n] += path.toString().contains("/content/sip/data/") ? 0 : Files.size(path);
                    }
                }
            }
        }
        table.row(
                "one copy of a package (medians of " + objects.size() + ")",
                String.format(
                        Locale.ROOT,
                        "%.0f files in %.0f folders, %.1f KB beyond the payload",
                        BenchTable.percentile(files, 50),
                        BenchTable.percentile(folders, 50),
                        BenchTable.percentile(beyond, 50) / 1e3),
                "<= 8 files, <= 16 KB");
    }

    /** {@code khoso rebuild --replace} on the stopped archive. */
    void rebuild(Path jar) throws IOException, InterruptedException {
        Path said = Files.createTempFile("rebuild", ".txt");
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "rebuild",
                        "--replace",
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        // What a process used is known as long as it lives: the last look at each counts.
        Map<Long, Double> spent = new TreeMap<>();
        do {
            for (long pid : Processes.family(process.pid(), data)) {
                double used = Processes.spent(pid).itself();
                spent.merge(pid, used, Math::max);
            }
        } while (!process.waitFor(100, TimeUnit.MILLISECONDS));
        double seconds = (System.nanoTime() - begun) / 1e9;
        String text = Files.readString(said, StandardCharsets.UTF_8);
        Files.delete(said);
        List<String> digests =
                DIGEST.matcher(text).results().map(one -> one.group(1)).toList();
        Matcher rebuilt = REBUILT.matcher(text);
        if (process.exitValue() != 0 || !rebuilt.find() || digests.size() != 2) {
            throw new IllegalStateException("the rebuild ended with " + process.exitValue() + ":\n" + text);
        }
        int packages = Integer.parseInt(rebuilt.group(1));
        table.row(
                "rebuild of " + packages + " packages from the volumes alone, with both canonical exports",
                String.format(
                        Locale.ROOT,
                        "%.1f s, %.2f ms CPU a package; digests %s",
                        seconds,
                        spent.values().stream().mapToDouble(Double::doubleValue).sum() / packages,
                        digests.get(0).equals(digests.get(1)) ? "equal" : "DIFFER"),
                "<= 0.6 ms CPU a package");
    }
}
