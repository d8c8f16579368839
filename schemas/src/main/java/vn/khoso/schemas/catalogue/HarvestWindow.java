package vn.khoso.schemas.catalogue;

import java.time.Instant;
import java.util.Optional;
import vn.khoso.schemas.oais.AgencyCode;

/**
 * Which visibility changes are asked for.
 *
 * @param from first instant, inclusive
 * @param until last instant, inclusive
 * @param custodian only records of this agency
 * @param publicOnly only records whose access mode is public, and their tombstones
 * @param afterSequence keyset position; 0 for the start
 */
public record HarvestWindow(
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<AgencyCode> custodian,
        boolean publicOnly,
        long afterSequence) {

    /** Everything from the start, as followers read it. */
    public static HarvestWindow everythingAfter(long sequence) {
        return new HarvestWindow(Optional.empty(), Optional.empty(), Optional.empty(), false, sequence);
    }
}
