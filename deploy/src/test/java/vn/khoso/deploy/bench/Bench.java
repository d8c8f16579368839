package vn.khoso.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.ingest.demo.DemoSip;

/**
 * The bench: the real server over HTTP, figures as they are seen, side by side with {@code openssl} where there is a peer.
 *
 * <p>Never a test: machines are shared and noisy. Arguments: the launcher's jar, a folder, sizes ({@code packages=300
 * warm=900 records=100000 queries=1000}) and, where not all is wanted, {@code only=ingest,fixity,search,oai,sparql}. In a folder of an
 * earlier run only search, oai and sparql are measured, on the records that lie there.
 */
public final class Bench {

    private static final int REGISTER = 500;
    private static final int AUDITS = 11;
    private static final long PATIENCE_SECONDS = 600;
    private static final Set<String> FINDING = Set.of("search", "oai", "sparql");
    private static final Set<String> PARTS = Set.of("ingest", "fixity", "search", "oai", "sparql");

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
        System.out.println(table);
    }

    /** What needs accounts: only in a folder that this run began with. */
    private void deposits(BenchServer server, Map<String, String> tokens) throws Exception {
        if (only.contains("ingest")) {
            ingest(server, tokens.get("DEPOSITOR"));
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

    // --- ingest

    private void ingest(BenchServer server, String token) throws Exception {
        int packages = sizes.get("packages");
        int cold = Math.min(100, packages);
        ingest(server, token, 0, cold, 8, "the first after the start", "");
        int base = cold + sizes.get("warm");
        if (base > cold) {
            ingest(server, token, cold, base - cold, 8, "warming up", "");
        }
        for (int inFlight : new int[] {1, 4, 8}) {
            int count = inFlight == 1 ? Math.max(20, packages / 3) : packages;
            ingest(server, token, base, count, inFlight, "warm", inFlight == 8 ? ">= 30 packages/s, <= 30 ms CPU" : "");
            base += count;
        }
    }

    private void ingest(BenchServer server, String token, int from, int count, int inFlight, String when, String aim)
            throws Exception {
        List<byte[]> made = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            made.add(province.sip(from + n).zip());
        }
        double bytes = made.stream().mapToLong(one -> one.length).average().orElse(0) / 1e6;
        Map<String, Double> before = server.cpuMillisByPart();
        long begun = System.nanoTime();
        double[] latencies = send(
                server,
                token,
                count,
                inFlight,
                n -> new DemoSip(
                        "do-" + (from + n) + ".zip",
                        DemoProvince.PROVINCE,
                        made.get(n),
                        1,
                        java.util.Optional.empty()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<String, Double> spent = server.cpuMillisByPart();
        before.forEach((part, millis) -> spent.merge(part, -millis, Double::sum));
        String split = spent.entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%s %.1f", part.getKey(), part.getValue() / count))
                .collect(Collectors.joining(", "));
        row(
                String.format(
                        Locale.ROOT,
                        "ingest, %d in flight, %s (%d one-result SIPs of %.2f MB, acknowledged)",
                        inFlight,
                        when,
                        count,
                        bytes),
                String.format(
                        Locale.ROOT,
                        "%.1f packages/s, %.1f ms CPU each (%s), p50 %.0f ms, p99 %.0f ms",
                        count / seconds,
                        spent.values().stream().mapToDouble(Double::doubleValue).sum() / count,
                        split,
                        BenchTable.percentile(latencies, 50),
                        BenchTable.percentile(latencies, 99)),
                aim);
    }

    /** Sends packages, each sender waiting for the receipt of one before the next; gives the milliseconds each took. */
    private double[] send(BenchServer server, String token, int count, int inFlight, IntFunction<DemoSip> sips)
            throws Exception {
        AtomicInteger next = new AtomicInteger();
        double[] millis = new double[count];
        together(inFlight, () -> {
            for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                DemoSip sip = sips.apply(n);
                long begun = System.nanoTime();
                HttpRequest request = HttpRequest.newBuilder(server.at("/api/v1/sips"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/zip")
                        .header("Content-Disposition", "attachment; filename=\"" + sip.name() + "\"")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(sip.zip()))
                        .build();
                HttpResponse<String> answer = server.http().send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 202) {
                    throw new IllegalStateException("not accepted: " + answer.body());
                }
                String job =
                        answer.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
                awaitArchived(server, job, token);
                millis[n] = (System.nanoTime() - begun) / 1e6;
            }
            return null;
        });
        return millis;
    }

    /** Listens to the job's events until it is concluded, as a portal would, and asks once what became of it. */
    private static void awaitArchived(BenchServer server, String job, String token)
            throws IOException, InterruptedException {
        HttpRequest events = HttpRequest.newBuilder(server.at(job + "/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines =
                server.http().send(events, HttpResponse.BodyHandlers.ofLines()).body()) {
            lines.anyMatch(line -> line.startsWith("event:") && line.contains("concluded"));
        }
        JsonNode json = server.get(job, token);
        if (!json.get("state").asText().equals("ARCHIVED")) {
            throw new IllegalStateException("not archived: " + json);
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
        together(2, () -> {
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
        send(server, token, bags, 4, n -> province.register(n, REGISTER));
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

    // --- many at once

    /** One piece of work of a sender. */
    interface Work {
        @org.jspecify.annotations.Nullable
        Void run() throws IOException, InterruptedException;
    }

    static void together(int senders, Work work) throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(senders)) {
            List<Future<Void>> all = new ArrayList<>();
            for (int n = 0; n < senders; n++) {
                all.add(pool.submit(work::run));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        }
    }
}
