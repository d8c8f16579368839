package vn.khoso.access.oaipmh;

import java.time.Instant;
import java.util.Optional;

/** A request that was understood: its verb with what the verb needs. */
sealed interface OaiQuestion {

    /** The only format of today. */
    String OAI_DC = "oai_dc";

    record Identify() implements OaiQuestion {}

    record ListMetadataFormats(Optional<String> identifier) implements OaiQuestion {}

    record ListSets() implements OaiQuestion {}

    record GetRecord(String identifier) implements OaiQuestion {}

    /** A list from its beginning; {@code whole} with metadata, else headers only. */
    record List(boolean whole, Selection selection) implements OaiQuestion {}

    /** A list from where it was broken off. */
    record Resume(boolean whole, String token) implements OaiQuestion {}

    /**
     * What is selected.
     *
     * @param from first second
     * @param until last second
     * @param set {@code agency} or {@code agency:<code>}
     */
    record Selection(Optional<Instant> from, Optional<Instant> until, Optional<String> set) {}
}
