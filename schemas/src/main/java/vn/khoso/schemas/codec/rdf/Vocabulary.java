package vn.khoso.schemas.codec.rdf;

/** Namespaces and terms of the graph. A property of {@link #TTHC} has the name of the JSON field that it says. */
public final class Vocabulary {

    /** Terms of the metadata set. */
    public static final String TTHC = "https://khoso.vn/def/tthc#";

    /** Class of records. */
    public static final String RESULT = TTHC + "Result";

    /** From a record to its owner; only in graphs that are checked, never in one that is published. */
    public static final String OWNER = TTHC + "owner";

    static final String XSD = "http://www.w3.org/2001/XMLSchema#";
    static final String RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    static final String DCTERMS = "http://purl.org/dc/terms/";

    private Vocabulary() {}
}
