package vn.khoso.access.discovery.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchPage.FacetValue;
import vn.khoso.schemas.tthc.Validity;

/** Gives facet values the words that a Vietnamese reader knows; names come from a record inside the asker's scope. */
final class FacetLabels {

    private static final int MOST_VALUES = 40;

    private final IndexSearcher searcher;
    private final Query scope;
    private final LabelMemory memory;

    FacetLabels(IndexSearcher searcher, Query scope, LabelMemory memory) {
        this.searcher = searcher;
        this.scope = scope;
        this.memory = memory;
    }

    /** The values with most records first, at most 40. */
    List<FacetValue> labelled(FacetName facet, Map<String, Long> counts) throws IOException {
        List<Map.Entry<String, Long>> most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_VALUES)
                .toList();
        List<FacetValue> values = new ArrayList<>();
        for (Map.Entry<String, Long> one : most) {
            values.add(new FacetValue(one.getKey(), label(facet, one.getKey()), one.getValue()));
        }
        return values;
    }

    private String label(FacetName facet, String value) throws IOException {
        return switch (facet) {
            case AGENCY ->
                remembered(
                        facet,
                        value,
                        List.of(term(RecordDocuments.CUSTODIAN, value), term(RecordDocuments.ISSUER, value)),
                        RecordDocuments.STORED_ISSUER);
            case DOCUMENT_TYPE ->
                remembered(facet, value, List.of(term(RecordDocuments.TYPE, value)), RecordDocuments.STORED_NAME);
            case YEAR -> value;
            case VALIDITY -> validity(Validity.Status.valueOf(value));
            case RETENTION -> retention(value);
        };
    }

    static String validity(Validity.Status status) {
        return switch (status) {
            case VALID -> "Còn hiệu lực";
            case EXPIRED -> "Hết hiệu lực";
            case REVOKED -> "Đã thu hồi";
            case REPLACED -> "Đã thay thế";
            case SUSPENDED -> "Tạm đình chỉ";
            case DISPUTED -> "Đang có tranh chấp";
        };
    }

    private static String retention(String value) {
        return switch (value) {
            case "PERMANENT" -> "Vĩnh viễn";
            case "UNCLASSIFIED" -> "Chưa phân loại";
            default -> value + " năm";
        };
    }

    private String remembered(FacetName facet, String value, List<Query> conditions, String stored) throws IOException {
        return memory.label(scope, facet, value, () -> example(conditions, stored))
                .orElse(value);
    }

    private Optional<String> example(List<Query> conditions, String stored) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder().add(scope, Occur.FILTER);
        conditions.forEach(condition -> query.add(condition, Occur.FILTER));
        TopDocs first = searcher.search(query.build(), 1);
        return first.scoreDocs.length == 0
                ? Optional.empty()
                : Optional.ofNullable(
                        searcher.storedFields().document(first.scoreDocs[0].doc).get(stored));
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }
}
