package vn.khoso.access;

import java.util.Optional;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.step.AccessDecision;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.step.RecordFacts;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;

/** Who may do what: the door to the one decision function, for the security edge and for pages that hide what is barred. */
public final class Rights {

    private final AccessRules rules;

    public Rights(AccessRules rules) {
        this.rules = rules;
    }

    /** Whether the requester may try this action at all. */
    public AccessDecision decide(Requester requester, Action action) {
        return rules.decide(requester, action, Optional.empty());
    }

    /** @see AccessRules#decide(Requester, Action, Optional, Optional) */
    public AccessDecision decide(
            Requester requester, Action action, Optional<RecordFacts> facts, Optional<Purpose> purpose) {
        return rules.decide(requester, action, facts, purpose);
    }
}
