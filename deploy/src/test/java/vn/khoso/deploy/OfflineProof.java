package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.khoso.deploy.verify.Questions;

/** What a running server gives out of its journal, checked by the verifier of the distribution in a process of its own. */
final class OfflineProof {

    private static final int LARGEST_JAR = 1_000_000;

    private OfflineProof() {}

    static void holds(RunningServer server, Path folder, String officer, String depositor, String sip, byte[] zip)
            throws Exception {
        Path work = Files.createDirectory(folder.resolve("offline"));
        Map<String, String> sender = Map.of("Authorization", "Bearer " + depositor);
        Map<String, String> nobody = Map.of();
        String old = text(server, "/api/v1/journal/checkpoint");
        assertThat(server.post("/api/v1/journal/checkpoints", nobody, "").statusCode())
                .isEqualTo(401);
        HttpResponse<String> issued = server.send(
                "POST", "/api/v1/journal/checkpoints", Map.of("Authorization", "Bearer " + officer), new byte[0]);
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        JsonNode checkpoint = server.json(issued);
        long size = checkpoint.path("size").asLong();
        assertThat(checkpoint.path("timestamp").path("test").asBoolean(false))
                .as(issued.body())
                .isTrue();
        assertThat(issued.headers().firstValue("Location").orElseThrow())
                .endsWith("/api/v1/journal/checkpoints/" + size);

        Files.write(work.resolve("package.zip"), zip);
        Files.write(work.resolve("receipt.json"), server.bytes("/api/v1/sips/" + sip + "/receipt", sender));
        Files.write(work.resolve("receipt.p7s"), server.bytes("/api/v1/sips/" + sip + "/receipt.p7s", sender));
        Files.write(
                work.resolve("receipt.tlog-proof"),
                server.bytes("/api/v1/sips/" + sip + "/receipt.tlog-proof", sender));
        assertThat(server.get("/api/v1/sips/" + sip + "/receipt.tlog-proof", nobody)
                        .statusCode())
                .isEqualTo(401);
        for (Map.Entry<String, String> file : Map.of(
                        "archive.pem",
                        "/api/v1/certificate",
                        "log.vkey",
                        "/api/v1/journal/key",
                        "tsa.pem",
                        "/api/v1/journal/timestamp-certificates",
                        "checkpoint.note",
                        "/api/v1/journal/checkpoints/" + size,
                        "checkpoint.tsr",
                        "/api/v1/journal/checkpoints/" + size + "/timestamp",
                        "consistency.txt",
                        "/api/v1/journal/consistency?from="
                                + old.lines().skip(1).findFirst().orElseThrow() + "&to=" + size,
                        "public.tlog-proof",
                        "/api/v1/journal/entries/1/proof",
                        "tile",
                        "/api/v1/journal/tile/0/000.p/" + size)
                .entrySet()) {
            Files.write(work.resolve(file.getKey()), server.bytes(file.getValue(), nobody));
        }
        Files.writeString(work.resolve("old.note"), old);
        assertThat(Files.size(work.resolve("tile"))).isEqualTo(size * 32);
        assertThat(Files.readString(work.resolve("public.tlog-proof"))).doesNotContain("extra ");
        assertThat(server.get("/api/v1/journal/tile/0/0", nobody).statusCode()).isEqualTo(404);
        assertThat(server.get("/api/v1/journal/consistency", nobody).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/api/v1/events/1/proof", nobody).statusCode()).isEqualTo(401);

        verified(work, 0, Questions.receipt());
        verified(work, 0, Questions.checkpoint());
        verified(work, 0, Questions.consistency());
        Path journal = folder.resolve("data/volumes/a/journal").toAbsolutePath();
        verified(work, 0, "journal", "--journal", journal.toString(), "--key", "log.vkey", "--checkpoint", "old.note");
        verified(work, 1, Questions.but(Questions.proof(), "--entry", "package.zip"));
        verified(work, 2, "proof");
    }

    private static String text(RunningServer server, String path) throws Exception {
        return new String(server.bytes(path, Map.of()), StandardCharsets.UTF_8);
    }

    private static void verified(Path work, int code, String... arguments) throws IOException, InterruptedException {
        Path jar = Path.of("target/dist/khoso-verify.jar").toAbsolutePath();
        assertThat(Files.size(jar)).isLessThan(LARGEST_JAR);
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", arguments) + "\n" + said)
                .isEqualTo(code);
    }
}
