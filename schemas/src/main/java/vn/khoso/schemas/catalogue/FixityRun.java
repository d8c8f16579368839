package vn.khoso.schemas.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One fixity audit with its counts so far; the five outcomes are never mixed.
 *
 * @param requestedBy account id, or {@code schedule}
 * @param megabytesPerSecond rate limit; 0 is none
 * @param position AIP that was checked last; where the run goes on after a restart
 * @param scope what it is to read
 * @param volumes what it came to on each volume so far
 * @param failure why nothing that it says may be believed; empty while the audit itself works
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
        Optional<String> position,
        AuditScope scope,
        List<VolumeTally> volumes,
        Optional<String> failure) {

    public FixityRun {
        volumes = List.copyOf(volumes);
    }

    /** This run, as it stands, ended. @param why of a failure; empty for any other end */
    public FixityRun ended(State how, Instant at, Optional<String> why) {
        return new FixityRun(
                id,
                requestedBy,
                startedAt,
                Optional.of(at),
                how,
                megabytesPerSecond,
                packagesTotal,
                packagesDone,
                bytesDone,
                intact,
                altered,
                missing,
                extra,
                unread,
                position,
                scope,
                volumes,
                why);
    }

    /** State of a run. */
    public enum State {
        RUNNING,
        FINISHED,
        CANCELLED,
        /** The audit itself does not work: it misjudged an object that was planted to try it. */
        FAILED
    }
}
