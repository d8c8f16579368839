package vn.khoso.server.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vn.khoso.access.Rights;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.step.Dip;
import vn.khoso.access.step.DipOrder;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.DipId;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.server.administration.Clients;
import vn.khoso.server.problem.Problems;
import vn.khoso.server.security.Door;
import vn.khoso.server.web.words.AccountWords;
import vn.khoso.server.web.words.FixityWords;
import vn.khoso.server.web.words.HomeWords;
import vn.khoso.server.web.words.IngestWords;
import vn.khoso.server.web.words.Language;
import vn.khoso.server.web.words.RecordWords;
import vn.khoso.server.web.words.RetentionWords;
import vn.khoso.server.web.words.SearchWords;
import vn.khoso.server.web.words.SignInWords;
import vn.khoso.server.web.words.Text;

/**
 * Every page in every state it can be in, drawn by the real templates and served with the real assets and the real policy, so that
 * a browser can look at states which a running archive reaches only on bad days.
 */
final class Gallery implements AutoCloseable {

    /** One page to look at. */
    record Picture(Requester who, Text title, String template, Map<String, Object> model) {}

    private final Material material = new Material();
    private final PageDesk desk = new PageDesk(new Rights(new AccessRules()), () -> 7);
    private final Map<String, Picture> pictures = new LinkedHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    Gallery() throws IOException {
        signIn();
        search();
        record();
        ingest();
        retention();
        fixity();
        accounts();
        problems();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    Map<String, Picture> pictures() {
        return pictures;
    }

    String address(String name, Language language) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + language.code() + "/" + name;
    }

