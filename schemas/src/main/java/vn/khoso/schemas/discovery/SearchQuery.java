package vn.khoso.schemas.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person or portal looks for.
 *
 * @param text free words, any accents or none; empty for everything
 * @param filters facet name to the values wanted: values of one facet are alternatives, facets narrow each other
 * @param cursor where the page before ended; opaque, empty for the first page
 * @param limit 1 to 200
 */
public record SearchQuery(
        String text, Map<FacetName, List<String>> filters, Sort sort, Optional<String> cursor, int limit) {

    /** Order of hits; ties are broken by record id, so that a cursor is exact. */
    public enum Sort {
        RELEVANCE,
        NEWEST_ISSUED,
        OLDEST_ISSUED
    }

    public SearchQuery {
        filters = Map.copyOf(filters);
        if (limit < 1 || limit > 200) {
            throw new IllegalArgumentException("limit must be 1 to 200");
        }
    }
}
