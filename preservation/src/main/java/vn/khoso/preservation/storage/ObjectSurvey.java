package vn.khoso.preservation.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;

/**
 * One object on the medium.
 *
 * @param head what its newest inventory says; empty when no inventory agrees with its sidecar, so nothing but its
 *     presence is known
 * @param promised every file that must be there with the digest it must have, inventories and sidecars too
 * @param present places of everything but folders that is there
 */
public record ObjectSurvey(AipId aip, Optional<Head> head, List<Promise> promised, List<String> present) {

    public ObjectSurvey {
        promised = List.copyOf(promised);
        present = List.copyOf(present);
    }

    /** @param version from 1 @param created when that version was made */
    public record Head(int version, Instant created) {}

    /**
     * One file that must be there.
     *
     * @param place relative to the object's folder, parts joined by {@code /}
     */
    public record Promise(String place, Fixity fixity) {}
}
