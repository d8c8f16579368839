package vn.khoso.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import vn.khoso.ingest.demo.DemoProvince;

/**
 * The bench: the real server over HTTP, figures as they are seen, side by side with {@code openssl} where there is a peer.
 *
 * <p>Never a test: machines are shared and noisy. Arguments: the launcher's jar, a folder, sizes ({@code packages=300
 * warm=4000 records=100000 queries=1000}) and, where not all is wanted, {@code only=ingest,fixity,search,oai,sparql,rebuild}. In a
 * folder of an earlier run only search, oai, sparql and rebuild are measured, on what lies there.
 */
public final class Bench {

    private static final int REGISTER = 500;
    private static final int AUDITS = 11;
    private static final long PATIENCE_SECONDS = 600;
    private static final Set<String> FINDING = Set.of("search", "oai", "sparql");
    private static final Set<String> PARTS = Set.of("ingest", "fixity", "search", "oai", "sparql", "rebuild");

    private final Path jar;
    private final Path folder;
    private final Map<String, Integer> sizes;
    private final Set<String> only;
    private final DemoProvince province = new DemoProvince(20_261_120);
    private final BenchTable table = new BenchTable();

    private Bench(Path jar, Path folder, Map<String, Integer> sizes, Set<String> only) {
        this.jar = jar;
        this.folder = folder;
        this.sizes = sizes;
        this.only = only;
    }

