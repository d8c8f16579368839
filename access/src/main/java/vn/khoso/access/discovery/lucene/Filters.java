package vn.khoso.access.discovery.lucene;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import vn.khoso.access.rights.AccessScope;
import vn.khoso.access.rights.Ground;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.Validity;

/** Filters as queries: the asker's scope, compiled ground by ground, and the chosen facet values. */
final class Filters {

    private final RecordDocuments documents;
    private final LocalDate today;

    Filters(RecordDocuments documents, LocalDate today) {
        this.documents = documents;
        this.today = today;
    }

    /** Matches exactly the records that the scope admits; no ground, no record. */
    Query scope(AccessScope scope) {
        if (scope.grounds().isEmpty()) {
            return new MatchNoDocsQuery("no ground");
        }
        return any(scope.grounds().stream().map(this::ground).toList());
    }

    /** Values of one facet are alternatives. */
    Query chosen(FacetName facet, List<String> values) {
        return any(values.stream()
                .map(value -> facet == FacetName.VALIDITY ? validity(value) : term(field(facet), value))
                .toList());
    }

    /** Field of a facet with a plain value; validity is reckoned from two. */
    static String field(FacetName facet) {
        return switch (facet) {
            case AGENCY -> RecordDocuments.CUSTODIAN;
            case DOCUMENT_TYPE -> RecordDocuments.TYPE;
            case YEAR -> RecordDocuments.YEAR;
            case RETENTION -> RecordDocuments.RETENTION;
            case VALIDITY -> RecordDocuments.STATUS;
        };
    }

    private Query ground(Ground ground) {
        Query open = mode(AccessMode.PUBLIC);
        Query conditional = mode(AccessMode.CONDITIONAL);
        Query valid = validity(Validity.Status.VALID.name());
        return switch (ground) {
            case Ground.Public one -> open;
            case Ground.PublicAndValid one -> all(List.of(open, valid));
            case Ground.ConditionalAndValid one -> all(List.of(conditional, valid));
            case Ground.NotSecret one -> any(List.of(open, conditional));
            case Ground.OfAgency one ->
                all(List.of(
                        any(List.of(open, conditional)),
                        term(RecordDocuments.CUSTODIAN, one.agency().value())));
            case Ground.OfOwner one ->
                all(List.of(
                        any(List.of(open, conditional)),
                        term(RecordDocuments.OWNER_HASH, documents.hashed(one.owner()))));
        };
    }

    private Query validity(String status) {
        String wanted = status.toUpperCase(Locale.ROOT);
        Query said = term(RecordDocuments.STATUS, wanted);
        Query lasting = LongPoint.newRangeQuery(RecordDocuments.VALID_TO, today.toEpochDay(), Long.MAX_VALUE);
        Query over = LongPoint.newRangeQuery(RecordDocuments.VALID_TO, Long.MIN_VALUE, today.toEpochDay() - 1);
        Query saidValid = term(RecordDocuments.STATUS, Validity.Status.VALID.name());
        return Map.of(
                        Validity.Status.VALID.name(), all(List.of(saidValid, lasting)),
                        Validity.Status.EXPIRED.name(), any(List.of(said, all(List.of(saidValid, over)))))
                .getOrDefault(wanted, said);
    }

    private static Query mode(AccessMode mode) {
        return term(RecordDocuments.MODE, mode.name());
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static Query any(List<Query> queries) {
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        queries.forEach(query -> either.add(query, Occur.SHOULD));
        return either.build();
    }

    private static Query all(List<Query> queries) {
        BooleanQuery.Builder every = new BooleanQuery.Builder();
        queries.forEach(query -> every.add(query, Occur.FILTER));
        return every.build();
    }
}