    String html(String name, Language language) {
        Picture picture = pictures.get(name);
        Turn turn = new Turn(
                picture.who(), language, picture.who().anonymous() ? "" : "token", path(picture.template()), "/");
        return desk.drawn(turn, picture.title().in(language), picture.template(), picture.model());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static String path(String template) {
        return "/"
                + template.replace(".jte", "")
                        .replaceFirst("^(ingest|record|retention|fixity|home).*", "$1")
                        .replace("home", "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String[] parts = path.substring(1).split("/", 2);
            boolean page = parts.length == 2 && pictures.containsKey(parts[1]);
            if (page) {
                send(
                        exchange,
                        200,
                        "text/html;charset=UTF-8",
                        html(parts[1], Language.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT)))
                                .getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (path.startsWith("/ingest/") || path.startsWith("/fixity/") || path.startsWith("/api/")) {
                send(exchange, 204, "text/plain", new byte[0]); // what a page asks again by itself: nothing new
                return;
            }
            Optional<AssetsResource.Asset> asset =
                    path.startsWith("/assets/") ? AssetsResource.find(path.substring(8)) : Optional.empty();
            if (asset.isEmpty()) {
                send(exchange, 404, "text/plain", new byte[0]);
                return;
            }
            try (InputStream in =
                    AssetsResource.class.getResourceAsStream(asset.get().resource())) {
                send(exchange, 200, asset.get().type(), in.readAllBytes());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Content-Security-Policy", Door.CONTENT_SECURITY_POLICY);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void add(String name, Text title, String template, Map<String, Object> model) {
        pictures.put(name, new Picture(Material.staff(), title, template, model));
    }

    private void guest(String name, Text title, String template, Map<String, Object> model) {
        pictures.put(name, new Picture(Requester.ANONYMOUS, title, template, model));
    }

    private void signIn() {
        guest("guest", HomeWords.GUEST_TITLE, "guest.jte", Map.of("address", nothing()));
        guest(
                "sign-in",
                SignInWords.TITLE,
                "sign-in.jte",
                Map.of("error", "", "name", "", "first", true, "back", "/", "changed", false));
        guest(
                "sign-in-changed",
                SignInWords.TITLE,
                "sign-in.jte",
                Map.of("error", "", "name", "", "first", false, "back", "/", "changed", true));
        add("password", SignInWords.CHANGE_TITLE, "password.jte", Map.of("error", "", "name", "thuy.nguyen"));
        add(
                "password-refused",
                SignInWords.CHANGE_TITLE,
                "password.jte",
                Map.of("error", SignInWords.DIFFERENT.vi(), "name", "thuy.nguyen"));
        guest(
                "sign-in-refused",
                SignInWords.TITLE,
                "sign-in.jte",
                Map.of(
                        "error",
                        SignInWords.REFUSED.vi(),
                        "name",
                        "thuy.nguyen",
                        "first",
                        false,
                        "back",
                        "/fixity",
                        "changed",
                        false));
        guest(
                "first-administrator",
                SignInWords.FIRST_TITLE,
                "first-administrator.jte",
                Map.of("error", "", "name", "", "displayName", ""));
        add(
                "home",
                HomeWords.TODO_TITLE,
                "home.jte",
                Map.of(
                        "cards",
                        List.of(
                                new HomePages.Card(
                                        2,
                                        false,
                                        HomeWords.CARD_PARKED,
                                        "/ingest?state=PARKED",
                                        HomeWords.CARD_PARKED_ACT,
                                        "hold"),
                                new HomePages.Card(
                                        100,
                                        true,
                                        HomeWords.CARD_REFUSED,
                                        "/ingest?state=REFUSED",
                                        HomeWords.CARD_REFUSED_ACT,
                                        "bad"),
                                new HomePages.Card(
                                        7, false, HomeWords.CARD_OPEN, "/ingest", HomeWords.CARD_OPEN_ACT, "info"),
                                new HomePages.Card(
                                        1,
                                        false,
                                        HomeWords.CARD_UNCLASSIFIED,
                                        "/search",
                                        HomeWords.CARD_UNCLASSIFIED_ACT,
                                        "warn")),
                        "empty",
                        false,
                        "maySubmit",
                        true,
                        "mayAccounts",
                        true));
        add(
                "home-empty",
                HomeWords.TODO_TITLE,
                "home.jte",
                Map.of("cards", List.of(), "empty", true, "maySubmit", true, "mayAccounts", true));
        add(
                "home-done",
                HomeWords.TODO_TITLE,
                "home.jte",
                Map.of("cards", List.of(), "empty", false, "maySubmit", true, "mayAccounts", true));
    }

    private static SearchAddress nothing() {
        return SearchAddress.of(new MultivaluedHashMap<>());
    }

    private void search() {
        MultivaluedHashMap<String, String> asked = new MultivaluedHashMap<>();
        asked.add("q", "giấy chứng nhận 766/QĐ-TTg");
        asked.add("agency", "H99.12");
        SearchAddress address = SearchAddress.of(asked);
        add("search", SearchWords.TITLE, "search.jte", Map.of("address", address, "page", material.found()));
        guest(
                "search-nothing",
                SearchWords.TITLE,
                "search.jte",
                Map.of(
                        "address",
                        address,
                        "page",
                        new vn.khoso.schemas.discovery.SearchPage(List.of(), 0, true, Map.of(), Optional.empty(), 0)));
        add(
                "search-rebuilding",
                SearchWords.TITLE,
                "search-trouble.jte",
                Map.of("address", address, "trouble", SearchWords.REBUILDING));
    }

    private void record() {
        RecordEntry entry = material.records().getFirst();
        Map<String, Object> whole = Map.of(
                "entry",
                entry,
                "content",
                true,
                "ownerHidden",
                false,
                "mayOrder",
                true,
                "maySeeRetention",
                true,
                "today",
                Material.TODAY,
                "events",
                material.events());
        add("record", RecordWords.WHAT, "record.jte", whole);
        guest(
                "record-guest",
                RecordWords.WHAT,
                "record.jte",
                Map.of(
                        "entry",
                        entry,
                        "content",
                        false,
                        "ownerHidden",
                        true,
                        "mayOrder",
                        false,
                        "maySeeRetention",
                        false,
                        "today",
                        Material.TODAY,
                        "events",
                        List.of()));
        add(
                "record-retention",
                RecordWords.RETENTION_TITLE,
                "record-retention.jte",
                Map.of("entry", entry, "kept", material.samples().packageOf(entry.aip(), 3, Material.NOON)));
        DipId id = new DipId(material.samples().uuid());
        add(
                "dip",
                RecordWords.DIP_TITLE,
                "dip.jte",
                Map.of(
                        "dip",
                        new Dip(
                                id,
                                "thuy.nguyen",
                                List.of(entry.id()),
                                DipOrder.Form.BAGIT_ZIP,
                                Dip.State.READY,
                                Material.NOON,
                                Material.NOON.plusSeconds(86_400),
                                Optional.of(new Dip.Content(
                                        "dip-12-GCN-UBND.zip", "application/zip", 1_248_000, Material.digest("dip"))),
                                Optional.empty())));
        add(
                "dip-failed",
                RecordWords.DIP_TITLE,
                "dip.jte",
                Map.of(
                        "dip",
                        new Dip(
                                id,
                                "thuy.nguyen",
                                List.of(entry.id()),
                                DipOrder.Form.BAGIT_ZIP,
                                Dip.State.FAILED,
                                Material.NOON,
                                Material.NOON.plusSeconds(86_400),
                                Optional.empty(),
                                Optional.of("CONTENT_ALTERED"))));
        guest("absent", RecordWords.ABSENT_TITLE, "message.jte", Map.of("message", RecordWords.ABSENT.vi()));
    }

    private void ingest() {
        List<Submission> all = material.submissions();
        add(
                "ingest",
                IngestWords.TITLE,
                "ingest.jte",
                Map.of(
                        "rows",
                        all,
                        "state",
                        "",
                        "next",
                        all.getLast().id().uuid(),
                        "here",
                        "",
                        "open",
                        7L,
                        "maySubmit",
                        true));
        add(
                "ingest-none",
                IngestWords.TITLE,
                "ingest.jte",
                Map.of("rows", List.of(), "state", "PARKED", "next", "", "here", "", "open", 0L, "maySubmit", true));
        add(
                "ingest-new",
                IngestWords.NEW_TITLE,
                "ingest-new.jte",
                Map.of("error", IngestWords.NO_FILE.vi(), "limit", 10_000_000_000L, "agency", true));
        for (Submission one : all) {
            boolean archived = one.state() == Submission.State.ARCHIVED;
            add(
                    "submission-" + one.state().name().toLowerCase(java.util.Locale.ROOT),
                    IngestWords.DETAIL_TITLE,
                    "submission.jte",
                    Map.of(
                            "submission",
                            one,
                            "events",
                            material.events(),
                            "records",
                            archived ? material.records() : List.of(),
                            "lines",
                            FindingLines.of(one.findings(), Language.VI),
                            "mayResume",
                            one.state() == Submission.State.PARKED));
        }
    }

    private void retention() {
        add(
                "retention",
                RetentionWords.TITLE,
                "retention.jte",
                Map.of(
                        "rules",
                        Material.rules(),
                        "inForce",
                        1L,
                        "mapping",
                        new java.util.TreeMap<>(Map.of("KQ.G15.000031", "VN-CERT-02")),
                        "mayEdit",
                        true,
                        "error",
                        RetentionWords.UNKNOWN_RULE.vi()));
        add(
                "retention-rule",
                RetentionWords.TITLE,
                "retention-rule.jte",
                Map.of(
                        "versions",
                        Material.rules().subList(0, 2),
                        "mayEdit",
                        true,
                        "touched",
                        Optional.of(12_410L),
                        "typed",
                        new RetentionPages.Typed("250", "TT 10/2022/TT-BNV", "31/06/2027", true, true),
                        "error",
                        RetentionWords.WRONG_YEARS.vi()));
        add(
                "retention-change",
                RetentionWords.CHECK,
                "retention-change.jte",
                Map.of("rule", Material.rules().getFirst(), "years", "10", "touched", Optional.of(12_410L)));
    }

    private void fixity() {
        add(
                "fixity",
                FixityWords.TITLE,
                "fixity.jte",
                Map.of(
                        "runs",
                        material.runs(),
                        "incidents",
                        material.incidents(),
                        "next",
                        "",
                        "mayRun",
                        true,
                        "running",
                        false,
                        "error",
                        ""));
        add(
                "fixity-none",
                FixityWords.TITLE,
                "fixity.jte",
                Map.of(
                        "runs",
                        List.of(),
                        "incidents",
                        List.of(),
                        "next",
                        "",
                        "mayRun",
                        true,
                        "running",
                        false,
                        "error",
                        FixityWords.WRONG_RATE.vi()));
        add(
                "incident",
                FixityWords.INCIDENT_TITLE,
                "incident.jte",
                Map.of("incident", material.incidents().getFirst(), "mayRun", true));
        add(
                "incident-closed",
                FixityWords.INCIDENT_TITLE,
                "incident.jte",
                Map.of("incident", material.incidents().getLast(), "mayRun", true));
        add(
                "incident-minutes",
                FixityWords.MINUTES,
                "minutes.jte",
                Map.of("incident", material.incidents().getLast(), "archive", "Lưu trữ tỉnh Hà Sơn"));
    }

    private void accounts() {
        add(
                "accounts",
                AccountWords.TITLE,
                "accounts.jte",
                Map.of(
                        "rows",
                        Material.accounts(),
                        "next",
                        "thuy.nguyen",
                        "clients",
                        material.clients(),
                        "mayEdit",
                        true,
                        "typed",
                        new AccountPages.Typed("thuy.nguyen", "Nguyễn Thị Thuỷ", List.of("DEPOSITOR"), "", ""),
                        "error",
                        SignInWords.REFUSED.vi()));
        add(
                "token",
                AccountWords.TOKEN_TITLE,
                "token.jte",
                Map.of(
                        "made",
                        new Clients.Made(material.client("Cổng dịch vụ công", true), "khoso_" + "x7Q".repeat(14))));
    }

    private void problems() {
        guest(
                "problem-401",
                SignInWords.TITLE,
                "problem.jte",
                Map.of("problem", Problems.signInFirst(), "traceId", "4f1c22aa90be7d10"));
        add(
                "problem-404",
                RecordWords.ABSENT_TITLE,
                "problem.jte",
                Map.of("problem", Problems.ofStatus(404).about("records/0190"), "traceId", "4f1c22aa90be7d10"));
        add(
                "problem-500",
                RecordWords.ABSENT_TITLE,
                "problem.jte",
                Map.of("problem", Problems.internal(), "traceId", "4f1c22aa90be7d10"));
    }
}
