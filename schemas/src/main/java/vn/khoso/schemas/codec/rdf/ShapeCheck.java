package vn.khoso.schemas.codec.rdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.graph.GraphFactory;
import vn.khoso.schemas.codec.rdf.RdfStatement.Term;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * Judges descriptions by the SHACL shapes {@code tthc-1.shapes.ttl} (W3C SHACL). The shapes are parsed once; a check may
 * run on many threads.
 *
 * <p>A finding names the field and the constraint, never the value: it may be about a person.
 */
public final class ShapeCheck {

    /** Beside this class on the class path. */
    public static final String SHAPES = "tthc-1.shapes.ttl";

    private static final String SUBJECTS = "https://khoso.vn/check/";

    private final Shapes shapes;

    public ShapeCheck() {
        try (InputStream turtle = ShapeCheck.class.getResourceAsStream(SHAPES)) {
            if (turtle == null) {
                throw new IllegalStateException("not on the class path: " + SHAPES);
            }
            this.shapes =
                    Shapes.parse(RDFParser.source(turtle).lang(Lang.TURTLE).toGraph());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(SHAPES, unreadable);
        }
    }

    /** All violations, in the order of the records; subjects are pointers into {@code metadata/tthc.json}. */
    public List<Finding> check(List<AdministrativeResult> results) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            String iri = SUBJECTS + i;
            String pointer = "/records/" + i;
            ShaclValidator.get()
                    .validate(shapes, graph(RecordGraph.checkedTriples(iri, results.get(i))))
                    .getEntries()
                    .stream()
                    .map(entry -> finding(entry, iri, pointer))
                    .sorted(Comparator.comparing(Finding::subject)
                            .thenComparing(one -> one.arguments().toString()))
                    .distinct()
                    .forEach(findings::add);
        }
        return findings;
    }

    private static Finding finding(ReportEntry entry, String iri, String pointer) {
        return Finding.of(FindingCode.METADATA_SHAPE_VIOLATED, pointer + owner(entry.focusNode(), iri) + field(entry))
                .with("expected", entry.constraint().toString());
    }

    /** The step from the record to the co-owner that is meant; the owner's own fields are the record's. */
    private static String owner(Node focus, String iri) {
        String uri = focus.isURI() ? focus.getURI() : "";
        String prefix = iri + "#owner-";
        if (!uri.startsWith(prefix)) {
            return "";
        }
        int number = Integer.parseInt(uri.substring(prefix.length()));
        return number == 0 ? "" : "/coOwners/" + (number - 1);
    }

    private static String field(ReportEntry entry) {
        if (entry.resultPath() == null) {
            return "";
        }
        String path = entry.resultPath().toString();
        int name = path.lastIndexOf('#');
        return "/" + (name < 0 ? path : path.substring(name + 1).replaceAll("[^A-Za-z0-9]", ""));
    }

    private static Graph graph(List<RdfStatement> statements) {
        Graph graph = GraphFactory.createDefaultGraph();
        statements.forEach(one -> graph.add(
                NodeFactory.createURI(one.subject()), NodeFactory.createURI(one.predicate()), node(one.object())));
        return graph;
    }

    private static Node node(Term term) {
        return switch (term) {
            case Term.Iri iri -> NodeFactory.createURI(iri.value());
            case Term.Literal literal ->
                NodeFactory.createLiteralDT(
                        literal.text(), TypeMapper.getInstance().getSafeTypeByName(literal.datatype()));
        };
    }
}
