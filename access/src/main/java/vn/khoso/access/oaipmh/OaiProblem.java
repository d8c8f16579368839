package vn.khoso.access.oaipmh;

/** An error of the protocol (OAI-PMH 2.0, 3.6): an answer like any other, told inside the document. */
record OaiProblem(Code code, String message) {

    /** The closed list; {@code noMetadataFormats} and {@code noSetHierarchy} cannot happen here. */
    enum Code {
        BAD_ARGUMENT("badArgument"),
        BAD_RESUMPTION_TOKEN("badResumptionToken"),
        BAD_VERB("badVerb"),
        CANNOT_DISSEMINATE_FORMAT("cannotDisseminateFormat"),
        ID_DOES_NOT_EXIST("idDoesNotExist"),
        NO_RECORDS_MATCH("noRecordsMatch");

        private final String term;

        Code(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }

        /** After these the request element carries no attributes (3.2). */
        boolean requestNotUnderstood() {
            return this == BAD_ARGUMENT || this == BAD_VERB;
        }
    }
}
