package vn.khoso.server.administration;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.tthc.OwnerId;

/**
 * A person who may sign in.
 *
 * @param name what is typed at sign-in; stands in the journal for ever and is never given to somebody else
 * @param agency the body a depositor sends for
 * @param ownerId a citizen's own number, from identity proof
 * @param enabled a closed account keeps its row: the journal names it
 */
public record Account(
        String name,
        String displayName,
        Set<Role> roles,
        Optional<AgencyCode> agency,
        Optional<OwnerId> ownerId,
        boolean enabled,
        Instant createdAt,
        Instant changedAt) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{2,39}");
    private static final int MAX_DISPLAY_NAME = 120;

    public Account {
        roles = Set.copyOf(roles);
        if (!named(name) || displayName.isBlank() || displayName.length() > MAX_DISPLAY_NAME || roles.isEmpty()) {
            throw new IllegalArgumentException("not an account: " + name);
        }
        if (roles.contains(Role.DEPOSITOR) && agency.isEmpty()) {
            throw new IllegalArgumentException("a depositor without agency: " + name);
        }
        if (roles.contains(Role.CITIZEN) && ownerId.isEmpty()) {
            throw new IllegalArgumentException("a citizen without number: " + name);
        }
    }

    /** Whether the text can be an account's name: 3 to 40 of a-z, 0-9, dot, dash, underscore, beginning with a letter. */
    public static boolean named(String text) {
        return NAME.matcher(text).matches();
    }

    public Requester requester() {
        return new Requester(name, displayName, roles, agency, ownerId);
    }

    public boolean administrator() {
        return roles.contains(Role.ADMINISTRATOR);
    }
}
