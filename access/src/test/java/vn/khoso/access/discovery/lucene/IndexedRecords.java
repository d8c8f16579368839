package vn.khoso.access.discovery.lucene;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.access.rights.AccessKey;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.testing.MemoryCatalogue;
import vn.khoso.preservation.Catalogue;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.discovery.SearchQuery;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;

/** An index over some records, driven by hand as the follower's thread would. */
final class IndexedRecords implements AutoCloseable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
    static final AccessKey KEY = AccessKey.of(new byte[32]);

    final MemoryCatalogue rows = new MemoryCatalogue();
    final LuceneSearchIndex index;
    private final AccessRules rules = new AccessRules();

    IndexedRecords(Path folder) {
        Catalogue catalogue = rows.door();
        this.index = new LuceneSearchIndex(
                folder, KEY, after -> catalogue.countChanges(HarvestWindow.everythingAfter(after), 10_000), CLOCK);
    }

    IndexedRecords with(RecordEntry... entries) {
        rows.with(entries);
        follow();
        return this;
    }

    void follow() {
        long position = index.resume();
        List<RecordEntry> changes = rows.changes(HarvestWindow.everythingAfter(position), 500);
        while (!changes.isEmpty()) {
            index.take(changes);
            changes = rows.changes(HarvestWindow.everythingAfter(index.resume()), 500);
        }
        index.caughtUp();
    }

    SearchPage search(Requester requester, String text) {
        return search(requester, query(text, Map.of(), Optional.empty(), 50));
    }

    SearchPage search(Requester requester, SearchQuery query) {
        return index.search(query, rules.scope(requester, Action.SEARCH_RECORDS, Optional.empty()));
    }

    static SearchQuery query(String text, Map<FacetName, List<String>> filters, Optional<String> cursor, int limit) {
        return new SearchQuery(text, filters, SearchQuery.Sort.RELEVANCE, cursor, limit);
    }

    static List<String> names(SearchPage page) {
        return page.hits().stream().map(SearchPage.Hit::documentName).toList();
    }

    @Override
    public void close() {
        index.close();
    }
}
