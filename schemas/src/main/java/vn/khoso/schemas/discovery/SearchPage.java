package vn.khoso.schemas.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.schemas.oais.RecordId;

/**
 * One page of hits.
 *
 * @param total exact to 10,000; then {@code totalExact} is false and it is a lower bound
 * @param next cursor of the next page; empty on the last
 * @param journalLag how many changes the index is behind the catalogue; 0 when it is up to date
 */
public record SearchPage(
        List<Hit> hits,
        long total,
        boolean totalExact,
        Map<FacetName, List<FacetValue>> facets,
        Optional<String> next,
        long journalLag) {

    public SearchPage {
        hits = List.copyOf(hits);
        facets = Map.copyOf(facets);
    }

    /** A hit with a line to show; the record itself is fetched where it is needed. */
    public record Hit(
            RecordId id,
            String documentName,
            String summary,
            Optional<String> referenceNumber,
            String issuedDate,
            String issuingAgencyName,
            String validity) {}

    /** A facet's value with its count. */
    public record FacetValue(String value, String label, long count) {}
}
