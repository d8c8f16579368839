package vn.khoso.schemas.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How a volume stands now.
 *
 * @param since when it went away or was fenced; empty while it is in use
 * @param reason why, for those who run the archive
 * @param room bytes that ingest may still take there; 0 when it does not answer
 * @param owed copies that are still to be made there
 * @param oldestOwed since when the oldest of them is owed
 * @param earliestDue until when the most urgent of them is to be made
 */
public record VolumeReport(
        UUID id,
        String name,
        State state,
        Optional<Instant> since,
        Optional<String> reason,
        long room,
        long owed,
        Optional<Instant> oldestOwed,
        Optional<Instant> earliestDue) {

    /** After so long without a volume, or with a copy that is owed, somebody must look. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What a volume is good for. */
    public enum State {
        /** Read and written. */
        IN_USE,
        /** It does not answer, or it is not the volume that it should be; it is asked again and again. */
        AWAY,
        /** A flush failed: it is read and not written, until somebody has looked and started the archive anew. */
        FENCED
    }

    /** Whether somebody must look: fenced, or away or owing a copy for longer than {@link #PATIENCE}. */
    public boolean alarming(Instant now) {
        return state == State.FENCED
                || state == State.AWAY
                        && since.filter(at -> !at.plus(PATIENCE).isAfter(now)).isPresent()
                || oldestOwed.filter(at -> !at.plus(PATIENCE).isAfter(now)).isPresent();
    }
}
