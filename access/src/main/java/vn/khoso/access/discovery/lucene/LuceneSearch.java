package vn.khoso.access.discovery.lucene;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;
import vn.khoso.access.rights.AccessKey;
import vn.khoso.access.rights.AccessScope;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.discovery.SearchPage.FacetValue;
import vn.khoso.schemas.discovery.SearchPage.Hit;
import vn.khoso.schemas.discovery.SearchQuery;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.tthc.Validity;

/** One question answered on one snapshot of the index. */
final class LuceneSearch {

    /** Totals are told exactly up to here. */
    static final int EXACT_TOTAL = 10_000;

    private static final int MOST_FILTER_VALUES = 100;
    private static final SortField BY_ID = new SortField(RecordDocuments.ID, SortField.Type.STRING);

    private final IndexSearcher searcher;
    private final AccessKey key;
    private final LocalDate today;
    private final Filters filters;
    private final LabelMemory labels;

    LuceneSearch(
            IndexSearcher searcher, LabelMemory labels, RecordDocuments documents, AccessKey key, LocalDate today) {
        this.searcher = searcher;
        this.labels = labels;
        this.key = key;
        this.today = today;
        this.filters = new Filters(documents, today);
    }

    SearchPage page(SearchQuery query, AccessScope scope, long lag) throws IOException {
        Query allowed = filters.scope(scope);
        Query asked = asked(query, scope);
        boolean byScore = query.sort() == SearchQuery.Sort.RELEVANCE && Question.hasWords(query.text());
        Sort sort = byScore ? new Sort(SortField.FIELD_SCORE, BY_ID) : byDay(query.sort());
        Set<FacetName> open = EnumSet.allOf(FacetName.class);
        open.removeAll(narrowing(query).keySet());

        // The scope is part of every query made here: hits, totals, counts, labels.
        Query matching = matching(asked, allowed, narrowing(query), Optional.empty());
        int wanted = query.limit() + 1;
        TopFieldCollectorManager hits = query.cursor().isPresent()
                ? new TopFieldCollectorManager(sort, wanted, after(query, byScore), Integer.MAX_VALUE)
                : new TopFieldCollectorManager(sort, wanted, Integer.MAX_VALUE);
        Object[] found =
                searcher.search(matching, new MultiCollectorManager(hits, new FacetCounting(open, today.toEpochDay())));
        TopFieldDocs top = (TopFieldDocs) found[0];
        @SuppressWarnings("unchecked") // the second result is that of the second manager
        Map<FacetName, Map<String, Long>> counts = (Map<FacetName, Map<String, Long>>) found[1];
        long total = top.totalHits.value();
        return new SearchPage(
                shown(top, query.limit(), scope.namingOwners().equals(scope)),
                Math.min(total, EXACT_TOTAL),
                total <= EXACT_TOTAL,
                facets(query, asked, allowed, counts),
                next(top, query, byScore),
                lag);
    }

    private Query asked(SearchQuery query, AccessScope scope) {
        if (!Question.hasWords(query.text())) {
            return query.text().isBlank() ? new MatchAllDocsQuery() : new MatchNoDocsQuery("no words");
        }
        AccessScope naming = scope.namingOwners();
        Optional<Question.OwnerSearch> owners = naming.grounds().isEmpty()
                ? Optional.empty()
                : Optional.of(new Question.OwnerSearch(RecordDocuments.OWNER, filters.scope(naming)));
        return new Question(RecordDocuments.TEXT, Optional.of(RecordDocuments.NAME)).of(query.text(), owners);
    }

    private Query matching(
            Query asked, Query allowed, Map<FacetName, List<String>> narrowing, Optional<FacetName> without) {
        BooleanQuery.Builder query =
                new BooleanQuery.Builder().add(asked, Occur.MUST).add(allowed, Occur.FILTER);
        narrowing.forEach((facet, values) -> {
            if (without.isEmpty() || without.get() != facet) {
                query.add(filters.chosen(facet, values), Occur.FILTER);
            }
        });
        return query.build();
    }

