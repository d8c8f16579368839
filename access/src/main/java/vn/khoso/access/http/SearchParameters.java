package vn.khoso.access.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchQuery;

/** Reads the question from the address; what is malformed is told, not guessed. */
final class SearchParameters {

    private static final int USUAL_LIMIT = 50;
    private static final int MOST_VALUES = 50;

    private final ContainerRequestContext request;
    private final MultivaluedMap<String, String> given;

    SearchParameters(ContainerRequestContext request) {
        this.request = request;
        this.given = request.getUriInfo().getQueryParameters();
    }

    SearchQuery query() {
        Map<FacetName, List<String>> filters = new EnumMap<>(FacetName.class);
        for (FacetName facet : FacetName.values()) {
            List<String> values = given.getOrDefault(facet.code(), List.of()).stream()
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (values.size() > MOST_VALUES) {
                throw malformed(
                        facet.code(), "Nhiều nhất " + MOST_VALUES + " giá trị.", "At most " + MOST_VALUES + " values.");
            }
            if (!values.isEmpty()) {
                filters.put(facet, values);
            }
        }
        return new SearchQuery(one("q").orElse(""), filters, sort(), one("cursor"), limit());
    }

    private SearchQuery.Sort sort() {
        return switch (one("sort").orElse("relevance")) {
            case "relevance" -> SearchQuery.Sort.RELEVANCE;
            case "newest" -> SearchQuery.Sort.NEWEST_ISSUED;
            case "oldest" -> SearchQuery.Sort.OLDEST_ISSUED;
            default ->
                throw malformed(
                        "sort",
                        "Thứ tự là relevance, newest hoặc oldest.",
                        "The order is relevance, newest or oldest.");
        };
    }

    private int limit() {
        Optional<String> text = one("limit");
        if (text.isEmpty()) {
            return USUAL_LIMIT;
        }
        if (text.get().matches("\\d{1,3}")) {
            int limit = Integer.parseInt(text.get());
            if (limit >= 1 && limit <= 200) {
                return limit;
            }
        }
        throw malformed("limit", "Giới hạn từ 1 đến 200.", "The limit is 1 to 200.");
    }

    private Optional<String> one(String name) {
        return Optional.ofNullable(given.getFirst(name)).filter(value -> !value.isEmpty());
    }

    private RuntimeException malformed(String parameter, String vi, String en) {
        return new Refusal(request).malformed(parameter, vi, en);
    }
}
