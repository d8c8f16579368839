package vn.khoso.access.discovery.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.tthc.Validity;

/** Counts the values of facets over all matches: exact, in one pass with the hits. Validity is that of {@code today}. */
final class FacetCounting implements CollectorManager<FacetCounting.Counts, Map<FacetName, Map<String, Long>>> {

    private final Set<FacetName> facets;
    private final long today;

    FacetCounting(Set<FacetName> facets, long today) {
        this.facets = facets;
        this.today = today;
    }

    @Override
    public Counts newCollector() {
        return new Counts(facets, today);
    }

    @Override
    public Map<FacetName, Map<String, Long>> reduce(Collection<Counts> collectors) throws IOException {
        Map<FacetName, Map<String, Long>> sum = new EnumMap<>(FacetName.class);
        facets.forEach(facet -> sum.put(facet, new HashMap<>()));
        for (Counts one : collectors) {
            one.finish();
            one.counted.forEach((facet, values) -> values.forEach((value, count) ->
                    sum.computeIfAbsent(facet, first -> new HashMap<>()).merge(value, count, Long::sum)));
        }
        return sum;
    }

    /** One thread's counts. */
    static final class Counts implements Collector {

        private final Set<FacetName> facets;
        private final long today;
        private final Map<FacetName, Map<String, Long>> counted = new EnumMap<>(FacetName.class);
        private List<Leaf> leaves = List.of();

        Counts(Set<FacetName> facets, long today) {
            this.facets = facets;
            this.today = today;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
            finish();
            List<Leaf> fresh = new java.util.ArrayList<>();
            for (FacetName facet : facets) {
                fresh.add(new Leaf(facet, context, today));
            }
            leaves = fresh;
            return new LeafCollector() {
                @Override
                public void setScorer(Scorable scorer) {
                    // Counting needs no score.
                }

                @Override
                public void collect(int document) throws IOException {
                    for (Leaf leaf : leaves) {
                        leaf.count(document);
                    }
                }
            };
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        private void finish() throws IOException {
            for (Leaf leaf : leaves) {
                leaf.addTo(counted.computeIfAbsent(leaf.facet, first -> new HashMap<>()));
            }
            leaves = List.of();
        }
    }

    /** Counts of one facet in one segment, by ordinal. */
    private static final class Leaf {

        private final FacetName facet;
        private final SortedDocValues values;
        private final SortedNumericDocValues lastDays;
        private final long[] counts;
        private final long[] countsOver;
        private final long today;

        Leaf(FacetName facet, LeafReaderContext context, long today) throws IOException {
            this.facet = facet;
            this.values = DocValues.getSorted(context.reader(), Filters.field(facet));
            this.lastDays = DocValues.getSortedNumeric(context.reader(), RecordDocuments.VALID_TO);
            this.counts = new long[values.getValueCount()];
            this.countsOver = new long[facet == FacetName.VALIDITY ? counts.length : 0];
            this.today = today;
        }

        void count(int document) throws IOException {
            if (!values.advanceExact(document)) {
                return;
            }
            boolean over =
                    facet == FacetName.VALIDITY && lastDays.advanceExact(document) && lastDays.nextValue() < today;
            (over ? countsOver : counts)[values.ordValue()]++;
        }

        void addTo(Map<String, Long> sum) throws IOException {
            for (int ordinal = 0; ordinal < counts.length; ordinal++) {
                String value = values.lookupOrd(ordinal).utf8ToString();
                add(sum, value, counts[ordinal]);
                if (countsOver.length > 0) {
                    boolean valid = value.equals(Validity.Status.VALID.name());
                    add(sum, valid ? Validity.Status.EXPIRED.name() : value, countsOver[ordinal]);
                }
            }
        }

        private static void add(Map<String, Long> sum, String value, long count) {
            if (count > 0) {
                sum.merge(value, count, Long::sum);
            }
        }
    }
}
