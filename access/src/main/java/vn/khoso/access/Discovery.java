package vn.khoso.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khoso.access.discovery.SearchIndex;
import vn.khoso.access.linkeddata.GraphQueries;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.rights.LegalDay;
import vn.khoso.access.rights.RedactedRecord;
import vn.khoso.access.step.AccessDecision;
import vn.khoso.access.step.FollowerLag;
import vn.khoso.access.step.GraphAnswer;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.step.RecordAnswer;
import vn.khoso.access.step.RecordFacts;
import vn.khoso.access.step.Redaction;
import vn.khoso.preservation.Catalogue;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.discovery.SearchQuery;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;

/** Finding: search, one record, the graph. Every answer is what its requester may see, and no more. */
public final class Discovery {

    private static final int LAG_CEILING = 10_000;

    private final SearchIndex index;
    private final GraphQueries graph;
    private final Catalogue catalogue;
    private final AccessRules rules;
    private final Clock clock;

    public Discovery(SearchIndex index, GraphQueries graph, Catalogue catalogue, AccessRules rules, Clock clock) {
        this.index = index;
        this.graph = graph;
        this.catalogue = catalogue;
        this.rules = rules;
        this.clock = clock;
    }

    /** The same as with no purpose given. */
    public SearchPage search(SearchQuery query, Requester requester) {
        return search(query, requester, Optional.empty());
    }

    /**
     * Hits, totals and facets over the records that the requester may see.
     *
     * @param purpose opens valid conditional records to portals
     * @throws vn.khoso.access.fault.InvalidCursor when the cursor is not of this question
     * @throws vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable while the index is being rebuilt
     */
    public SearchPage search(SearchQuery query, Requester requester, Optional<Purpose> purpose) {
        return index.search(query, rules.scope(requester, Action.SEARCH_RECORDS, purpose));
    }

    /** The same as with no purpose given. */
    public RecordAnswer record(RecordId id, Requester requester) {
        return record(id, requester, Optional.empty());
    }

    /** One record straight from the catalogue, so it answers while the index does not. */
    public RecordAnswer record(RecordId id, Requester requester, Optional<Purpose> purpose) {
        return catalogue
                .record(id)
                .map(entry -> seen(entry, requester, purpose))
                .orElseGet(RecordAnswer.Absent::new);
    }

    /** How far the search index is behind. */
    public FollowerLag indexLag() {
        return lag(index.position());
    }

    /** How far the graph is behind. */
    public FollowerLag graphLag() {
        return lag(graph.position());
    }

    /** Answers a read-only SPARQL query over public records: the same for everybody. */
    public GraphAnswer query(String sparql, List<GraphAnswer.Form> acceptable) {
        return graph.answer(sparql, acceptable);
    }

    private RecordAnswer seen(RecordEntry entry, Requester requester, Optional<Purpose> purpose) {
        Optional<RecordFacts> facts = Optional.of(RecordFacts.of(entry, LegalDay.today(clock)));
        return switch (rules.decide(requester, Action.READ_METADATA, facts, purpose)) {
            case AccessDecision.Denied no -> new RecordAnswer.Absent();
            case AccessDecision.Granted yes ->
                entry.visible()
                        ? found(entry, yes.redactions(), rules.decide(requester, Action.READ_CONTENT, facts, purpose))
                        : new RecordAnswer.Gone(entry.id(), entry.changedAt());
        };
    }

    private static RecordAnswer found(RecordEntry entry, Set<Redaction> redactions, AccessDecision content) {
        return new RecordAnswer.Found(RedactedRecord.of(entry, redactions), redactions, content.granted());
    }

    private FollowerLag lag(long position) {
        return new FollowerLag(position, catalogue.countChanges(HarvestWindow.everythingAfter(position), LAG_CEILING));
    }
}
