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
 * @param read files that were read from end to end to know this; nobody need read them again
 * @param extra places of everything but folders that is there and not promised; empty without a head
 */
public record ObjectSurvey(
        AipId aip, Optional<Head> head, List<Promise> promised, List<Found> read, List<String> extra) {

    public ObjectSurvey {
        promised = List.copyOf(promised);
        read = List.copyOf(read);
        extra = List.copyOf(extra);
    }

    /** @param version from 1 @param created when that version was made */
    public record Head(int version, Instant created) {}

    /**
     * One file that must be there.
     *
     * @param place relative to the object's folder, parts joined by {@code /}
     */
    public record Promise(String place, Fixity fixity) {}

    /** A file's bytes, as they were found. @param size in bytes */
    public record Found(String place, long size, Fixity fixity) {}
}
