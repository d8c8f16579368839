package vn.khoso.access.oaipmh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.access.rights.AccessKey;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.rights.AccessScope;
import vn.khoso.access.rights.Ground;
import vn.khoso.access.rights.LegalDay;
import vn.khoso.access.rights.RedactedRecord;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.step.RecordFacts;
import vn.khoso.access.step.Redaction;
import vn.khoso.preservation.Catalogue;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.codec.dublincore.DublinCore;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/**
 * Answers harvesters. Strangers harvest public records; a portal that says what for, valid conditional ones too. A record
 * that was taken away, or closed to this harvester, stays as {@code deleted}. No owner is ever named.
 *
 * <p>{@code responseDate} is five seconds in the past: whoever goes on from there sees again what was committed meanwhile, and
 * misses nothing that was under way.
 */
public final class OaiRepository {

    private static final Duration COMMIT_TAKES_AT_MOST = Duration.ofSeconds(5);

    /** Lists are counted exactly up to here; of a longer one the size is not told. */
    private static final int COUNTED = 2_000_000;

    private final OaiIdentity identity;
    private final Catalogue catalogue;
    private final OaiSets sets;
    private final AccessRules rules;
    private final AccessKey key;
    private final Clock clock;

    public OaiRepository(
            OaiIdentity identity, Catalogue catalogue, OaiSets sets, AccessRules rules, AccessKey key, Clock clock) {
        this.identity = identity;
        this.catalogue = catalogue;
        this.sets = sets;
        this.rules = rules;
        this.key = key;
        this.clock = clock;
    }

    /**
     * The whole answer as UTF-8 XML; errors of the protocol are answers too.
     *
     * @param arguments as they came, each name with all its values
     */
    public byte[] answer(Map<String, List<String>> arguments, Requester requester, Optional<Purpose> purpose) {
        AccessScope scope = rules.scope(requester, Action.HARVEST, purpose);
        return switch (new OaiArguments(arguments).read()) {
            case OaiArguments.Reading.Wrong wrong -> refused(wrong.problem(), arguments);
            case OaiArguments.Reading.Understood understood ->
                switch (understood.question()) {
                    case OaiQuestion.Identify question -> identify(arguments, scope);
                    case OaiQuestion.ListMetadataFormats question -> formats(question, arguments, scope);
                    case OaiQuestion.ListSets question -> sets(arguments);
                    case OaiQuestion.GetRecord question -> record(question, arguments, scope);
                    case OaiQuestion.List question ->
                        page(
                                new OaiToken(question.whole(), wide(scope), question.selection(), 0, 0, -1, now()),
                                arguments,
                                scope);
                    case OaiQuestion.Resume question -> resumed(question, arguments, scope);
                };
        };
    }

    private byte[] identify(Map<String, List<String>> arguments, AccessScope scope) {
        OaiDocument document = begun(arguments);
        document.within("Identify", () -> {
            document.element("repositoryName", identity.repositoryName());
            document.element("baseURL", identity.baseUrl());
            document.element("protocolVersion", "2.0");
            document.element("adminEmail", identity.adminEmail());
            document.element("earliestDatestamp", OaiDocument.seconds(earliest(scope)));
            document.element("deletedRecord", "persistent");
            document.element("granularity", "YYYY-MM-DDThh:mm:ssZ");
            document.element("compression", "gzip");
            document.oaiIdentifier(identity.namespace(), identity.identifier(new RecordId(new java.util.UUID(0L, 0L))));
        });
        return document.ended();
    }

