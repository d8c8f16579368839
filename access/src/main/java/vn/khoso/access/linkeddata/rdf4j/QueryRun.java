package vn.khoso.access.linkeddata.rdf4j;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.query.BooleanQuery;
import org.eclipse.rdf4j.query.Dataset;
import org.eclipse.rdf4j.query.GraphQuery;
import org.eclipse.rdf4j.query.GraphQueryResult;
import org.eclipse.rdf4j.query.Query;
import org.eclipse.rdf4j.query.QueryLanguage;
import org.eclipse.rdf4j.query.TupleQuery;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.query.resultio.QueryResultWriter;
import org.eclipse.rdf4j.query.resultio.TupleQueryResultWriter;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLResultsJSONWriter;
import org.eclipse.rdf4j.query.resultio.sparqlxml.SPARQLResultsXMLWriter;
import org.eclipse.rdf4j.query.resultio.text.csv.SPARQLResultsCSVWriter;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.rio.RDFWriter;
import org.eclipse.rdf4j.rio.ntriples.NTriplesWriter;
import org.eclipse.rdf4j.rio.rdfxml.RDFXMLWriter;
import org.eclipse.rdf4j.rio.turtle.TurtleWriter;
import vn.khoso.access.step.GraphAnswer;
import vn.khoso.access.step.GraphAnswer.Form;

/** Runs one query that was allowed, into memory: what is handed out is whole. */
final class QueryRun {

    static final int MOST_ROWS = 10_000;

    private static final int MOST_BYTES = 16 << 20;
    private static final Set<Form> TABLES = Set.of(Form.JSON, Form.XML, Form.CSV);
    private static final Set<Form> TRUTHS = Set.of(Form.JSON, Form.XML);
    private static final Set<Form> GRAPHS = Set.of(Form.TURTLE, Form.N_TRIPLES, Form.RDF_XML);

    private final RepositoryConnection connection;
    private final Dataset dataset;
    private final int seconds;

    QueryRun(RepositoryConnection connection, Dataset dataset, int seconds) {
        this.connection = connection;
        this.dataset = dataset;
        this.seconds = seconds;
    }

    GraphAnswer answer(String text, String base, List<Form> acceptable) {
        Query query = connection.prepareQuery(QueryLanguage.SPARQL, text, base);
        query.setDataset(dataset);
        query.setMaxExecutionTime(seconds);
        return switch (query) {
            case TupleQuery select -> formed(acceptable, TABLES, form -> table(select, form));
            case GraphQuery construct -> formed(acceptable, GRAPHS, form -> graph(construct, form));
            case BooleanQuery ask -> formed(acceptable, TRUTHS, form -> truth(ask, form));
            default -> throw new IllegalStateException("a fourth kind of query");
        };
    }

    private static GraphAnswer formed(
            List<Form> acceptable, Set<Form> suiting, java.util.function.Function<Form, GraphAnswer> run) {
        Optional<Form> form = acceptable.stream().filter(suiting::contains).findFirst();
        return form.map(run).orElseGet(GraphAnswer.NotAcceptable::new);
    }

    private static GraphAnswer table(TupleQuery select, Form form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TupleQueryResult rows = select.evaluate()) {
            TupleQueryResultWriter writer = (TupleQueryResultWriter) writer(form, bytes);
            writer.startQueryResult(rows.getBindingNames());
            for (int row = 0; rows.hasNext(); row++) {
                if (row == MOST_ROWS || bytes.size() > MOST_BYTES) {
                    return tooLarge();
                }
                writer.handleSolution(rows.next());
            }
            writer.endQueryResult();
        }
        return new GraphAnswer.Complete(form, bytes.toByteArray());
    }

    private static GraphAnswer graph(GraphQuery construct, Form form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GraphQueryResult statements = construct.evaluate()) {
            RDFWriter writer = switch (form) {
                case N_TRIPLES -> new NTriplesWriter(bytes);
                case RDF_XML -> new RDFXMLWriter(bytes);
                case TURTLE, JSON, XML, CSV -> new TurtleWriter(bytes);
            };
            writer.startRDF();
            for (int row = 0; statements.hasNext(); row++) {
                if (row == MOST_ROWS || bytes.size() > MOST_BYTES) {
                    return tooLarge();
                }
                Statement statement = statements.next();
                writer.handleStatement(statement);
            }
            writer.endRDF();
        }
        return new GraphAnswer.Complete(form, bytes.toByteArray());
    }

    private static GraphAnswer truth(BooleanQuery ask, Form form) {
        boolean found = ask.evaluate();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer(form, bytes).handleBoolean(found);
        return new GraphAnswer.Complete(form, bytes.toByteArray());
    }

    private static QueryResultWriter writer(Form form, ByteArrayOutputStream bytes) {
        return switch (form) {
            case XML -> new SPARQLResultsXMLWriter(bytes);
            case CSV -> new SPARQLResultsCSVWriter(bytes);
            case JSON, TURTLE, N_TRIPLES, RDF_XML -> new SPARQLResultsJSONWriter(bytes);
        };
    }

    private static GraphAnswer tooLarge() {
        return new GraphAnswer.TooLarge(
                "QUERY_TOO_MANY_ROWS",
                "Kết quả vượt " + MOST_ROWS + " dòng hoặc 16 MB; hãy thêm điều kiện hoặc LIMIT.",
                "The answer has more than " + MOST_ROWS + " rows or 16 MB; narrow it or add LIMIT.");
    }
}
