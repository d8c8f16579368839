package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real WAR, deployed by Arquillian on a Payara Micro that no launcher of ours started. */
@ExtendWith({ContainerGround.class, ArquillianExtension.class})
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ContainerIT {

    /** What strangers may try; what comes of it is another question. */
    private static final List<String> OPEN =
            List.of("SEE_PUBLIC_PAGES", "SEARCH_RECORDS", "READ_METADATA", "READ_CONTENT", "HARVEST", "QUERY_GRAPH");

    @ArquillianResource
    private URL address;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Untouched: what Arquillian would add for tests inside the container has no rule in the table of routes and could not be reached. */
    @Deployment(testable = false)
    static WebArchive khoso() {
        return ShrinkWrap.createFromZipFile(
                WebArchive.class,
                RunningServer.DISTRIBUTION.resolve("khoso.war").toFile());
    }

    @Test
    void is_ready_and_tells_a_stranger_nothing_but_that() throws Exception {
        HttpResponse<String> ready = ask("GET", "/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    /** Each answer comes from the guard or from the resource itself: nothing is unknown, nothing fails to be put together. */
    @Test
    void every_route_of_the_table_stands_and_a_stranger_passes_only_where_all_may() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String[] row : table()) {
            HttpResponse<String> answer = ask(row[0], row[1].replaceAll("\\{[^}]+}", "0"));
            boolean stands = answer.statusCode() < 500 && answer.statusCode() != 405;
            // Signing in with nothing is a 401 of the resource, not of the guard.
            boolean turnedAway = answer.statusCode() == 403
                    || answer.statusCode() == 401
                            && (row[0].equals("HEAD") || answer.body().contains("SIGN_IN_FIRST"));
            boolean guarded = OPEN.contains(row[2]) != turnedAway;
            if (!stands || !guarded) {
                wrong.add(String.join(" ", row) + " -> " + answer.statusCode() + " " + answer.body());
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Payara itself would open more, and on every address: this is what the boot commands of the launcher are for. */
    @Test
    void one_port_is_open_and_on_the_loopback_address_only() throws Exception {
        List<Listeners.Listener> open = ProcessHandle.current()
                .children()
                .flatMap(child -> {
                    try {
                        return Listeners.of(child).stream();
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                })
                .toList();
        assertThat(open).singleElement().satisfies(one -> {
            assertThat(one.address().isLoopbackAddress()).as(one.toString()).isTrue();
            assertThat(one.port()).isEqualTo(address.getPort());
        });
    }

    @Test
    void what_has_no_rule_is_not_there() throws Exception {
        for (String path : List.of(
                "/metrics/x",
                "/openapi",
                "/application.wadl",
                "/WEB-INF/web.xml",
                "/faces/x.xhtml",
                "/ArquillianServletRunner")) {
            assertThat(ask("GET", path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void no_answer_names_the_server_or_its_version() throws Exception {
        for (String path : List.of("/", "/health/live", "/nothing", "/api/v1/accounts")) {
            HttpResponse<String> answer = ask("GET", path);
            assertThat(answer.headers().firstValue("Server")).as(path).isEmpty();
            assertThat(answer.headers().firstValue("X-Powered-By")).as(path).isEmpty();
            assertThat(answer.body() + answer.headers().map())
                    .as(path)
                    .doesNotContainIgnoringCase("payara")
                    .doesNotContainIgnoringCase("glassfish");
        }
    }

    @Test
    void a_refusal_is_a_problem_document_in_both_languages() throws Exception {
        HttpResponse<String> refused = ask("GET", "/api/v1/accounts");
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(refused.body());
        assertThat(problem.path("status").asInt()).isEqualTo(401);
        assertThat(problem.path("code").asText()).isEqualTo("SIGN_IN_FIRST");
        for (String field : List.of("type", "title", "titleEn", "cause", "next", "nextEn", "traceId")) {
            assertThat(problem.path(field).asText()).as(field).isNotEmpty();
        }
        assertThat(problem.has("object")).isTrue();
        assertThat(problem.has("rule")).isTrue();
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + address.getPort()).resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static List<String[]> table() throws IOException {
        try (ZipFile war = new ZipFile(
                        RunningServer.DISTRIBUTION.resolve("khoso.war").toFile());
                InputStream in =
                        war.getInputStream(new ZipEntry("WEB-INF/classes/vn/khoso/server/security/routes.tsv"))) {
            List<String[]> rows = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rows.add(line.split("\t")));
            return rows;
        }
    }
}
