package vn.khoso.access.linkeddata;

import java.util.List;
import vn.khoso.access.step.GraphAnswer;

/** Read-only SPARQL over the graph of public records. */
public interface GraphQueries {

    /**
     * Answers one query wholly, or says why not; never a part of an answer.
     *
     * @param acceptable forms in the order of preference; the first that suits the kind of query is taken
     * @throws vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable when the graph cannot be read
     */
    GraphAnswer answer(String query, List<GraphAnswer.Form> acceptable);

    /** Sequence of the last catalogue change in the graph; 0 when empty. */
    long position();
}
