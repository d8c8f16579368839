package vn.khoso.access.followers;

import java.util.List;
import vn.khoso.schemas.catalogue.RecordEntry;

/**
 * Something made from the catalogue's changes: an index, a graph. It keeps its own position, and can be thrown away and
 * made again.
 *
 * <p>Called by one thread. Trouble of its own medium is {@link
 * vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable}; after it the follower is resumed, from an earlier place
 * where need be.
 */
public interface RecordFollower {

    /** For the log: {@code search-index}. */
    String name();

    /** Opens what is not open, starts over what is damaged, and says from which sequence on changes are wanted; 0 for all. */
    long resume();

    /** Takes changes in their order; taking one again MUST do no harm. */
    void take(List<RecordEntry> changes);

    /** Nothing is left to take now: make what was taken durable. */
    void caughtUp();

    /** Throws everything away: what is here is not of this catalogue. */
    void startOver();
}
