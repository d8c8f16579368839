package vn.khoso.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

/** Packages from the door to the receipt: each sender waits for one before it sends the next. */
final class IngestBench {

    private final BenchServer server;
    private final BenchTable table;
    private final String token;
    private final DemoProvince province = new DemoProvince(20_261_120);

    IngestBench(BenchServer server, BenchTable table, String token) {
        this.server = server;
        this.table = table;
        this.token = token;
    }

    /** The first after the start, those that warm up, then 1, 4 and 8 in flight. @param sizes {@code packages} and {@code warm} */
    void run(Map<String, Integer> sizes) throws Exception {
        int packages = sizes.get("packages");
        int cold = Math.min(100, packages);
        packages(0, cold, 8, "the first after the start", "");
        int base = cold + sizes.get("warm");
        if (base > cold) {
            packages(cold, base - cold, 8, "warming up", "");
        }
        for (int inFlight : new int[] {1, 4, 8}) {
            int count = inFlight == 1 ? Math.max(20, packages / 3) : packages;
            packages(base, count, inFlight, "warm", inFlight == 8 ? ">= 30 packages/s, <= 30 ms CPU" : "");
            base += count;
        }
    }

    private void packages(int from, int count, int inFlight, String when, String aim) throws Exception {
        List<byte[]> made = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            made.add(province.sip(from + n).zip());
        }
        double bytes = made.stream().mapToLong(one -> one.length).average().orElse(0) / 1e6;
        Map<String, Double> before = server.cpuMillisByPart();
        long begun = System.nanoTime();
        double[] latencies = send(
                count,
                inFlight,
                n -> new DemoSip("do-" + (from + n) + ".zip", DemoProvince.PROVINCE, made.get(n), 1, Optional.empty()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<String, Double> spent = server.cpuMillisByPart();
        before.forEach((part, millis) -> spent.merge(part, -millis, Double::sum));
        String split = spent.entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%s %.1f", part.getKey(), part.getValue() / count))
                .collect(Collectors.joining(", "));
        table.row(
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
    double[] send(int count, int inFlight, IntFunction<DemoSip> sips) throws Exception {
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
                awaitArchived(job);
                millis[n] = (System.nanoTime() - begun) / 1e6;
            }
            return null;
        });
        return millis;
    }

    /** Listens to the job's events until it is concluded, as a portal would, and asks once what became of it. */
    private void awaitArchived(String job) throws IOException, InterruptedException {
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
