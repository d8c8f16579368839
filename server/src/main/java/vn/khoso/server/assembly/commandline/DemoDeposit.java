package vn.khoso.server.assembly.commandline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.ingest.demo.DemoSip;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.finding.FindingCode;

/**
 * Deposits the made-up province over HTTP, as any depositor would, and says what became of it. Argument: the server's address; the
 * bearer token comes in {@code KHOSO_DEMO_TOKEN}. Ends with 1 when a deposit did not come out as it should.
 */
public final class DemoDeposit {

    private static final long SEED = 1;
    private static final int IN_FLIGHT = 4;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String token;

    private DemoDeposit(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** What became of one deposit. @param codes of the findings that refused it */
    private record Fate(DemoSip sip, String state, List<String> codes) {

        boolean asItShould() {
            return sip.refusal()
                    .map(code -> state.equals("REFUSED") && codes.contains(code.code()))
                    .orElse(state.equals("ARCHIVED"));
        }
    }

    public static void main(String... arguments) throws InterruptedException, ExecutionException {
        String token = Optional.ofNullable(System.getenv("KHOSO_DEMO_TOKEN"))
                .orElseThrow(() -> new IllegalArgumentException("no KHOSO_DEMO_TOKEN"));
        List<Fate> fates = new DemoDeposit(URI.create(arguments[0]), token).all();
        System.exit(report(fates) ? 0 : 1);
    }

    private List<Fate> all() throws InterruptedException, ExecutionException {
        Semaphore places = new Semaphore(IN_FLIGHT);
        List<Future<Fate>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // One at a time: two hundred at once would be sixty megabytes.
            for (Iterator<DemoSip> sips = new DemoProvince(SEED).sips().iterator(); sips.hasNext(); ) {
                places.acquire();
                DemoSip sip = sips.next();
                running.add(threads.submit(() -> {
                    try {
                        return deposit(sip);
                    } finally {
                        places.release();
                    }
                }));
            }
        }
        List<Fate> fates = new ArrayList<>();
        for (Future<Fate> one : running) {
            fates.add(one.get());
        }
        return fates;
    }

    private Fate deposit(DemoSip sip) throws IOException, InterruptedException {
        HttpResponse<byte[]> taken = http.send(
                request("/api/v1/sips")
                        .header("Content-Type", "application/octet-stream")
                        .header("Idempotency-Key", "demo-" + SEED + "-" + sip.name())
                        .header("Content-Disposition", "attachment; filename=\"" + sip.name() + "\"")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(sip.zip()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (taken.statusCode() != 202) {
            return new Fate(sip, "STATUS " + taken.statusCode(), List.of());
        }
        String job = taken.headers().firstValue("Location").orElseThrow();
        while (true) {
            JsonNode now = StrictJson.own(
                    http.send(request(URI.create(job).getPath()).build(), HttpResponse.BodyHandlers.ofByteArray())
                            .body());
            String state = now.path("state").asText();
            if (!state.equals("WAITING") && !state.equals("RUNNING")) {
                return new Fate(sip, state, now.path("findings").findValuesAsText("code"));
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token);
    }

    private static boolean report(List<Fate> fates) {
        long archived =
                fates.stream().filter(fate -> fate.state().equals("ARCHIVED")).count();
        long records = fates.stream()
                .filter(fate -> fate.state().equals("ARCHIVED"))
                .mapToLong(fate -> fate.sip().records())
                .sum();
        Map<String, Long> refused = new TreeMap<>();
        fates.stream()
                .filter(fate -> fate.state().equals("REFUSED"))
                .forEach(fate -> refused.merge(
                        fate.sip().refusal().map(FindingCode::code).orElse("?"), 1L, Long::sum));
        System.out.println(
                "Tỉnh mẫu / sample province: " + archived + " gói đã lưu (archived), " + records + " hồ sơ (records), "
                        + refused.values().stream().mapToLong(Long::longValue).sum() + " gói bị từ chối (refused):");
        refused.forEach((code, count) -> System.out.println("  " + count + "  " + code));
        List<Fate> strange = fates.stream().filter(fate -> !fate.asItShould()).toList();
        strange.forEach(fate -> System.out.println("  KHÔNG NHƯ MONG ĐỢI / not as expected: "
                + fate.sip().name() + " " + fate.state() + " " + fate.codes() + ", expected "
                + fate.sip().refusal().map(FindingCode::code).orElse("ARCHIVED")));
        return strange.isEmpty();
    }
}
