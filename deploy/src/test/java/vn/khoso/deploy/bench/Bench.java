package vn.khoso.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.ingest.demo.DemoSip;

/**
 * The bench: the real server over HTTP, figures as they are seen, side by side with {@code openssl} where there is a peer.
 *
 * <p>Never a test: machines are shared and noisy. Arguments: the launcher's jar, an empty folder, and sizes
 * ({@code packages=300 records=100000 harvest=100000 queries=1000}).
 */
public final class Bench {

    private static final int REGISTER = 500;
    private static final int AUDITS = 7;
    private static final String[] WORDS = {
        "giay khai sinh", "đăng ký kết hôn", "quyền sử dụng đất", "nguyen van", "giấy phép xây dựng", "chứng thực", "cap lai", "Tran Thi",
        "hộ kinh doanh", "2019", "lê", "quyet dinh", "trích lục", "dat o", "phường", "xác nhận", "KQ.G15", "khai tu"
    };

    private final Path jar;
    private final Path folder;
    private final Map<String, Integer> sizes;
    private final DemoProvince province = new DemoProvince(20_261_120);
    private final List<String> rows = new ArrayList<>();

    private Bench(Path jar, Path folder, Map<String, Integer> sizes) {
        this.jar = jar;
        this.folder = folder;
        this.sizes = sizes;
    }

