package vn.khoso.schemas.catalogue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One fixity audit with its counts so far; the five outcomes are never mixed.
 *
 * @param requestedBy account id, or {@code schedule}
 * @param megabytesPerSecond rate limit; 0 is none
 * @param position AIP that was checked last; where the run goes on after a restart
 */
public record FixityRun(
        UUID id,
        String requestedBy,
        Instant startedAt,
        Optional<Instant> finishedAt,
        State state,
        int megabytesPerSecond,
        long packagesTotal,
        long packagesDone,
        long bytesDone,
        long intact,
        long altered,
        long missing,
        long extra,
        long unread,
        Optional<String> position) {

    /** State of a run. */
    public enum State {
        RUNNING,
        FINISHED,
        CANCELLED
    }
}
