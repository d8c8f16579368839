package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.ingest.demo.DemoSip;

/** The distribution as a person starts it, and the main job over HTTP: a bag goes in, an AIP is kept, a DIP comes out. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class LauncherIT {

    /** A word that stands nowhere else. */
    private static final String LOOKED_FOR = "Zqxjkvwp";

    /** An address of this machine that is not the default one, and that nobody else can reach either. */
    private static final String ANOTHER = "127.0.0.2";

    private static final String PASSWORD = "bảy con trâu gặm cỏ xanh";

    @TempDir
    private Path folder;

    @Test
    void the_main_job_from_an_empty_folder_to_a_package_that_comes_back_after_a_restart() throws Exception {
        String record;
        String token;
        byte[] paper;
        try (RunningServer server = RunningServer.start(folder.resolve("data"))) {
            assertThat(server.listeners())
                    .as("what the server process opens")
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.address().isLoopbackAddress()).isTrue();
                        assertThat(one.port()).isEqualTo(server.port());
                    });
            assertThat(server.console())
                    .as("what a newcomer is told")
                    .containsPattern("Địa chỉ / address +http://127\\.0\\.0\\.1:" + server.port() + "/")
                    .contains("Dữ liệu / data       " + folder.resolve("data").toRealPath());
            strangersLearnNothing(server);
            wordsLookedFor(server);

            Map<String, String> boss = boss(server);
            changesNeedThePageTheyCameFrom(server, boss);

            token = client(server, boss, "DEPOSITOR");
            String archivist = client(server, boss, "ARCHIVIST");
            DemoSip sip = new DemoProvince(1)
                    .sips()
                    .filter(one -> one.refusal().isEmpty())
                    .findFirst()
                    .orElseThrow();
            JsonNode concluded = kept(server, token, sip.zip());

            String id = concluded.path("id").asText().replace("urn:uuid:", "");
            receiptStandsOnItsOwn(server, token, id);
            OfflineProof.holds(server, folder, client(server, boss, "PRESERVATION_OFFICER"), token, id, sip.zip());
            record = aRecord(server, archivist, concluded.path("aip").asText());
            paper = aPaperOf(sip);
            assertThat(dip(server, archivist, record))
                    .as("the payload of the DIP")
                    .contains(sha256(paper));
        }
        assertThat(folder.resolve("data/bootstrap-secret")).doesNotExist();
        assertThat(filesWith(LOOKED_FOR))
                .as("files in which words stand that somebody looked for")
                .isEmpty();

        try (RunningServer server = RunningServer.start(folder.resolve("data"))) {
            assertThat(server.get("/api/v1/sips", Map.of("Authorization", "Bearer " + token))
                            .body())
                    .contains("ARCHIVED");
            assertThat(server.secretIfAny()).isEmpty();
            // Killed without a word: the next start takes everything up.
            server.kill();
        }
        try (RunningServer server = RunningServer.start(folder.resolve("data"), List.of("--bind", ANOTHER))) {
            assertThat(server.listeners())
                    .as("where it was told to listen, and nowhere else")
                    .containsExactly(new Listeners.Listener(InetAddress.getByName(ANOTHER), server.port()));
            assertThat(server.get("/api/v1/sips", Map.of("Authorization", "Bearer " + token))
                            .body())
                    .contains("ARCHIVED");
        }
    }

    @Test
    void a_document_that_a_state_body_really_signed_comes_back_byte_for_byte() throws Exception {
        byte[] signed = SignedPaper.ofAStateBody();
        DemoSip sip = SignedPaper.instead(
                new DemoProvince(3)
                        .sips()
                        .filter(one -> one.refusal().isEmpty())
                        .findFirst()
                        .orElseThrow(),
                signed);
        try (RunningServer server = RunningServer.start(folder.resolve("signed"))) {
            Map<String, String> boss = boss(server);
            String archivist = client(server, boss, "ARCHIVIST");
            JsonNode concluded = kept(server, client(server, boss, "DEPOSITOR"), sip.zip());
            String record = aRecord(server, archivist, concluded.path("aip").asText());
            assertThat(dip(server, archivist, record)).contains(sha256(signed));
        }
    }

    /** The headers of the first administrator. */
    static Map<String, String> boss(RunningServer server) throws Exception {
        HttpResponse<String> first =
                server.post("/api/v1/session/first-administrator", Map.of(), """
                {"secret":"%s","name":"goc","displayName":"Người gốc","password":"%s"}""".formatted(server.secret(), PASSWORD));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax").startsWith("khoso_session=");
        String csrf = server.json(first).path("csrf").asText();
        return Map.of("Cookie", cookie.substring(0, cookie.indexOf(';')), "X-CSRF-Token", csrf);
    }

    private static void strangersLearnNothing(RunningServer server) throws Exception {
        assertThat(server.get("/health/ready", Map.of()).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(server.get("/api/openapi.yaml", Map.of()).body()).contains("openapi: 3.1.0", "/api/v1/sips");
        for (String path :
                List.of("/metrics", "/openapi", "/health", "/nothing", "/api/v1/accounts", "/application.wadl")) {
            HttpResponse<String> answer = server.get(path, Map.of());
            assertThat(answer.statusCode()).as(path).isIn(401, 404);
            assertThat(answer.body() + answer.headers().map())
                    .as(path)
                    .doesNotContainIgnoringCase("payara")
                    .doesNotContainIgnoringCase("glassfish");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    /** Right and wrong questions, in every place where one can be asked; the answers are not to be kept on the way. */
    private static void wordsLookedFor(RunningServer server) throws Exception {
        String word = LOOKED_FOR + "%20Th%E1%BB%8B";
        for (String path : List.of(
                "/search?q=" + word,
                "/search?q=" + word + "&cursor=x",
                "/api/v1/records?q=" + word,
                "/api/v1/records?q=" + word + "&cursor=x",
                "/api/v1/records?limit=9999&q=" + word,
                "/api/v1/records/" + LOOKED_FOR,
                "/nothing?q=" + word,
                "/oai?verb=" + LOOKED_FOR,
                "/sparql?query=" + word)) {
            HttpResponse<String> answer =
                    server.get(path, Map.of("Accept", "text/html, application/json;q=0.9, */*;q=0.1"));
            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(path)
                    .contains("no-store");
            assertThat(answer.headers().firstValue("Referrer-Policy")).as(path).contains("no-referrer");
        }
    }

    /** Everything that the server wrote, its console too. */
    private List<Path> filesWith(String word) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (bytes.contains(word)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static void changesNeedThePageTheyCameFrom(RunningServer server, Map<String, String> boss)
            throws Exception {
        String wish = "{\"displayName\":\"x\",\"role\":\"AUDITOR\"}";
        Map<String, String> cookieOnly = Map.of("Cookie", boss.get("Cookie"));
        assertThat(server.post("/api/v1/clients", cookieOnly, wish).statusCode())
                .isEqualTo(403);
        Map<String, String> foreign = Map.of(
                "Cookie", boss.get("Cookie"), "X-CSRF-Token", boss.get("X-CSRF-Token"), "Sec-Fetch-Site", "cross-site");
        assertThat(server.post("/api/v1/clients", foreign, wish).statusCode()).isEqualTo(403);
        assertThat(server.post("/api/v1/clients", Map.of("Authorization", "Bearer khoso_guess"), wish)
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.post("/api/v1/clients", Map.of(), "x".repeat(2_000_000))
                        .statusCode())
                .isEqualTo(413);
    }

    static String client(RunningServer server, Map<String, String> boss, String role) throws Exception {
        HttpResponse<String> made = server.post(
                "/api/v1/clients",
                boss,
                "{\"displayName\":\"%s\",\"role\":\"%s\",\"agency\":\"%s\"}"
                        .formatted(role, role, DemoProvince.PROVINCE));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return server.json(made).path("token").asText();
    }

    /** Sends a package in and waits until it is kept. */
    static JsonNode kept(RunningServer server, String token, byte[] sip) throws Exception {
        HttpResponse<String> accepted = server.send(
                "POST",
                "/api/v1/sips",
                Map.of(
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/zip",
                        "Idempotency-Key",
                        sha256(sip)),
                sip);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        JsonNode concluded = concluded(
                server, token, accepted.headers().firstValue("Location").orElseThrow());
        assertThat(concluded.path("state").asText()).as(concluded.toString()).isEqualTo("ARCHIVED");
        return concluded;
    }

    private static JsonNode concluded(RunningServer server, String token, String job) throws Exception {
        long deadline = System.nanoTime() + java.time.Duration.ofMinutes(3).toNanos();
        while (true) {
            JsonNode now = server.json(server.get(job, Map.of("Authorization", "Bearer " + token)));
            if (List.of("ARCHIVED", "REFUSED", "PARKED")
                            .contains(now.path("state").asText())
                    || System.nanoTime() > deadline) {
                return now;
            }
            Thread.onSpinWait();
        }
    }

    /** Verified by OpenSSL, with nothing of the archive but the certificate inside the signature. */
    private void receiptStandsOnItsOwn(RunningServer server, String token, String sip) throws Exception {
        Map<String, String> who = Map.of("Authorization", "Bearer " + token);
        Path receipt =
                Files.write(folder.resolve("receipt.json"), server.bytes("/api/v1/sips/" + sip + "/receipt", who));
        Path signature =
                Files.write(folder.resolve("receipt.p7s"), server.bytes("/api/v1/sips/" + sip + "/receipt.p7s", who));
        if (!Openssl.present()) {
            return;
        }
        assertThat(openssl(receipt, signature)).isZero();
        Files.writeString(receipt, Files.readString(receipt).replaceFirst("\\d", "x"));
        assertThat(openssl(receipt, signature)).isNotZero();
    }

    private static int openssl(Path receipt, Path signature) throws Exception {
        return new ProcessBuilder(
                        "openssl",
                        "cms",
                        "-verify",
                        "-binary",
                        "-inform",
                        "DER",
                        "-in",
                        signature.toString(),
                        "-content",
                        receipt.toString(),
                        "-noverify",
                        "-out",
                        "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    static String aRecord(RunningServer server, String token, String aip) throws Exception {
        long deadline = System.nanoTime() + java.time.Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode page = server.json(server.get("/api/v1/records", Map.of("Authorization", "Bearer " + token)));
            Optional<String> id = page.findValuesAsText("id").stream().findFirst();
            if (id.isPresent()) {
                return id.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the record of " + aip + " was not found by search within a minute");
    }

    /** SHA-256 of every file in the package. */
    static List<String> dip(RunningServer server, String token, String record) throws Exception {
        Map<String, String> who = Map.of("Authorization", "Bearer " + token);
        HttpResponse<String> ordered =
                server.post("/api/v1/dips", who, "{\"records\":[\"" + record + "\"],\"form\":\"bagit-zip\"}");
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
        byte[] zip = server.bytes(ordered.headers().firstValue("Location").orElseThrow() + "/content", who);
        return files(zip).values().stream().map(LauncherIT::sha256).toList();
    }

    static byte[] aPaperOf(DemoSip sip) throws IOException {
        return files(sip.zip()).entrySet().stream()
                .filter(file -> file.getKey().contains("data/") && file.getKey().endsWith(".pdf"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    static Map<String, byte[]> files(byte[] zip) throws IOException {
        Map<String, byte[]> files = new java.util.TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return files;
    }

    static String sha256(byte[] bytes) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
