package vn.khoso.access.step;

/** What a SPARQL query came to. */
public sealed interface GraphAnswer {

    /** The whole answer. */
    record Complete(String mediaType, byte[] body) implements GraphAnswer {}

    /** Not a query, or one that is not allowed here. */
    record Refused(String code, String whyVi, String whyEn) implements GraphAnswer {}

    /** Ran out of time, rows or bytes; nothing of it is handed out. */
    record TooLarge(String code, String whyVi, String whyEn) implements GraphAnswer {}

    /** All places are taken; try again after so many seconds. */
    record Busy(int retryAfterSeconds) implements GraphAnswer {}

    /** The form of the answer: the first three for tables, the others for graphs; ASK takes JSON or XML. */
    enum Form {
        JSON,
        XML,
        CSV,
        TURTLE,
        N_TRIPLES,
        RDF_XML,
        JSON_LD
    }
}
