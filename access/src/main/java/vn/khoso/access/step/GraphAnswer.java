package vn.khoso.access.step;

/** What a SPARQL query came to. */
public sealed interface GraphAnswer {

    /** The whole answer. */
    record Complete(Form form, byte[] body) implements GraphAnswer {}

    /** Not a query, or one that is not allowed here. */
    record Refused(String code, String whyVi, String whyEn) implements GraphAnswer {}

    /** None of the forms that the asker takes suits this kind of query. */
    record NotAcceptable() implements GraphAnswer {}

    /** Ran out of time, rows or bytes; nothing of it is handed out. */
    record TooLarge(String code, String whyVi, String whyEn) implements GraphAnswer {}

    /** All places are taken; try again after so many seconds. */
    record Busy(int retryAfterSeconds) implements GraphAnswer {}

    /** Forms of answers: tables for SELECT and (JSON, XML) for ASK, the others for CONSTRUCT and DESCRIBE. */
    enum Form {
        JSON("application/sparql-results+json"),
        XML("application/sparql-results+xml"),
        CSV("text/csv"),
        TURTLE("text/turtle"),
        N_TRIPLES("application/n-triples"),
        RDF_XML("application/rdf+xml");

        private final String mediaType;

        Form(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }
    }
}
