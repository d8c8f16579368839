package vn.khoso.schemas.codec.rdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.codec.json.ResultReader;
import vn.khoso.schemas.codec.json.SampleResults;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.tthc.AdministrativeResult;

class RecordGraphTest {

    private static final RecordId ID = RecordId.parse("01890a5d-ac96-774b-bcce-b302099a8057");
    private final RecordGraph graph = new RecordGraph("https://kho.example.vn/id/");
    private final ShapeCheck shapes = new ShapeCheck();

    private static AdministrativeResult result(Consumer<ObjectNode> spoil) {
        return new ResultReader().read(SampleResults.deposit(spoil)).results().getFirst();
    }

    private List<String> violations(Consumer<ObjectNode> spoil) {
        return shapes.check(List.of(result(record -> {}), result(spoil))).stream()
                .map(Finding::subject)
                .toList();
    }

    @Test
    void no_person_stands_in_public_triples() {
        String text = RecordGraph.nTriples(graph.publicTriples(ID, result(record -> {})));
        assertThat(text)
                .contains("Giấy khai sinh")
                .doesNotContain("owner")
                .doesNotContain("Owner")
                .doesNotContain("Lê")
                .doesNotContain("0383")
                .doesNotContain("Trần")
                .doesNotContain("250303")
                .doesNotContain("soDangKy");
    }

    @Test
    void triples_are_rdf_that_another_reader_understands_statement_for_statement() {
        AdministrativeResult odd = result(record -> record.put("documentName", "Giấy \"x\\y\"\n z"));
        List<RdfStatement> statements = graph.publicTriples(ID, odd);
        var read = RDFParser.fromString(RecordGraph.nTriples(statements), Lang.NTRIPLES)
                .lang(Lang.NTRIPLES)
                .toGraph();
        assertThat(read.size()).isEqualTo(statements.size());
        assertThat(read.stream()
                        .anyMatch(triple -> triple.getObject().isLiteral()
                                && triple.getObject().getLiteralLexicalForm().equals(odd.documentName())))
                .isTrue();
    }

    @Test
    void a_good_description_has_the_required_shape() {
        assertThat(violations(record -> {})).isEmpty();
    }

    @Test
    void a_description_of_another_shape_is_told_by_field() {
        assertThat(violations(record -> record.put("documentTypeCode", "KQ.15")))
                .containsExactly("/records/1/documentTypeCode");
        assertThat(violations(record -> record.put("accessMode", "03"))).containsExactly("/records/1/accessMode");
        assertThat(violations(record -> record.put("receivedDate", "2025-04-01")))
                .containsExactly("/records/1/receivedDate");
        assertThat(violations(record -> record.remove("ownerName"))).containsExactly("/records/1/ownerName");
        assertThat(violations(record -> record.put("confidenceLevel", "02"))).containsExactly("/records/1");
        assertThat(violations(record -> ((ObjectNode) record.path("coOwners").get(0)).remove("ownerIdIssuer")))
                .containsExactly("/records/1/coOwners/0");
    }

    @Test
    void what_no_single_field_shows_is_found_by_the_shapes_alone() {
        Consumer<ObjectNode> alone = record -> {
            record.put("ownerType", "MULTI");
            record.remove("coOwners");
        };
        Consumer<ObjectNode> expired = record -> record.put("validityStatus", "EXPIRED");
        for (Consumer<ObjectNode> spoil : List.of(alone, expired)) {
            assertThat(new ResultReader().read(SampleResults.deposit(spoil)).findings())
                    .isEmpty();
            assertThat(violations(spoil)).containsExactly("/records/1");
        }
        assertThat(violations(record -> record.put("ownerType", "MULTI"))).isEmpty();
    }

    @Test
    void a_violation_never_tells_the_value() {
        AdministrativeResult bad = result(record -> record.put("documentTypeCode", "038325000001"));
        assertThat(shapes.check(List.of(bad)).toString()).contains("Pattern").doesNotContain("038325000001");
    }
}
