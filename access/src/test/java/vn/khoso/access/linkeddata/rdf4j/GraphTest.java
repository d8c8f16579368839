package vn.khoso.access.linkeddata.rdf4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.rdf4j.sail.lmdb.LmdbStore;
import org.eclipse.rdf4j.sail.lmdb.config.LmdbStoreConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khoso.access.step.GraphAnswer;
import vn.khoso.access.step.GraphAnswer.Form;
import vn.khoso.access.testing.Records;
import vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/** The graph holds public records only, answers whole or not at all, and lets no query out of its bounds. */
class GraphTest {

    private static final String BASE = "https://kho.example.vn/";
    private static final List<Form> ANY = List.of(Form.CSV, Form.JSON, Form.N_TRIPLES);

    @TempDir
    Path folder;

    private Rdf4jGraph graph;

    @BeforeEach
    void some_records() {
        graph = new Rdf4jGraph(folder, BASE, 3);
        graph.resume();
        graph.take(List.of(
                Records.record().entry(1),
                Records.record()
                        .named("Giấy phép xây dựng của Nguyễn Văn Mẫu", "x")
                        .entry(2),
                Records.record().mode(AccessMode.CONDITIONAL).entry(3),
                Records.record().mode(AccessMode.SECRET).entry(4)));
        graph.caughtUp();
    }

    @AfterEach
    void closed() {
        graph.close();
    }

    @Test
    void a_graph_that_was_made_with_other_indexes_is_made_again() {
        Path before = folder.resolve("before");
        LmdbStore older = new LmdbStore(before.toFile(), new LmdbStoreConfig("spoc,posc,cspo"));
        older.init();
        older.shutDown();
        try (Rdf4jGraph made = new Rdf4jGraph(before, BASE, 3)) {
            assertThat(made.resume()).isZero();
            made.take(List.of(Records.record().entry(1)));
        }
        try (Rdf4jGraph opened = new Rdf4jGraph(before, BASE, 3)) {
            assertThat(opened.resume()).as("its own it knows").isEqualTo(1);
        }
    }

    @Test
    void only_public_records_are_in_it_and_no_owner() {
        assertThat(csv("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }")).isEqualTo("n\r\n2\r\n");
        String all = csv("SELECT * { ?s ?p ?o }");
        assertThat(all)
                .contains("Giấy phép xây dựng")
                .doesNotContain(Records.OWNER.value())
                .doesNotContain("Nguyễn Văn Mẫu");
    }

    @Test
    void a_record_that_is_closed_or_withdrawn_leaves_it() {
        graph.take(List.of(
                Records.record().mode(AccessMode.CONDITIONAL).entry(1, 5, Records.CHANGED),
                Records.record().gone().entry(2, 6, Records.CHANGED)));
        assertThat(csv("SELECT * { ?s ?p ?o }")).isEqualTo("s,p,o\r\n");
        assertThat(graph.position()).isEqualTo(6);
    }

    @Test
    void the_position_outlives_a_restart_and_is_not_to_be_seen() {
        graph.close();
        graph = new Rdf4jGraph(folder, BASE, 3);
        assertThat(graph.resume()).isEqualTo(4);
        assertThat(csv("SELECT * { ?s <" + BASE + "graph/follower#sequence> ?o }"))
                .isEqualTo("s,o\r\n");
        assertThat(csv("SELECT * { GRAPH ?g { ?s ?p ?o } }").lines())
                .as("no other graph can be named")
                .hasSize(1);
    }

    @Test
    void until_it_has_caught_up_once_it_does_not_answer() {
        graph.startOver();
        assertThatThrownBy(() -> graph.answer("ASK { ?s ?p ?o }", ANY)).isInstanceOf(DiscoveryUnavailable.class);
        graph.caughtUp();
        assertThat(body(graph.answer("ASK { ?s ?p ?o }", List.of(Form.JSON)))).contains("false");
    }

