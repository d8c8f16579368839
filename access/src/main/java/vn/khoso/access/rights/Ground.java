package vn.khoso.access.rights;

import java.util.Set;
import vn.khoso.access.step.RecordFacts;
import vn.khoso.access.step.Redaction;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.OwnerId;
import vn.khoso.schemas.tthc.Validity;

/**
 * One reason for which records may be seen. Closed, so that a list filter can be compiled from it: what {@link #admits}
 * says of one record, the filter of an index must say of all.
 */
public sealed interface Ground {

    /** What is left out when this ground alone admits. */
    Set<Redaction> redactions();

    /** The access mode is public (chế độ sử dụng 01). */
    record Public(Set<Redaction> redactions) implements Ground {}

    /** Public, and valid today. */
    record PublicAndValid(Set<Redaction> redactions) implements Ground {}

    /** Conditional (02) and valid today. */
    record ConditionalAndValid(Set<Redaction> redactions) implements Ground {}

    /** Public or conditional: everything that this archive may hold at all. */
    record NotSecret(Set<Redaction> redactions) implements Ground {}

    /** Not secret, and this body answers for it today. */
    record OfAgency(AgencyCode agency, Set<Redaction> redactions) implements Ground {}

    /** Not secret, and this person owns it. */
    record OfOwner(OwnerId owner, Set<Redaction> redactions) implements Ground {}

    default boolean admits(RecordFacts facts) {
        boolean open = facts.mode() == AccessMode.PUBLIC;
        boolean conditional = facts.mode() == AccessMode.CONDITIONAL;
        boolean valid = facts.validity() == Validity.Status.VALID;
        return switch (this) {
            case Public ground -> open;
            case PublicAndValid ground -> open && valid;
            case ConditionalAndValid ground -> conditional && valid;
            case NotSecret ground -> open || conditional;
            case OfAgency ground -> (open || conditional) && facts.custodian().equals(ground.agency());
            case OfOwner ground -> (open || conditional) && facts.owners().contains(ground.owner());
        };
    }
}
