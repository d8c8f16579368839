package vn.khoso.server.web;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchQuery;
import vn.khoso.schemas.discovery.SearchQuery.Sort;

/** The state of a search as its address: what is asked, and the addresses of its neighbours. */
public record SearchAddress(String text, Map<FacetName, List<String>> filters, Sort sort, Optional<String> cursor) {

    private static final int ROWS = 50;
    private static final int LONGEST = 500;

    public static SearchAddress of(MultivaluedMap<String, String> parameters) {
        Map<FacetName, List<String>> filters = new EnumMap<>(FacetName.class);
        for (FacetName facet : FacetName.values()) {
            List<String> values = parameters.getOrDefault(facet.code(), List.of()).stream()
                    .filter(value -> !value.isBlank())
                    .distinct()
                    .limit(20)
                    .toList();
            if (!values.isEmpty()) {
                filters.put(facet, values);
            }
        }
        String typed = Optional.ofNullable(parameters.getFirst("q")).orElse("").strip();
        String text = Normalizer.normalize(typed.substring(0, Math.min(LONGEST, typed.length())), Normalizer.Form.NFC);
        return new SearchAddress(
                text,
                filters,
                sort(parameters.getFirst("sort")),
                Optional.ofNullable(parameters.getFirst("cursor")).filter(one -> !one.isBlank()));
    }

    private static Sort sort(@org.jspecify.annotations.Nullable String text) {
        for (Sort sort : Sort.values()) {
            if (sort.name().equals(text)) {
                return sort;
            }
        }
        return Sort.RELEVANCE;
    }

    public SearchQuery query() {
        return new SearchQuery(text, filters, sort, cursor, ROWS);
    }

    public boolean has(FacetName facet, String value) {
        return filters.getOrDefault(facet, List.of()).contains(value);
    }

    public boolean filtered() {
        return !filters.isEmpty();
    }

    /** The same search with this value asked for too, from the first page. */
    public String with(FacetName facet, String value) {
        Map<FacetName, List<String>> more = new EnumMap<>(FacetName.class);
        more.putAll(filters);
        List<String> values = new ArrayList<>(filters.getOrDefault(facet, List.of()));
        values.add(value);
        more.put(facet, values);
        return new SearchAddress(text, more, sort, Optional.empty()).href();
    }

    /** The same search without this value, from the first page. */
    public String without(FacetName facet, String value) {
        Map<FacetName, List<String>> fewer = new EnumMap<>(FacetName.class);
        filters.forEach((name, values) -> {
            List<String> kept = values.stream()
                    .filter(one -> name != facet || !one.equals(value))
                    .toList();
            if (!kept.isEmpty()) {
                fewer.put(name, kept);
            }
        });
        return new SearchAddress(text, fewer, sort, Optional.empty()).href();
    }

    public String first() {
        return new SearchAddress(text, filters, sort, Optional.empty()).href();
    }

    public String next(String after) {
        return new SearchAddress(text, filters, sort, Optional.of(after)).href();
    }

    public String href() {
        List<String> parts = new ArrayList<>();
        if (!text.isEmpty()) {
            parts.add("q=" + encoded(text));
        }
        filters.forEach((facet, values) -> values.forEach(value -> parts.add(facet.code() + "=" + encoded(value))));
        if (sort != Sort.RELEVANCE) {
            parts.add("sort=" + sort.name());
        }
        cursor.ifPresent(value -> parts.add("cursor=" + encoded(value)));
        return parts.isEmpty() ? "/search" : "/search?" + String.join("&", parts);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
