package vn.khoso.schemas.codec.rdf;

/**
 * One RDF statement (RDF 1.1 Concepts, 3.1), free of any library.
 *
 * @param subject an absolute IRI
 * @param predicate an absolute IRI
 */
public record RdfStatement(String subject, String predicate, Term object) {

    /** What a statement says of its subject. */
    public sealed interface Term {
        /** Another resource. */
        record Iri(String value) implements Term {}

        /**
         * A value.
         *
         * @param datatype an absolute IRI
         */
        record Literal(String text, String datatype) implements Term {}
    }

    /** The statement as one line of N-Triples, without line break. */
    public String line() {
        String value = switch (object) {
            case Term.Iri iri -> "<" + iri.value() + ">";
            case Term.Literal literal ->
                literal.datatype().equals(Vocabulary.XSD + "string")
                        ? quoted(literal.text())
                        : quoted(literal.text()) + "^^<" + literal.datatype() + ">";
        };
        return "<" + subject + "> <" + predicate + "> " + value + " .";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                default -> out.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c);
            }
        });
        return out.append('"').toString();
    }
}
