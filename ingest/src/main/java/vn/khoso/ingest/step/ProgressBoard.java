package vn.khoso.ingest.step;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.Progress.Phase;

/**
 * How far the submissions are that this process works on, in memory: a mark costs a map write, so steps may mark every
 * file. The worker writes it to the queue about once a second for other readers.
 */
public final class ProgressBoard {

    /** Steps between reception and conclusion: unpack to store, then conclude. */
    private static final int PHASES = Phase.values().length - 1;

    private final Map<SipId, Progress> live = new ConcurrentHashMap<>();

    /** Marks the start of a phase, or how much of it is done. Totals are 0 while unknown. */
    public void mark(SipId sip, Phase phase, long filesDone, long filesTotal, long bytesDone, long bytesTotal) {
        live.put(sip, new Progress(phase, phase.ordinal(), PHASES, filesDone, filesTotal, bytesDone, bytesTotal));
    }

    public Optional<Progress> of(SipId sip) {
        return Optional.ofNullable(live.get(sip));
    }

    /** The submission is no longer worked on here. */
    public void clear(SipId sip) {
        live.remove(sip);
    }
}
