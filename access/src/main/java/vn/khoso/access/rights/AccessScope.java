package vn.khoso.access.rights;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khoso.access.step.RecordFacts;
import vn.khoso.access.step.Redaction;

/** All records that one requester may see for one action: the grounds are alternatives, none admits nothing. */
public record AccessScope(List<Ground> grounds) {

    public AccessScope {
        grounds = List.copyOf(grounds);
    }

    /** What is left out of this record; empty when it is out of scope. */
    public Optional<Set<Redaction>> redactions(RecordFacts facts) {
        List<Ground> admitting =
                grounds.stream().filter(ground -> ground.admits(facts)).toList();
        if (admitting.isEmpty()) {
            return Optional.empty();
        }
        EnumSet<Redaction> left = EnumSet.allOf(Redaction.class);
        admitting.forEach(ground -> left.retainAll(ground.redactions()));
        return Optional.of(left);
    }

    /** The part in which owners may be named: only there may a list be searched by owner. */
    public AccessScope namingOwners() {
        return new AccessScope(
                grounds.stream().filter(ground -> ground.redactions().isEmpty()).toList());
    }
}
