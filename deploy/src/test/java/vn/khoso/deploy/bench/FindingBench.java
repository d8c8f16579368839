package vn.khoso.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way out: search, deep pages, harvest, graph; asked by a stranger over HTTP. */
final class FindingBench {

    private static final String[] WORDS = {
        "giay khai sinh",
        "đăng ký kết hôn",
        "quyền sử dụng đất",
        "nguyen van",
        "giấy phép xây dựng",
        "chứng thực",
        "cap lai",
        "Tran Thi",
        "hộ kinh doanh",
        "2019",
        "lê",
        "quyet dinh",
        "trích lục",
        "dat o",
        "phường",
        "xác nhận",
        "KQ.G15",
        "khai tu"
    };
    private static final int ENDS = 20;
    private static final String HARVEST = "/oai?verb=ListRecords&metadataPrefix=oai_dc";
    private static final Pattern TOKEN = Pattern.compile("<resumptionToken([^>]*)>([^<]+)</resumptionToken>");
    private static final Pattern SIZE = Pattern.compile("completeListSize=\"(\\d+)\"");
    private static final Pattern RECORD = Pattern.compile("<record>");
    private static final Pattern STAMP = Pattern.compile("<datestamp>([^<]+)</datestamp>");
    private static final String TITLE = "<http://purl.org/dc/terms/title>";
    private static final List<String> GRAPH_QUESTIONS = List.of(
            "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
            "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p",
            "SELECT ?s ?o WHERE { ?s " + TITLE + " ?o } LIMIT 20",
            "SELECT ?s ?o WHERE { ?s " + TITLE + " ?o FILTER(CONTAINS(?o, \"khong co chu nay\")) } LIMIT 20");

    private final BenchServer server;
    private final BenchTable table;
    private final int queries;

    FindingBench(BenchServer server, BenchTable table, int queries) {
        this.server = server;
        this.table = table;
        this.queries = queries;
    }

    /** The first questions are a row of their own: after a start, somebody asks them. */
    void search() throws Exception {
        String records =
                String.format(Locale.ROOT, "%,d records", size(page(HARVEST).body()));
        asked("search over HTTP, the first 200 questions, " + records, 1, 200, "");
        asked("search over HTTP, 1 in flight, " + records + ", facets and 20 hits", 1, queries, "p99 <= 50 ms");
        asked("search over HTTP, 4 in flight, " + records, 4, queries, "p99 <= 50 ms");
    }

    private void asked(String what, int inFlight, int count, String aim) throws Exception {
        double[] millis = new double[count];
        AtomicInteger next = new AtomicInteger();
        double cpu = server.cpuMillis();
        IngestBench.together(inFlight, () -> {
            for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                long begun = System.nanoTime();
                server.get("/api/v1/records?limit=20&q=" + encoded(WORDS[n % WORDS.length]), "");
                millis[n] = (System.nanoTime() - begun) / 1e6;
            }
            return null;
        });
        double each = (server.cpuMillis() - cpu) / count;
        table.row(what, BenchTable.spread(millis) + String.format(Locale.ROOT, ", %.1f ms CPU each", each), aim);
    }

    /** Every page of everything, 200 at a time, by the cursors that the pages give. */
    void pages() throws Exception {
        for (String order : List.of("q=" + encoded("giấy"), "sort=newest")) {
            List<Double> millis = new ArrayList<>();
            double cpu = server.cpuMillis();
            String cursor = "";
            do {
                long begun = System.nanoTime();
                JsonNode page = server.get("/api/v1/records?limit=200&" + order + cursor, "");
                millis.add((System.nanoTime() - begun) / 1e6);
                cursor =
                        page.has("next") ? "&cursor=" + encoded(page.get("next").asText()) : "";
            } while (!cursor.isEmpty());
            int pages = millis.size();
            table.row(
                    "every page of /api/v1/records?" + order + ", 200 a page, " + pages + " pages",
                    String.format(
                            Locale.ROOT,
                            "pages 2 to %d p50 %.1f ms, last %d p50 %.1f ms, %.1f ms CPU a page",
                            ENDS + 1,
                            middle(millis.subList(Math.min(1, pages), Math.min(pages, ENDS + 1))),
                            ENDS,
                            middle(millis.subList(Math.max(0, pages - ENDS), pages)),
                            (server.cpuMillis() - cpu) / pages),
                    "last <= 1.2 x page 2");
        }
    }

    /** Everything, and then what changed in the second half. */
    void harvest() throws Exception {
        List<String> stamps = harvest("OAI-PMH ListRecords over HTTP", HARVEST, ">= 8,000 records/s");
        String half = stamps.get(stamps.size() / 2);
        String end = stamps.getLast();
        harvest("the same with from and until, the second half", HARVEST + "&from=" + half + "&until=" + end, "");
    }

    /** Gives the first datestamp of each page. */
    private List<String> harvest(String what, String begin, String aim) throws Exception {
        List<Double> millis = new ArrayList<>();
        List<String> stamps = new ArrayList<>();
        long records = 0;
        double cpu = server.cpuMillis();
        long begun = System.nanoTime();
        String address = begin;
        while (!address.isEmpty()) {
            long asked = System.nanoTime();
            String body = page(address).body();
            millis.add((System.nanoTime() - asked) / 1e6);
            records += RECORD.matcher(body).results().count();
            Matcher stamp = STAMP.matcher(body);
            if (stamp.find()) {
                stamps.add(stamp.group(1));
            }
            Matcher next = TOKEN.matcher(body);
            address = next.find() ? "/oai?verb=ListRecords&resumptionToken=" + encoded(next.group(2)) : "";
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        int pages = millis.size();
        table.row(
                String.format(Locale.ROOT, "%s, %,d records, %d pages", what, records, pages),
                String.format(
                        Locale.ROOT,
                        "%.0f records/s, %.3f ms CPU a record; page 1 %.0f ms, page 2 %.0f ms, last full page %.0f ms",
                        records / seconds,
                        (server.cpuMillis() - cpu) / Math.max(1, records),
                        millis.getFirst(),
                        millis.get(Math.min(1, pages - 1)),
                        millis.get(Math.max(0, pages - 2))),
                aim);
        return stamps;
    }

    /** What anybody may ask the graph; an answer of 4xx or 5xx is told, not hidden. */
    void graph() throws Exception {
        for (String question : GRAPH_QUESTIONS) {
            double cpu = server.cpuMillis();
            long begun = System.nanoTime();
            HttpResponse<String> answer =
                    answer("/sparql?query=" + encoded(question), "application/sparql-results+json");
            table.row(
                    "SPARQL `" + question + "`",
                    String.format(
                            Locale.ROOT,
                            "%d after %.0f ms, %.0f ms CPU",
                            answer.statusCode(),
                            (System.nanoTime() - begun) / 1e6,
                            server.cpuMillis() - cpu),
                    "");
        }
    }

    private HttpResponse<String> page(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(address, "text/xml");
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }

    private HttpResponse<String> answer(String address, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.at(address))
                .header("Accept", accept)
                .timeout(Duration.ofSeconds(60))
                .build();
        return server.http().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static long size(String body) {
        Matcher token = TOKEN.matcher(body);
        Matcher size = SIZE.matcher(token.find() ? token.group(1) : "");
        return size.find()
                ? Long.parseLong(size.group(1))
                : RECORD.matcher(body).results().count();
    }

    private static double middle(List<Double> millis) {
        return BenchTable.percentile(millis.stream().mapToDouble(one -> one).toArray(), 50);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
