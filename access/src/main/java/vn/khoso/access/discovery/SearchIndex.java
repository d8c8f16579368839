package vn.khoso.access.discovery;

import vn.khoso.access.rights.AccessScope;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.discovery.SearchQuery;

/**
 * An index of records, made from the catalogue and made again from it whenever it is lost.
 *
 * <p>An implementation MUST keep every answer, count and facet inside {@code scope}; MUST take any text as a question;
 * MUST throw {@link vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable} and nothing else when it cannot answer.
 */
public interface SearchIndex {

    /** @throws vn.khoso.access.fault.InvalidCursor when the cursor is not of this question */
    SearchPage search(SearchQuery query, AccessScope scope);

    /** Sequence of the last catalogue change that answers show; 0 when empty. */
    long position();
}