    @Test
    void each_kind_of_query_has_its_forms() {
        assertThat(body(graph.answer("SELECT * { ?s ?p ?o } LIMIT 1", List.of(Form.JSON))))
                .contains("bindings");
        assertThat(body(graph.answer("SELECT * { ?s ?p ?o } LIMIT 1", List.of(Form.XML))))
                .contains("<sparql");
        assertThat(body(graph.answer("ASK { ?s ?p ?o }", ANY))).contains("true");
        assertThat(body(graph.answer("CONSTRUCT WHERE { ?s ?p ?o }", ANY))).contains("<" + BASE + "record/");
        String iri = BASE + "record/" + Records.record().entry(1).id().uuid();
        assertThat(body(graph.answer("DESCRIBE <" + iri + ">", List.of(Form.TURTLE))))
                .contains("766/QĐ-UBND");
        assertThat(graph.answer("SELECT * { ?s ?p ?o }", List.of(Form.TURTLE)))
                .isEqualTo(new GraphAnswer.NotAcceptable());
        assertThat(graph.answer("ASK { ?s ?p ?o }", List.of(Form.CSV))).isEqualTo(new GraphAnswer.NotAcceptable());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }                              | QUERY_SERVICE
            SELECT * { { SELECT * { OPTIONAL { SERVICE SILENT ?x { ?s ?p ?o } } } } }            | QUERY_SERVICE
            SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } } }   | QUERY_SERVICE
            SELECT * FROM <http://127.0.0.1:1/x> { ?s ?p ?o }                                    | QUERY_FROM
            SELECT * FROM NAMED <http://127.0.0.1:1/x> { GRAPH ?g { ?s ?p ?o } }                 | QUERY_FROM
            LOAD <http://127.0.0.1:1/x>                                                          | QUERY_MALFORMED
            INSERT DATA { <urn:a> <urn:b> <urn:c> }                                              | QUERY_MALFORMED
            DELETE WHERE { ?s ?p ?o }                                                            | QUERY_MALFORMED
            CLEAR ALL                                                                            | QUERY_MALFORMED
            SELECT                                                                               | QUERY_MALFORMED
            hello                                                                                | QUERY_MALFORMED
            SELECT (<http://example.org/f>(1) AS ?x) {}                                          | QUERY_FUNCTION
            SELECT * { ?s ?p ?o FILTER regex(str(?o), "(a+)+$") }                                | QUERY_PATTERN
            SELECT * { ?s ?p ?o FILTER regex(str(?o), ?s) }                                      | QUERY_PATTERN
            SELECT * { ?s ?p ?o FILTER regex(str(?o), "a*a*a*a*a*b") }                           | QUERY_PATTERN
            SELECT (replace(str(?o), "(x+)*y", "") AS ?r) { ?s ?p ?o }                           | QUERY_PATTERN
            """)
    void what_reaches_out_or_runs_away_is_refused_on_its_parse_tree(String query, String code) {
        assertThat(graph.answer(query, ANY))
                .isInstanceOfSatisfying(
                        GraphAnswer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * { ?s ?p 'SERVICE <x> FROM LOAD INSERT' }",
                "SELECT * { ?s ?p ?o FILTER regex(str(?o), 'gi[aấ]y', 'i') } # SERVICE",
                "SELECT (UCASE(str(?o)) AS ?x) (strlen(?x) AS ?n) { ?s ?p ?o } LIMIT 3",
                "SELECT (<http://www.w3.org/2001/XMLSchema#integer>('1') AS ?x) {}",
                "SELECT (GROUP_CONCAT(?o; separator=',') AS ?all) { ?s ?p ?o } GROUP BY ?s"
            })
    void words_in_texts_and_functions_of_sparql_are_allowed(String query) {
        assertThat(graph.answer(query, ANY)).isInstanceOf(GraphAnswer.Complete.class);
    }

    @Test
    void a_deeply_nested_query_harms_only_itself() {
        String deep = "SELECT * { ?s ?p ?o FILTER(" + "(".repeat(9_000) + "1" + ")".repeat(9_000) + ") }";
        assertThat(graph.answer(deep, ANY)).isNotInstanceOf(GraphAnswer.Busy.class);
        assertThat(graph.answer("SELECT * { ?s ?p \"" + "x".repeat(30_000) + "\" }", ANY))
                .isInstanceOf(GraphAnswer.Refused.class);
        assertThat(csv("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }")).isEqualTo("n\r\n2\r\n");
    }

    @Test
    void too_many_rows_are_an_error_and_not_a_part() {
        List<RecordEntry> many = new ArrayList<>();
        for (int n = 10; n < 30; n++) {
            many.add(Records.record().entry(n));
        }
        graph.take(many);
        assertThat(graph.answer("SELECT * { ?s ?p ?o . ?a ?b ?c }", ANY))
                .isInstanceOfSatisfying(
                        GraphAnswer.TooLarge.class,
                        large -> assertThat(large.code()).isEqualTo("QUERY_TOO_MANY_ROWS"));
    }

    @Test
    void a_query_that_takes_too_long_is_stopped() {
        List<RecordEntry> many = new ArrayList<>();
        for (int n = 10; n < 60; n++) {
            many.add(Records.record().entry(n));
        }
        graph.take(many);
        long begun = System.nanoTime();
        GraphAnswer answer = graph.answer("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", ANY);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        GraphAnswer.TooLarge.class,
                        large -> assertThat(large.code()).isEqualTo("QUERY_TOO_SLOW"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    private String csv(String query) {
        return body(graph.answer(query, List.of(Form.CSV)));
    }

    private static String body(GraphAnswer answer) {
        assertThat(answer).isInstanceOf(GraphAnswer.Complete.class);
        return new String(((GraphAnswer.Complete) answer).body(), StandardCharsets.UTF_8);
    }
}