    private byte[] formats(
            OaiQuestion.ListMetadataFormats question, Map<String, List<String>> arguments, AccessScope scope) {
        if (question.identifier().isPresent()
                && harvested(question.identifier().get(), scope).isEmpty()) {
            return refused(noSuchRecord(), arguments);
        }
        OaiDocument document = begun(arguments);
        document.within(
                "ListMetadataFormats",
                () -> document.within("metadataFormat", () -> {
                    document.element("metadataPrefix", OaiQuestion.OAI_DC);
                    document.element("schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
                    document.element("metadataNamespace", DublinCore.OAI_DC);
                }));
        return document.ended();
    }

    private byte[] sets(Map<String, List<String>> arguments) {
        OaiDocument document = begun(arguments);
        document.within("ListSets", () -> {
            document.within("set", () -> {
                document.element("setSpec", OaiSets.ALL);
                document.element("setName", "Tất cả cơ quan quản lý hồ sơ");
            });
            for (OaiSets.Custodian one : sets.custodians()) {
                document.within("set", () -> {
                    document.element("setSpec", OaiSets.of(one.code()));
                    document.element("setName", one.name());
                });
            }
        });
        return document.ended();
    }

    private byte[] record(OaiQuestion.GetRecord question, Map<String, List<String>> arguments, AccessScope scope) {
        Optional<RecordEntry> found = harvested(question.identifier(), scope);
        if (found.isEmpty()) {
            return refused(noSuchRecord(), arguments);
        }
        OaiDocument document = begun(arguments);
        RecordEntry entry = unnamed(found.get());
        document.within("GetRecord", () -> document.record(question.identifier(), entry, !entry.visible()));
        return document.ended();
    }

    private byte[] resumed(OaiQuestion.Resume question, Map<String, List<String>> arguments, AccessScope scope) {
        Optional<OaiToken> token = OaiToken.open(question.token(), key)
                .filter(one -> one.whole() == question.whole())
                .filter(one -> one.wide() == wide(scope))
                .filter(one -> !clock.instant().isAfter(one.issued().plus(OaiToken.LIFE)));
        return token.map(one -> page(one, arguments, scope))
                .orElseGet(() -> refused(
                        new OaiProblem(
                                OaiProblem.Code.BAD_RESUMPTION_TOKEN,
                                "The token is not ours, not for this list, or old."),
                        arguments));
    }

    private byte[] page(OaiToken at, Map<String, List<String>> arguments, AccessScope scope) {
        Optional<HarvestWindow> window = window(at);
        List<RecordEntry> found = window.map(open -> catalogue.changes(open, identity.pageSize() + 1))
                .orElse(List.of());
        boolean first = at.last() == 0;
        if (found.isEmpty()) {
            return refused(new OaiProblem(OaiProblem.Code.NO_RECORDS_MATCH, "Nothing matches."), arguments);
        }
        boolean more = found.size() > identity.pageSize();
        List<RecordEntry> given = more ? found.subList(0, identity.pageSize()) : found;
        long size = first && more ? counted(window.orElseThrow()) : at.size();
        LocalDate today = LegalDay.today(clock);
        OaiDocument document = begun(arguments);
        document.within(at.whole() ? "ListRecords" : "ListIdentifiers", () -> {
            for (RecordEntry entry : given) {
                boolean deleted = !entry.visible()
                        || scope.redactions(RecordFacts.of(entry, today)).isEmpty();
                if (entry.result().accessMode() != AccessMode.SECRET) {
                    write(document, unnamed(entry), at.whole(), deleted);
                }
            }
            if (more) {
                OaiToken next = new OaiToken(
                        at.whole(),
                        at.wide(),
                        at.selection(),
                        given.getLast().sequence(),
                        at.cursor() + given.size(),
                        size,
                        now());
                document.resumption(
                        next.sealed(key), at.cursor(), size, next.issued().plus(OaiToken.LIFE));
            } else if (!first) {
                document.resumption("", at.cursor(), size, now());
            }
        });
        return document.ended();
    }

    private void write(OaiDocument document, RecordEntry entry, boolean whole, boolean deleted) {
        String identifier = identity.identifier(entry.id());
        if (whole) {
            document.record(identifier, entry, deleted);
        } else {
            document.header(identifier, entry, deleted);
        }
    }

    /** Titles may name an owner too. */
    private static RecordEntry unnamed(RecordEntry entry) {
        return RedactedRecord.of(entry, EnumSet.allOf(Redaction.class));
    }

    /** Empty when the set names no custodian: nothing can be in it. */
    private Optional<HarvestWindow> window(OaiToken at) {
        OaiQuestion.Selection selection = at.selection();
        Optional<String> narrow = selection.set().filter(set -> !set.equals(OaiSets.ALL));
        if (narrow.isPresent() && OaiSets.custodian(narrow.get()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HarvestWindow(
                selection.from(),
                // A datestamp is a whole second, a change is finer: the last second belongs to the window.
                selection.until().map(last -> last.plusSeconds(1).minus(1, ChronoUnit.MICROS)),
                narrow.flatMap(OaiSets::custodian),
                !at.wide(),
                at.last()));
    }

    private long counted(HarvestWindow window) {
        long count = catalogue.countChanges(window, COUNTED);
        return count > COUNTED ? -1 : count;
    }

    private Optional<RecordEntry> harvested(String identifier, AccessScope scope) {
        return identity.record(identifier)
                .flatMap(catalogue::record)
                .filter(entry -> scope.redactions(RecordFacts.of(entry, LegalDay.today(clock)))
                        .isPresent());
    }

    private Instant earliest(AccessScope scope) {
        HarvestWindow all = new HarvestWindow(Optional.empty(), Optional.empty(), Optional.empty(), !wide(scope), 0);
        return catalogue.changes(all, 1).stream()
                .findFirst()
                .map(RecordEntry::changedAt)
                .orElseGet(this::now);
    }

    private static boolean wide(AccessScope scope) {
        return scope.grounds().stream().anyMatch(Ground.ConditionalAndValid.class::isInstance);
    }

    private static OaiProblem noSuchRecord() {
        return new OaiProblem(OaiProblem.Code.ID_DOES_NOT_EXIST, "There is no such record here.");
    }

    private byte[] refused(OaiProblem problem, Map<String, List<String>> arguments) {
        OaiDocument document = problem.code().requestNotUnderstood()
                ? new OaiDocument(responseDate(), identity.baseUrl(), Map.of())
                : begun(arguments);
        document.problem(problem);
        return document.ended();
    }

    private OaiDocument begun(Map<String, List<String>> arguments) {
        Map<String, String> attributes = new HashMap<>();
        arguments.forEach((name, values) -> attributes.put(name, values.getFirst()));
        return new OaiDocument(responseDate(), identity.baseUrl(), attributes);
    }

    private Instant responseDate() {
        return clock.instant().minus(COMMIT_TAKES_AT_MOST);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
