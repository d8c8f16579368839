package vn.khoso.server.administration;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;

/**
 * A program that comes with a bearer token. The token is shown once, when it is made; only its hash is kept.
 *
 * @param role the one thing it may be; with {@code agency} that is its scope
 * @param expiresAt at most a year after it was made
 */
public record ApiClient(
        UUID id,
        String displayName,
        Role role,
        Optional<AgencyCode> agency,
        boolean enabled,
        Instant createdAt,
        String createdBy,
        Instant expiresAt) {

    private static final int MAX_DISPLAY_NAME = 120;

    public ApiClient {
        if (displayName.isBlank() || displayName.length() > MAX_DISPLAY_NAME || !expiresAt.isAfter(createdAt)) {
            throw new IllegalArgumentException("not an API client: " + id);
        }
        if (role == Role.DEPOSITOR && agency.isEmpty()) {
            throw new IllegalArgumentException("a depositor without agency: " + id);
        }
        if (role == Role.CITIZEN || role == Role.ADMINISTRATOR) {
            throw new IllegalArgumentException("a program is no " + role);
        }
    }

    public Requester requester() {
        return new Requester("client:" + id, displayName, Set.of(role), agency, Optional.empty());
    }
}
