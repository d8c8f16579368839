package vn.khoso.access.discovery.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import vn.khoso.schemas.discovery.FacetName;

/**
 * Labels of facet values that were looked up in one state of the index: up to eighty searches for every question
 * otherwise. A label belongs to the scope in which it was found, and is forgotten with the state. Safe for use by many threads.
 */
final class LabelMemory {

    /** Scopes of single owners are many: beyond so many labels nothing more is kept until the next state. */
    static final int MOST = 10_000;

    private final Object state;
    private final Map<Key, Optional<String>> known = new ConcurrentHashMap<>();

    private LabelMemory(Object state) {
        this.state = state;
    }

    /** Knows nothing yet of what this searcher sees. */
    static LabelMemory of(IndexSearcher searcher) {
        return new LabelMemory(state(searcher));
    }

    /** Whether it was made for what this searcher sees. */
    boolean isOf(IndexSearcher searcher) {
        return state.equals(state(searcher));
    }

    /** The label known for this value in this scope, or what {@code lookup} finds. */
    Optional<String> label(Query scope, FacetName facet, String value, Lookup lookup) throws IOException {
        Key key = new Key(scope, facet, value);
        Optional<String> label = known.get(key);
        if (label == null) {
            label = lookup.find();
            if (known.size() < MOST) {
                known.put(key, label);
            }
        }
        return label;
    }

    private static Object state(IndexSearcher searcher) {
        return searcher.getIndexReader().getReaderCacheHelper().getKey();
    }

    private record Key(Query scope, FacetName facet, String value) {}

    /** Looks a label up in the index. */
    @FunctionalInterface
    interface Lookup {
        Optional<String> find() throws IOException;
    }
}
