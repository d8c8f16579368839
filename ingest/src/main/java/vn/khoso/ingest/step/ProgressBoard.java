package vn.khoso.ingest.step;

import static java.util.Collections.disjoint;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.Progress.Phase;

/**
 * What this process knows of its jobs, in memory: how far each is, and that a new one has come. A mark costs a map write, so
 * steps may mark every file; the worker writes it to the queue about once a second for other readers.
 */
public final class ProgressBoard {

    /** Steps between reception and conclusion: unpack to store, then conclude. */
    private static final int PHASES = Phase.values().length - 1;

    private final Map<SipId, Progress> live = new ConcurrentHashMap<>();
    private final Semaphore arrivals = new Semaphore(0);
    private final Map<SipId, Set<String>> claims = new HashMap<>();
    private final Map<SipId, CountDownLatch> listeners = new ConcurrentHashMap<>();

    /** Marks the start of a phase, or how much of it is done. Totals are 0 while unknown. */
    public void mark(SipId sip, Phase phase, long filesDone, long filesTotal, long bytesDone, long bytesTotal) {
        live.put(sip, new Progress(phase, phase.ordinal(), PHASES, filesDone, filesTotal, bytesDone, bytesTotal));
    }

    public Optional<Progress> of(SipId sip) {
        return Optional.ofNullable(live.get(sip));
    }

    /**
     * Claims things that no two submissions may work on at the same time; waits until all of them are free and takes them
     * together, so that nobody waits with something in hand. They are free again at {@link #clear}.
     */
    public void claim(SipId sip, Set<String> things) {
        synchronized (claims) {
            boolean interrupted = false;
            while (claims.entrySet().stream().anyMatch(one -> !one.getKey().equals(sip) && !disjoint(one.getValue(), things))) {
                try {
                    claims.wait();
                } catch (InterruptedException stopped) {
                    interrupted = true;
                }
            }
            claims.put(sip, Set.copyOf(things));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The submission is no longer worked on here. */
    public void clear(SipId sip) {
        live.remove(sip);
        synchronized (claims) {
            claims.remove(sip);
            claims.notifyAll();
        }
        CountDownLatch waiting = listeners.remove(sip);
        if (waiting != null) {
            waiting.countDown();
        }
    }

    /** Waits until this submission is no longer worked on here, at most this long; whoever waits looks again afterwards. */
    public void awaitClear(SipId sip, Duration atMost) throws InterruptedException {
        CountDownLatch latch = listeners.computeIfAbsent(sip, one -> new CountDownLatch(1));
        if (!latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            // Another listener of the same job then waits out its time, which is short, and looks again.
            listeners.remove(sip, latch);
        }
    }

    /** A submission came, so a worker that waits need not wait on. */
    public void arrived() {
        arrivals.release();
    }

    /** Waits for {@link #arrived}, at most this long; returns early when interrupted, with the mark set again. */
    public void awaitArrival(Duration atMost) {
        try {
            if (arrivals.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