    /** Runs every row and prints the table. */
    public static void main(String... arguments) throws Exception {
        Map<String, Integer> sizes = new java.util.HashMap<>(Map.of("packages", 300, "records", 100_000, "queries", 1_000));
        Arrays.stream(arguments).skip(2).map(one -> one.split("=", 2)).forEach(pair -> sizes.put(pair[0], Integer.parseInt(pair[1])));
        new Bench(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]).toAbsolutePath(), sizes).run();
    }

    private void run() throws Exception {
        Files.createDirectories(folder);
        rows.add("| what | measured | aim |");
        rows.add("|---|---|---|");
        List<String> jvm = List.of(System.getProperty("bench.jvm", "-Xmx512m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError").split(" "));
        Path data = folder.resolve("data");
        Map<String, String> tokens;
        try (BenchServer server = BenchServer.start(jar, jvm, data, 18_431)) {
            row("start-up, first start with empty data", "%.1f s", server.readySeconds(), "");
            tokens = server.tokens(DemoProvince.PROVINCE.value(), "DEPOSITOR", "PRESERVATION_OFFICER");
        }
        try (BenchServer server = BenchServer.start(jar, jvm, data, 18_431)) {
            row("start-up, warm", "%.1f s", server.readySeconds(), "<= 12 s");
            row("memory after start, server process", "%.0f MB", server.residentMegabytes(false), "<= 1,000 MB");
            ingest(server, tokens.get("DEPOSITOR"));
            row("memory after ingest, server process", "%.0f MB", server.residentMegabytes(false), "<= 1,000 MB");
            row("memory after ingest, with workers and database (shared pages counted in each)", "%.0f MB", server.residentMegabytes(true), "");
            fixity(server, tokens.get("PRESERVATION_OFFICER"));
            fill(server, tokens.get("DEPOSITOR"));
            search(server);
            harvest(server);
            row("memory at the end, server process", "%.0f MB", server.residentMegabytes(false), "<= 1,000 MB");
        }
        System.out.println(String.join("\n", rows));
    }

    // --- ingest -------------------------------------------------------------------------------------------------------

    private void ingest(BenchServer server, String token) throws Exception {
        int warm = Math.min(100, sizes.get("packages"));
        send(server, token, warm, 8, n -> province.sip(n));
        int base = warm;
        for (int inFlight : new int[] {1, 4, 8}) {
            int count = inFlight == 1 ? Math.max(20, sizes.get("packages") / 3) : sizes.get("packages");
            int from = base;
            base += count;
            List<byte[]> made = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                made.add(province.sip(from + n).zip());
            }
            double bytes = made.stream().mapToLong(one -> one.length).average().orElse(0) / 1e6;
            double cpu = server.cpuMillis();
            long begun = System.nanoTime();
            double[] latencies = send(server, token, count, inFlight, n -> new DemoSip(
                    "do-" + (from + n) + ".zip", DemoProvince.PROVINCE, made.get(n), 1, java.util.Optional.empty()));
            double seconds = (System.nanoTime() - begun) / 1e9;
            row(
                    String.format(Locale.ROOT, "ingest, %d in flight (%d one-result SIPs of %.2f MB, acknowledged)", inFlight, count, bytes),
                    String.format(
                            Locale.ROOT,
                            "%.1f packages/s, %.1f ms CPU each, p50 %.0f ms, p99 %.0f ms",
                            count / seconds,
                            (server.cpuMillis() - cpu) / count,
                            percentile(latencies, 50),
                            percentile(latencies, 99)),
                    inFlight == 8 ? ">= 30 packages/s, <= 30 ms CPU" : "");
        }
    }

    /** Sends packages, each sender waiting for the receipt of one before the next; gives the milliseconds each took. */
    private double[] send(BenchServer server, String token, int count, int inFlight, IntFunction<DemoSip> sips) throws Exception {
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
                String job = answer.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
                awaitArchived(server, job, token);
                millis[n] = (System.nanoTime() - begun) / 1e6;
            }
            return null;
        });
        return millis;
    }

    /** Listens to the job's events until it is concluded, as a portal would, and asks once what became of it. */
    private static void awaitArchived(BenchServer server, String job, String token) throws IOException, InterruptedException {
        HttpRequest events = HttpRequest.newBuilder(server.at(job + "/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines = server.http().send(events, HttpResponse.BodyHandlers.ofLines()).body()) {
            lines.anyMatch(line -> line.startsWith("event:") && line.contains("concluded"));
        }
        JsonNode json = server.get(job, token);
        if (!json.get("state").asText().equals("ARCHIVED")) {
            throw new IllegalStateException("not archived: " + json);
        }
    }

    // --- fixity -------------------------------------------------------------------------------------------------------

    private void fixity(BenchServer server, String token) throws Exception {
        List<Path> files = server.storedFiles();
        double megabytes = files.stream().mapToLong(file -> file.toFile().length()).sum() / 1e6;
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
        double ours = percentile(audits, 50);
        double peer = percentile(peers, 50);
        row(
                String.format(Locale.ROOT, "fixity audit of %d files, %.0f MB, ordered over HTTP (medians of %d)", files.size(), megabytes, AUDITS),
                String.format(
                        Locale.ROOT,
                        "%.0f MB/s (%.2f s, %.1f ms CPU per 100 MB); two `openssl dgst -sha256`: %.0f MB/s; ratio %.2f",
                        megabytes / ours, ours, used / megabytes * 100, megabytes / peer, peer / ours),
                "ratio >= 0.8");
    }

    private static double audit(BenchServer server, String token) throws Exception {
        long begun = System.nanoTime();
        HttpResponse<String> started =
                server.post("/api/v1/fixity/audits", Map.of("megabytesPerSecond", 0), Map.of("Authorization", "Bearer " + token));
        if (started.statusCode() / 100 != 2) {
            throw new IllegalStateException("no audit: " + started.body());
        }
        String run = started.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        JsonNode json = server.get(run, token);
        while (json.get("state").asText().equals("RUNNING")) {
            Thread.sleep(10);
            json = server.get(run, token);
        }
        if (json.get("altered").asLong() + json.get("missing").asLong() + json.get("unread").asLong() > 0) {
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
                Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                if (process.waitFor() != 0) {
                    throw new IllegalStateException("openssl failed");
                }
            }
            return null;
        });
        return (System.nanoTime() - begun) / 1e9;
    }

    // --- search and harvest -------------------------------------------------------------------------------------------

    private void fill(BenchServer server, String token) throws Exception {
        int bags = sizes.get("records") / REGISTER;
        long begun = System.nanoTime();
        double cpu = server.cpuMillis();
        send(server, token, bags, 4, n -> province.register(n, REGISTER));
        double seconds = (System.nanoTime() - begun) / 1e9;
        row(
                String.format(Locale.ROOT, "filling: %d records in %d many-result bags through the whole pipeline", bags * REGISTER, bags),
                String.format(Locale.ROOT, "%.0f records/s, %.2f ms CPU a record", bags * REGISTER / seconds, (server.cpuMillis() - cpu) / (bags * REGISTER)),
                "");
        long waiting = System.nanoTime();
        while (server.get("/api/v1/records?limit=1", "").path("journalLag").asLong(0) > 0) {
            Thread.sleep(200);
        }
        row("index caught up after the last receipt", "%.1f s", (System.nanoTime() - waiting) / 1e9, "");
    }

    private void search(BenchServer server) throws Exception {
        for (int warm = 0; warm < 200; warm++) {
            server.get(question(warm), "");
        }
        for (int inFlight : new int[] {1, 4}) {
            int count = sizes.get("queries");
            double[] millis = new double[count];
            AtomicInteger next = new AtomicInteger();
            double cpu = server.cpuMillis();
            together(inFlight, () -> {
                for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                    long begun = System.nanoTime();
                    server.get(question(n), "");
                    millis[n] = (System.nanoTime() - begun) / 1e6;
                }
                return null;
            });
            row(
                    String.format(Locale.ROOT, "search over HTTP, %d in flight, facets and 20 hits", inFlight),
                    String.format(
                            Locale.ROOT,
                            "p50 %.1f ms, p99 %.1f ms, %.1f ms CPU each",
                            percentile(millis, 50), percentile(millis, 99), (server.cpuMillis() - cpu) / count),
                    inFlight == 1 ? "p99 <= 50 ms" : "");
        }
    }

    private static String question(int n) {
        return "/api/v1/records?limit=20&q=" + java.net.URLEncoder.encode(WORDS[n % WORDS.length], java.nio.charset.StandardCharsets.UTF_8);
    }

    private void harvest(BenchServer server) throws Exception {
        Pattern token = Pattern.compile("<resumptionToken[^>]*>([^<]+)</resumptionToken>");
        Pattern record = Pattern.compile("<record>");
        long records = 0;
        double first = 0;
        double last = 0;
        int pages = 0;
        double cpu = server.cpuMillis();
        long begun = System.nanoTime();
        String address = "/oai?verb=ListRecords&metadataPrefix=oai_dc";
        while (!address.isEmpty()) {
            long page = System.nanoTime();
            HttpResponse<String> answer = server.http().send(
                    HttpRequest.newBuilder(server.at(address)).timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            double millis = (System.nanoTime() - page) / 1e6;
            records += record.matcher(answer.body()).results().count();
            Matcher next = token.matcher(answer.body());
            boolean more = next.find();
            pages++;
            first = pages == 2 ? millis : first;
            last = more ? millis : last;
            address = more
                    ? "/oai?verb=ListRecords&resumptionToken=" + java.net.URLEncoder.encode(next.group(1), java.nio.charset.StandardCharsets.UTF_8)
                    : "";
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        row(
                String.format(Locale.ROOT, "OAI-PMH ListRecords over HTTP, %d records, %d pages", records, pages),
                String.format(
                        Locale.ROOT,
                        "%.0f records/s, %.3f ms CPU a record; page 2 %.0f ms, last full page %.0f ms",
                        records / seconds, (server.cpuMillis() - cpu) / Math.max(1, records), first, last),
                ">= 8,000 records/s");
    }

    // --- the table ----------------------------------------------------------------------------------------------------

    private void row(String what, String form, double value, String aim) {
        row(what, String.format(Locale.ROOT, form, value), aim);
    }

    private void row(String what, String measured, String aim) {
        String line = "| " + what + " | " + measured + " | " + aim + " |";
        rows.add(line);
        System.err.println(line);
    }

    private static double percentile(double[] values, int percent) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /** One piece of work of a sender. */
    private interface Work {
        @org.jspecify.annotations.Nullable
        Void run() throws IOException, InterruptedException;
    }

    private static void together(int senders, Work work) throws InterruptedException, ExecutionException {
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
