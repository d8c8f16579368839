package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Requests that no well-made program sends. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OddRequestsOverHttp {

    private final ServedArchive archive;

    OddRequestsOverHttp(ServedArchive archive) {
        this.archive = archive;
    }

    /** Decision 0002 of this module: the container answers these itself, emptily. */
    @Test
    void a_malformed_address_is_answered_without_a_word_and_the_next_request_on_the_line_is_served() throws Exception {
        String said = onOneLine("GET /x%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(said.split("HTTP/1.1 ")).as(said).hasSize(3);
        String first = said.substring(0, said.indexOf("HTTP/1.1", 8));
        assertThat(first)
                .contains("Content-Length: 0")
                .doesNotContainIgnoringCase("payara")
                .doesNotContainIgnoringCase("grizzly");
        assertThat(said).endsWith("{\"status\":\"UP\"}");
        assertThat(onOneLine("GET /x%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContainIgnoringCase("payara")
                .doesNotContainIgnoringCase("grizzly")
                .doesNotContainIgnoringCase("glassfish");
    }

    @Test
    void a_client_that_offers_http_2_is_served_and_its_deposit_taken() throws Exception {
        String server = "http://127.0.0.1:" + archive.server().port();
        // Java's own client offers the upgrade with its first request, here one that has a body.
        try (HttpClient modern =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpRequest.Builder deposit = HttpRequest.newBuilder(URI.create(server + "/api/v1/sips"))
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(archive.fresh().zip()));
            archive.as("DEPOSITOR", "Content-Type", "application/octet-stream").forEach(deposit::header);
            assertThat(modern.send(deposit.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(202);
        }
        try (HttpClient modern =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpRequest look = HttpRequest.newBuilder(URI.create(server + "/health/live"))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            assertThat(modern.send(look, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void odd_methods_and_forms_without_a_body_are_refused_as_such() throws Exception {
        for (String method : List.of("OPTIONS", "PROPFIND")) {
            archive.problem(
                    archive.server().send(method, "/health/live", Map.of(), new byte[0]), 405, "METHOD_NOT_ALLOWED");
        }
        archive.problem(
                archive.server().send("DELETE", "/health/live", Map.of(), new byte[0]), 405, "METHOD_NOT_ALLOWED");
        assertThat(archive.server()
                        .send("POST", "/sparql", Map.of(), new byte[0])
                        .statusCode())
                .as("an empty form or an empty query")
                .isEqualTo(400);
        assertThat(archive.server().send("POST", "/oai", Map.of(), new byte[0]).body())
                .contains("badVerb");
        assertThat(archive.server()
                        .send("POST", "/login", Map.of(), new byte[0])
                        .statusCode())
                .isBetween(400, 499);
    }

    private String onOneLine(String requests) throws Exception {
        try (Socket line = new Socket("127.0.0.1", archive.server().port())) {
            line.setSoTimeout(60_000);
            OutputStream out = line.getOutputStream();
            out.write(requests.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
