package vn.khoso.access.linkeddata;

import vn.khoso.access.step.GraphAnswer;

/** Read-only SPARQL over the graph of public records. */
public interface GraphQueries {

    /**
     * Answers one query wholly, or says why not; never a part of an answer.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable when the graph cannot be read
     */
    GraphAnswer answer(String query, GraphAnswer.Form form);

    /** Sequence of the last catalogue change in the graph; 0 when empty. */
    long position();
}
