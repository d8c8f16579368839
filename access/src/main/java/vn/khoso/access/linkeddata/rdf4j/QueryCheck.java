package vn.khoso.access.linkeddata.rdf4j;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.rdf4j.query.MalformedQueryException;
import org.eclipse.rdf4j.query.algebra.AggregateFunctionCall;
import org.eclipse.rdf4j.query.algebra.FunctionCall;
import org.eclipse.rdf4j.query.algebra.Regex;
import org.eclipse.rdf4j.query.algebra.Service;
import org.eclipse.rdf4j.query.algebra.ValueConstant;
import org.eclipse.rdf4j.query.algebra.ValueExpr;
import org.eclipse.rdf4j.query.algebra.helpers.AbstractQueryModelVisitor;
import org.eclipse.rdf4j.query.parser.ParsedQuery;
import org.eclipse.rdf4j.query.parser.sparql.SPARQLParser;
import vn.khoso.access.step.GraphAnswer.Refused;

/**
 * Judges a query on its parse tree, never on its text: no service, no graph from elsewhere, no function that is not
 * of SPARQL, no pattern whose matching may run away.
 */
final class QueryCheck {

    static final int LONGEST = 20_000;

    /** Where functions of SPARQL 1.1 (17.4) and casts lie; the parser gives some of them bare names without a colon. */
    private static final Set<String> NAMESPACES =
            Set.of("http://www.w3.org/2005/xpath-functions#", "http://www.w3.org/2001/XMLSchema#");

    /** A repeated group or a back reference; and more than three repetitions. Both make matching explode. */
    private static final Pattern RUNAWAY =
            Pattern.compile("\\)\\s*[*+?{]|\\\\[1-9k]|\\(\\?(?!:|i\\))|([*+{][^*+{]*){4,}", Pattern.DOTALL);

    private static final int LONGEST_PATTERN = 100;

    private QueryCheck() {}

    /** The parsed query, or what is wrong with it. */
    sealed interface Verdict {
        record Allowed(ParsedQuery query) implements Verdict {}

        record NotAllowed(Refused refused) implements Verdict {}
    }

    static Verdict of(String query, String base) {
        if (query.length() > LONGEST) {
            return no("QUERY_TOO_LONG", "Câu truy vấn dài quá " + LONGEST + " ký tự.", "The query is too long.");
        }
        try {
            ParsedQuery parsed = new SPARQLParser().parseQuery(query, base);
            if (parsed.getDataset() != null) {
                return no(
                        "QUERY_FROM",
                        "Không dùng FROM: chỉ có một đồ thị công khai.",
                        "FROM is not allowed: there is one public graph.");
            }
            Inspector inspector = new Inspector();
            parsed.getTupleExpr().visit(inspector);
            return inspector.refused.<Verdict>map(Verdict.NotAllowed::new).orElseGet(() -> new Verdict.Allowed(parsed));
        } catch (MalformedQueryException | IllegalArgumentException malformed) {
            return no(
                    "QUERY_MALFORMED",
                    "Không phải câu truy vấn SPARQL đọc (SELECT, ASK, CONSTRUCT, DESCRIBE).",
                    "Not a SPARQL read query (SELECT, ASK, CONSTRUCT, DESCRIBE).");
        } catch (StackOverflowError tooDeep) {
            return no("QUERY_TOO_DEEP", "Câu truy vấn lồng quá sâu.", "The query is nested too deeply.");
        }
    }

    private static Verdict no(String code, String vi, String en) {
        return new Verdict.NotAllowed(new Refused(code, vi, en));
    }

    /** Walks the whole tree, sub-selects and EXISTS too. */
    private static final class Inspector extends AbstractQueryModelVisitor<MalformedQueryException> {

        private Optional<Refused> refused = Optional.empty();

        @Override
        public void meet(Service node) {
            refuse("QUERY_SERVICE", "Không gọi dịch vụ bên ngoài (SERVICE).", "SERVICE is not allowed.");
        }

        @Override
        public void meet(FunctionCall node) {
            String name = node.getURI();
            boolean ours = !name.contains(":") || NAMESPACES.stream().anyMatch(name::startsWith);
            if (!ours) {
                refuse("QUERY_FUNCTION", "Hàm này không thuộc SPARQL 1.1.", "This function is not of SPARQL 1.1.");
            }
            if (name.endsWith("replace") && node.getArgs().size() > 1) {
                pattern(node.getArgs().get(1));
            }
            super.meet(node);
        }

        @Override
        public void meet(AggregateFunctionCall node) {
            refuse("QUERY_FUNCTION", "Hàm này không thuộc SPARQL 1.1.", "This function is not of SPARQL 1.1.");
        }

        @Override
        public void meet(Regex node) {
            pattern(node.getPatternArg());
            super.meet(node);
        }

        private void pattern(ValueExpr argument) {
            String text = argument instanceof ValueConstant constant
                    ? constant.getValue().stringValue()
                    : "";
            boolean known = argument instanceof ValueConstant;
            if (!known
                    || text.length() > LONGEST_PATTERN
                    || RUNAWAY.matcher(text).find()) {
                refuse(
                        "QUERY_PATTERN",
                        "Mẫu so khớp phải là hằng, ngắn và đơn giản (không lặp nhóm).",
                        "A pattern must be a constant, short and simple (no repeated group).");
            }
        }

        private void refuse(String code, String vi, String en) {
            refused = Optional.of(new Refused(code, vi, en));
        }
    }
}
