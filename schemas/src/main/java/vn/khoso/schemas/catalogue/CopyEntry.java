package vn.khoso.schemas.catalogue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.oais.AipId;

/**
 * One copy of an AIP version, as the archive knows it: it stands on a volume, or it is owed to it.
 *
 * @param version OCFL version, from 1
 * @param volume identity of the volume
 * @param since when it came into this state
 * @param dueBy until when an owed copy is to be made; empty for one that stands
 * @param verifiedAt when every byte of it was last read and compared; empty when never
 */
public record CopyEntry(
        AipId aip,
        int version,
        UUID volume,
        State state,
        Instant since,
        Optional<Instant> dueBy,
        Optional<Instant> verifiedAt) {

    /** Whether there is such a copy. */
    public enum State {
        KEPT,
        OWED
    }
}
