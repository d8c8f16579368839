package vn.khoso.schemas.rights;

import java.util.Optional;
import java.util.Set;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.tthc.OwnerId;

/**
 * Who asks. Built by the security edge from a session or a token, never from the request's own claims.
 *
 * @param id account name, client id, or {@code anonymous}
 * @param roles empty for a stranger
 * @param agency the body the account works for; a depositor sends and sees only for it
 * @param ownerId the citizen's own number, from identity proof
 */
public record Requester(
        String id, String displayName, Set<Role> roles, Optional<AgencyCode> agency, Optional<OwnerId> ownerId) {

    /** Ids of programs begin so. */
    private static final String CLIENT = "client:";

    public static final Requester ANONYMOUS =
            new Requester("anonymous", "Khách", Set.of(), Optional.empty(), Optional.empty());

    public Requester {
        roles = Set.copyOf(roles);
    }

    /** The requester as an agent of events: a program that came with a token, or a person with an account. */
    public Agent agent() {
        return id.startsWith(CLIENT)
                ? new Agent(id, Agent.Type.SOFTWARE, displayName)
                : new Agent("account:" + id, Agent.Type.PERSON, displayName);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean anonymous() {
        return roles.isEmpty();
    }
}
