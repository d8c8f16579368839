package vn.khoso.access.discovery.lucene;

import java.util.Optional;
import java.util.Set;
import vn.khoso.access.testing.Records;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.tthc.OwnerId;

/** Who asks in tests. */
final class Askers {

    private Askers() {}

    static Requester archivist() {
        return asker(Role.ARCHIVIST, Optional.empty(), Optional.empty());
    }

    static Requester depositor(AgencyCode agency) {
        return asker(Role.DEPOSITOR, Optional.of(agency), Optional.empty());
    }

    static Requester citizen(OwnerId owner) {
        return asker(Role.CITIZEN, Optional.empty(), Optional.of(owner));
    }

    static Requester portal() {
        return asker(Role.PORTAL, Optional.of(Records.HA_TINH), Optional.empty());
    }

    static Requester auditor() {
        return asker(Role.AUDITOR, Optional.empty(), Optional.empty());
    }

    private static Requester asker(Role role, Optional<AgencyCode> agency, Optional<OwnerId> owner) {
        return new Requester(role.name(), role.name(), Set.of(role), agency, owner);
    }
}
