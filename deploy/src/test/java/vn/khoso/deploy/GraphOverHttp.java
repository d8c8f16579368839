package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The SPARQL endpoint: read only, over the public graph, the same for everybody. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GraphOverHttp {

    private static final String TTHC = "PREFIX t: <https://khoso.vn/def/tthc#> ";
    private static final String ALL = TTHC + "SELECT ?mode WHERE { ?r t:accessMode ?mode }";

    private final ServedArchive archive;

    GraphOverHttp(ServedArchive archive) {
        this.archive = archive;
    }

    @Test
    void a_question_is_answered_in_the_form_that_is_asked_for_by_get_by_form_and_as_a_body() throws Exception {
        somethingPublic();
        for (String type : List.of("application/sparql-results+json", "application/sparql-results+xml", "text/csv")) {
            HttpResponse<String> answer = asked(ALL, type);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
            assertThat(answer.body()).contains("01");
        }
        HttpResponse<String> ask = asked(TTHC + "ASK { ?r a t:Result }", "application/sparql-results+json");
        assertThat(new ObjectMapper().readTree(ask.body()).path("boolean").asBoolean())
                .as(ask.body())
                .isTrue();
        for (String type : List.of("text/turtle", "application/n-triples", "application/rdf+xml")) {
            HttpResponse<String> made =
                    asked(TTHC + "CONSTRUCT { ?r t:documentName ?n } WHERE { ?r t:documentName ?n } LIMIT 1", type);
            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
            assertThat(made.headers().firstValue("Content-Type").orElse("")).startsWith(type);
            assertThat(made.body()).contains("documentName");
        }
        String form = "query=" + ServedArchive.encoded(ALL);
        HttpResponse<String> posted = archive.server()
                .send(
                        "POST",
                        "/sparql",
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        form.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> sent = archive.server()
                .send(
                        "POST",
                        "/sparql",
                        Map.of("Content-Type", "application/sparql-query"),
                        ALL.getBytes(StandardCharsets.UTF_8));
        assertThat(rows(posted)).isNotEmpty();
        assertThat(rows(sent)).hasSameSizeAs(rows(posted));
    }

    @Test
    void restricted_records_and_people_are_not_in_the_graph_not_even_for_the_archivist() throws Exception {
        somethingPublic();
        String closed = archive.restrictedRecord().path("id").asText();
        assertThat(rows(asked(
                        TTHC + "SELECT ?mode WHERE { ?r t:archiveId \"" + closed + "\" ; ?mode ?o }",
                        "application/json")))
                .isEmpty();
        HttpResponse<String> modes = archive.get(
                "/sparql?query=" + ServedArchive.encoded(ALL), archive.as("ARCHIVIST", "Accept", "application/json"));
        assertThat(rows(modes)).isNotEmpty().containsOnly("01");
        assertThat(rows(asked(
                        TTHC
                                + "SELECT ?mode WHERE { { ?r t:owner ?mode } UNION { ?r t:ownerName ?mode } UNION { ?r t:abstract ?mode } }",
                        "application/json")))
                .isEmpty();
        assertThat(rows(asked("SELECT ?mode WHERE { GRAPH ?g { ?s ?p ?mode } }", "application/json")))
                .as("named graphs")
                .isEmpty();
    }

    @Test
    void nothing_is_changed_and_nothing_outside_is_called() throws Exception {
        for (String update : List.of(
                "INSERT DATA { <http://a> <http://b> 1 }", "DROP ALL", "DELETE WHERE { ?s ?p ?o }", "nonsense")) {
            archive.problem(asked(update, "application/json"), 400, "QUERY_MALFORMED");
        }
        archive.problem(
                archive.server()
                        .send(
                                "POST",
                                "/sparql",
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                "update=DROP+ALL".getBytes(StandardCharsets.UTF_8)),
                400,
                "BAD_PARAMETER");
        archive.problem(
                archive.server()
                        .send(
                                "POST",
                                "/sparql",
                                Map.of("Content-Type", "application/sparql-update"),
                                "DROP ALL".getBytes(StandardCharsets.UTF_8)),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        archive.problem(
                asked("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "application/json"),
                400,
                "QUERY_SERVICE");
        archive.problem(
                asked("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", "application/json"), 400, "QUERY_FROM");
        archive.problem(asked(ALL, "image/png"), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void a_question_without_end_is_stopped_and_the_next_one_is_answered() throws Exception {
        somethingPublic();
        String product =
                "SELECT (COUNT(*) AS ?mode) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u }";
        long begun = System.nanoTime();
        HttpResponse<String> slow = asked(product, "application/json");
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        archive.problem(slow, 422, "QUERY_TOO_SLOW");
        assertThat(taken).isLessThan(Duration.ofSeconds(30));
        assertThat(rows(asked(ALL, "application/json"))).isNotEmpty();
    }

    /** The graph follows the journal: waits until something public is in it. */
    private void somethingPublic() throws Exception {
        archive.restrictedRecord();
        String aboutIt = archive.publicRecord().path("id").asText();
        String here = TTHC + "SELECT ?mode WHERE { ?r t:archiveId \"" + aboutIt + "\" ; t:accessMode ?mode }";
        ServedArchive.until(
                () -> asked(here, "application/json"),
                now -> now.statusCode() == 200 && now.body().contains("\"01\""));
    }

    private HttpResponse<String> asked(String query, String accept) throws Exception {
        return archive.get("/sparql?query=" + ServedArchive.encoded(query), Map.of("Accept", accept));
    }

    private static List<String> rows(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> values = new java.util.ArrayList<>();
        for (JsonNode row :
                new ObjectMapper().readTree(answer.body()).path("results").path("bindings")) {
            values.add(row.path("mode").path("value").asText());
        }
        return values;
    }
}