    private static Map<FacetName, List<String>> narrowing(SearchQuery query) {
        Map<FacetName, List<String>> narrowing = new EnumMap<>(FacetName.class);
        query.filters().forEach((facet, values) -> {
            if (!values.isEmpty()) {
                narrowing.put(
                        facet,
                        values.stream().distinct().limit(MOST_FILTER_VALUES).toList());
            }
        });
        return narrowing;
    }

    /** A facet that narrows is counted as if it did not, so that its other values can be chosen too. */
    private Map<FacetName, List<FacetValue>> facets(
            SearchQuery query, Query asked, Query allowed, Map<FacetName, Map<String, Long>> open) throws IOException {
        Map<FacetName, List<FacetValue>> facets = new EnumMap<>(FacetName.class);
        FacetLabels named = new FacetLabels(searcher, allowed, labels);
        Map<FacetName, List<String>> narrowing = narrowing(query);
        for (FacetName facet : FacetName.values()) {
            Map<String, Long> counts = narrowing.containsKey(facet)
                    ? searcher.search(
                                    matching(asked, allowed, narrowing, Optional.of(facet)),
                                    new FacetCounting(EnumSet.of(facet), today.toEpochDay()))
                            .getOrDefault(facet, Map.of())
                    : open.getOrDefault(facet, Map.of());
            facets.put(facet, named.labelled(facet, counts));
        }
        return facets;
    }

    private static Sort byDay(SearchQuery.Sort sort) {
        boolean newestFirst = sort != SearchQuery.Sort.OLDEST_ISSUED;
        return new Sort(new SortField(RecordDocuments.ISSUED, SortField.Type.LONG, newestFirst), BY_ID);
    }

    private FieldDoc after(SearchQuery query, boolean byScore) {
        Cursor cursor = Cursor.open(query.cursor().orElseThrow(), key, query);
        Object sortKey = byScore ? (Object) Float.intBitsToFloat((int) cursor.key()) : (Object) cursor.key();
        // The last document number: on equal sort keys (only the hit itself) Lucene skips up to it.
        int last = Math.max(0, searcher.getIndexReader().maxDoc() - 1);
        return new FieldDoc(
                last, Float.NaN, new Object[] {sortKey, new BytesRef(cursor.id().toString())});
    }

    private Optional<String> next(TopFieldDocs top, SearchQuery query, boolean byScore) {
        if (top.scoreDocs.length <= query.limit()) {
            return Optional.empty();
        }
        FieldDoc last = (FieldDoc) top.scoreDocs[query.limit() - 1];
        long sortKey = byScore ? Float.floatToIntBits((Float) last.fields[0]) : (Long) last.fields[0];
        String id = ((BytesRef) last.fields[1]).utf8ToString();
        return Optional.of(new Cursor(sortKey, java.util.UUID.fromString(id)).sealed(key, query));
    }

    /** Owners stand in texts too: the full ones are for those who may know the owner of every record in their scope. */
    private List<Hit> shown(TopFieldDocs top, int limit, boolean full) throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc one : top.scoreDocs) {
            if (hits.size() < limit) {
                hits.add(hit(searcher.storedFields().document(one.doc), full));
            }
        }
        return hits;
    }

    private Hit hit(Document document, boolean full) {
        return new Hit(
                RecordId.parse(document.get(RecordDocuments.ID)),
                document.get(full ? RecordDocuments.STORED_FULL_NAME : RecordDocuments.STORED_NAME),
                document.get(full ? RecordDocuments.STORED_FULL_SUMMARY : RecordDocuments.STORED_SUMMARY),
                Optional.ofNullable(document.get(RecordDocuments.STORED_NUMBER)),
                document.get(RecordDocuments.STORED_ISSUED),
                document.get(RecordDocuments.STORED_ISSUER),
                status(document).name());
    }

    private Validity.Status status(Document document) {
        Validity.Status said = Validity.Status.valueOf(document.get(RecordDocuments.STORED_STATUS));
        long lastDay = document.getField(RecordDocuments.STORED_VALID_TO)
                .numericValue()
                .longValue();
        return said == Validity.Status.VALID && lastDay < today.toEpochDay() ? Validity.Status.EXPIRED : said;
    }
}
