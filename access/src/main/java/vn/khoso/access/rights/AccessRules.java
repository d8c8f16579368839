package vn.khoso.access.rights;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khoso.access.step.AccessDecision;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.step.RecordFacts;
import vn.khoso.access.step.Redaction;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;

/**
 * The one function that says who may do what (ASVS 8.2). Called for every route with no facts, and for every
 * representation of a record with its facts; lists are filtered by {@link #scope}, which is made of the same grounds.
 *
 * <p>Default is no. Secret records (03) are for nobody: they are refused at ingest, and were one here, it would not be shown.
 */
public final class AccessRules {

    private static final Set<Redaction> NOTHING = Set.of();
    private static final Set<Redaction> OWNERS = EnumSet.of(Redaction.OWNER_NUMBER, Redaction.OWNER_PERSON);

    private final RoleTable table = new RoleTable();

    /** The same as with no purpose given. */
    public AccessDecision decide(Requester requester, Action action, Optional<RecordFacts> facts) {
        return decide(requester, action, facts, Optional.empty());
    }

    /**
     * Judges one action.
     *
     * @param facts empty for the route itself, or for an action that is not about one record
     * @param purpose opens conditional records to portals
     */
    public AccessDecision decide(
            Requester requester, Action action, Optional<RecordFacts> facts, Optional<Purpose> purpose) {
        if (!table.allows(requester, action)) {
            return requester.anonymous()
                    ? denied("Anh/chị cần đăng nhập để làm việc này.", "Sign in to do this.")
                    : denied("Vai trò của anh/chị không được làm việc này.", "Your role does not allow this.");
        }
        if (facts.isEmpty()) {
            return new AccessDecision.Granted(NOTHING);
        }
        Optional<Set<Redaction>> redactions = scope(requester, action, purpose).redactions(facts.get());
        if (redactions.isPresent()) {
            return new AccessDecision.Granted(redactions.get());
        }
        return denied("Không có căn cứ nào cho anh/chị xem hồ sơ này.", "No ground lets you see this record.");
    }

    /** All records that the requester may see for this action; of none where the action is not about records. */
    public AccessScope scope(Requester requester, Action action, Optional<Purpose> purpose) {
        if (!table.allows(requester, action)) {
            return new AccessScope(List.of());
        }
        return switch (action) {
            case SEARCH_RECORDS, READ_METADATA, SEE_RETENTION, SEE_EVENTS, SEE_FIXITY ->
                new AccessScope(reading(requester, purpose, true));
            case READ_CONTENT, ORDER_DIP -> new AccessScope(reading(requester, purpose, false));
            case HARVEST -> new AccessScope(harvesting(requester, purpose));
            case QUERY_GRAPH -> new AccessScope(List.of(new Ground.Public(OWNERS)));
            case SEE_PUBLIC_PAGES,
                    SUBMIT_SIP,
                    SEE_SUBMISSION,
                    SEE_QUEUE,
                    RESUME_SUBMISSION,
                    RUN_FIXITY,
                    EDIT_RETENTION,
                    SEE_ACCOUNTS,
                    EDIT_ACCOUNTS,
                    SEE_OPERATIONS,
                    OWN_SESSION -> new AccessScope(List.of());
        };
    }

    private static List<Ground> reading(Requester requester, Optional<Purpose> purpose, boolean metadata) {
        List<Ground> grounds = new ArrayList<>();
        if (requester.anonymous()) {
            grounds.add(new Ground.Public(OWNERS));
        }
        for (Role role : requester.roles()) {
            switch (role) {
                case ARCHIVIST, PRESERVATION_OFFICER -> grounds.add(new Ground.NotSecret(NOTHING));
                case AUDITOR -> grounds.add(metadata ? new Ground.NotSecret(OWNERS) : new Ground.Public(OWNERS));
                case ADMINISTRATOR -> grounds.add(new Ground.Public(OWNERS));
                case DEPOSITOR -> {
                    grounds.add(new Ground.Public(OWNERS));
                    requester.agency().ifPresent(agency -> grounds.add(new Ground.OfAgency(agency, NOTHING)));
                }
                case CITIZEN -> {
                    grounds.add(new Ground.Public(OWNERS));
                    requester.ownerId().ifPresent(owner -> grounds.add(new Ground.OfOwner(owner, NOTHING)));
                }
                case PORTAL -> {
                    grounds.add(new Ground.PublicAndValid(OWNERS));
                    purpose.ifPresent(given -> grounds.add(new Ground.ConditionalAndValid(NOTHING)));
                }
            }
        }
        return grounds;
    }

    /** What goes to harvesters carries no owner, whoever harvests. */
    private static List<Ground> harvesting(Requester requester, Optional<Purpose> purpose) {
        List<Ground> grounds = new ArrayList<>();
        grounds.add(new Ground.Public(OWNERS));
        if (requester.is(Role.PORTAL) && purpose.isPresent()) {
            grounds.add(new Ground.ConditionalAndValid(OWNERS));
        }
        return grounds;
    }

    private static AccessDecision denied(String vi, String en) {
        return new AccessDecision.Denied(vi, en, Optional.empty());
    }
}