    /** Runs every row and prints the table. */
    public static void main(String... arguments) throws Exception {
        Map<String, Integer> sizes =
                new java.util.HashMap<>(Map.of("packages", 300, "warm", 4_000, "records", 100_000, "queries", 1_000));
        Set<String> only = new java.util.TreeSet<>(PARTS);
        for (String one : List.of(arguments).subList(2, arguments.length)) {
            String[] pair = one.split("=", 2);
            if (pair[0].equals("only")) {
                only.retainAll(parts(pair[1]));
            } else {
                sizes.put(pair[0], Integer.parseInt(pair[1]));
            }
        }
        new Bench(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]).toAbsolutePath(), sizes, only).run();
    }

    private static Set<String> parts(String list) {
        Set<String> wanted = Set.of(list.split(","));
        if (!PARTS.containsAll(wanted)) {
            throw new IllegalArgumentException("only= takes some of " + PARTS + ", not " + list);
        }
        return wanted;
    }

    private void run() throws Exception {
        Files.createDirectories(folder);
        List<String> jvm = List.of(System.getProperty(
                        "bench.jvm", "-Xmx512m -XX:MetaspaceSize=160m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError")
                .split(" "));
        Path data = folder.resolve("data");
        boolean fresh = Files.notExists(data);
        Map<String, String> tokens = Map.of();
        if (fresh) {
            try (BenchServer server = BenchServer.start(jar, jvm, data)) {
                row("start-up, first start with empty data", "%.1f s", server.readySeconds(), "");
                tokens = server.tokens(DemoProvince.PROVINCE.value(), "DEPOSITOR", "PRESERVATION_OFFICER");
            }
        }
        try (BenchServer server = BenchServer.start(jar, jvm, data)) {
            row("start-up, warm", "%.1f s", server.readySeconds(), "<= 12 s");
            row("memory after start, server process", server.memory(), "<= 1,000 MB");
            if (fresh) {
                deposits(server, tokens);
            }
            finds(server);
            row("memory at the end, server process", server.memory(), "<= 1,000 MB");
        }
        if (only.contains("rebuild")) {
            new KeepingBench(table, data).rebuild(jar);
        }
        System.out.println(table);
    }

    /** What needs accounts: only in a folder that this run began with. */
    private void deposits(BenchServer server, Map<String, String> tokens) throws Exception {
        if (only.contains("ingest")) {
            new IngestBench(server, table, tokens.get("DEPOSITOR")).run(sizes);
            new KeepingBench(table, server.data()).perPackage();
            row("memory after ingest, server process", server.memory(), "<= 1,000 MB");
            row("memory after ingest, with workers and database", server.memoryOfAll(), "");
        }
        if (only.contains("fixity")) {
            fixity(server, tokens.get("PRESERVATION_OFFICER"));
        }
        if (only.stream().anyMatch(FINDING::contains)) {
            fill(server, tokens.get("DEPOSITOR"));
        }
    }

    /** Index, graph and the server's own warming up have ended when it hardly uses its processors any more. */
    private void settle(BenchServer server) throws InterruptedException {
        long begun = System.nanoTime();
        int quiet = 0;
        while (quiet < 3 && System.nanoTime() - begun < PATIENCE_SECONDS * 1_000_000_000L) {
            double before = server.cpuMillis();
            Thread.sleep(1_000);
            quiet = server.cpuMillis() - before < 100 ? quiet + 1 : 0;
        }
        row("all followers caught up, seen by the server's rest", "%.0f s", (System.nanoTime() - begun) / 1e9, "");
    }

    private void finds(BenchServer server) throws Exception {
        if (only.stream().anyMatch(FINDING::contains)) {
            settle(server);
        }
        FindingBench finding = new FindingBench(server, table, sizes.get("queries"));
        if (only.contains("search")) {
            finding.search();
            finding.pages();
        }
        if (only.contains("oai")) {
            finding.harvest();
        }
        if (only.contains("sparql")) {
            finding.graph();
        }
    }

    // --- fixity

    private void fixity(BenchServer server, String token) throws Exception {
        List<Path> files = server.storedFiles();
        double megabytes =
                files.stream().mapToLong(file -> file.toFile().length()).sum() / 1e6;
        // A server audits for hours: the first rounds, in which Java still compiles, are not counted.
        for (int warm = 0; warm < AUDITS; warm++) {
            audit(server, token);
        }
        double[] audits = new double[AUDITS];
        double[] peers = new double[AUDITS];
        double used = 0;
        for (int round = 0; round < AUDITS; round++) {
            double cpu = server.cpuMillis();
            audits[round] = audit(server, token);
            used += (server.cpuMillis() - cpu) / AUDITS;
            peers[round] = openssl(files);
        }
        double ours = BenchTable.percentile(audits, 50);
        double peer = BenchTable.percentile(peers, 50);
        row(
                String.format(
                        Locale.ROOT,
                        "fixity audit of %d files, %.0f MB, ordered over HTTP (medians of %d)",
                        files.size(),
                        megabytes,
                        AUDITS),
                String.format(
                        Locale.ROOT,
                        "%.0f MB/s (%.2f s, %.1f ms CPU per 100 MB); two `openssl dgst -sha256`: %.0f MB/s; ratio %.2f",
                        megabytes / ours,
                        ours,
                        used / megabytes * 100,
                        megabytes / peer,
                        peer / ours),
                "ratio >= 0.8");
    }

    private static double audit(BenchServer server, String token) throws Exception {
        long begun = System.nanoTime();
        HttpResponse<String> started = server.post(
                "/api/v1/fixity/audits", Map.of("megabytesPerSecond", 0), Map.of("Authorization", "Bearer " + token));
        if (started.statusCode() / 100 != 2) {
            throw new IllegalStateException("no audit: " + started.body());
        }
        String run = started.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        JsonNode json = server.get(run, token);
        while (json.get("state").asText().equals("RUNNING")) {
            Thread.sleep(10);
            json = server.get(run, token);
        }
        if (json.get("altered").asLong()
                        + json.get("missing").asLong()
                        + json.get("unread").asLong()
                > 0) {
            throw new IllegalStateException("the audit found damage: " + json);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double openssl(List<Path> files) throws Exception {
        long begun = System.nanoTime();
        int half = files.size() / 2;
        List<List<Path>> halves = List.of(files.subList(0, half), files.subList(half, files.size()));
        AtomicInteger which = new AtomicInteger();
        IngestBench.together(2, () -> {
            List<Path> mine = halves.get(which.getAndIncrement());
            for (int from = 0; from < mine.size(); from += 5_000) {
                List<String> command = new ArrayList<>(List.of("openssl", "dgst", "-sha256"));
                mine.subList(from, Math.min(mine.size(), from + 5_000)).forEach(file -> command.add(file.toString()));
                Process process = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() != 0) {
                    throw new IllegalStateException("openssl failed");
                }
            }
            return null;
        });
        return (System.nanoTime() - begun) / 1e9;
    }

    // --- filling

    private void fill(BenchServer server, String token) throws Exception {
        int bags = sizes.get("records") / REGISTER;
        long begun = System.nanoTime();
        double cpu = server.cpuMillis();
        new IngestBench(server, table, token).send(bags, 4, n -> province.register(n, REGISTER));
        double seconds = (System.nanoTime() - begun) / 1e9;
        row(
                String.format(
                        Locale.ROOT,
                        "filling: %d records in %d many-result bags through the whole pipeline",
                        bags * REGISTER,
                        bags),
                String.format(
                        Locale.ROOT,
                        "%.0f records/s, %.2f ms CPU a record",
                        bags * REGISTER / seconds,
                        (server.cpuMillis() - cpu) / (bags * REGISTER)),
                "");
        long waiting = System.nanoTime();
        while (server.get("/api/v1/records?limit=1", "").path("journalLag").asLong(0) > 0) {
            Thread.sleep(200);
        }
        row("index caught up after the last receipt", "%.1f s", (System.nanoTime() - waiting) / 1e9, "");
    }

    private void row(String what, String form, double value, String aim) {
        table.row(what, String.format(Locale.ROOT, form, value), aim);
    }

    private void row(String what, String measured, String aim) {
        table.row(what, measured, aim);
    }
}
