package vn.khoso.ingest.step;

import static java.util.Collections.disjoint;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
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
    private final AtomicLong arrived = new AtomicLong();
    private final ReentrantLock arrivals = new ReentrantLock();
    private final Condition arrival = arrivals.newCondition();
    private final Map<SipId, Set<String>> claims = new HashMap<>();
    private final Map<SipId, List<CountDownLatch>> listeners = new ConcurrentHashMap<>();

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
            while (claims.entrySet().stream()
                    .anyMatch(one -> !one.getKey().equals(sip) && !disjoint(one.getValue(), things))) {
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
        List<CountDownLatch> waiting = listeners.remove(sip);
        if (waiting != null) {
            waiting.forEach(CountDownLatch::countDown);
        }
    }

    /**
     * Hears when this submission is no longer worked on here. To be asked for before a look into the queue: then no end
     * falls between the look and the waiting.
     */
    public Ending ending(SipId sip) {
        CountDownLatch latch = new CountDownLatch(1);
        listeners.merge(
                sip,
                List.of(latch),
                (before, one) -> Stream.concat(before.stream(), one.stream()).toList());
        return new Ending(sip, latch);
    }

    /** One that waits for the end of the work on one submission. */
    public final class Ending implements AutoCloseable {

        private final SipId sip;
        private final CountDownLatch latch;

        private Ending(SipId sip, CountDownLatch latch) {
            this.sip = sip;
            this.latch = latch;
        }

        /** Waits at most this long; true when the end has come. */
        public boolean await(Duration atMost) throws InterruptedException {
            return latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            listeners.computeIfPresent(sip, (one, all) -> {
                List<CountDownLatch> others =
                        all.stream().filter(each -> each != latch).toList();
                return others.isEmpty() ? null : others;
            });
        }
    }

    /** How many submissions came so far; asked for before a look into the queue, see {@link #awaitArrival}. */
    public long arrivals() {
        return arrived.get();
    }

    /** A submission came, so one worker that waits need not wait on. */
    public void arrived() {
        arrived.incrementAndGet();
        arrivals.lock();
        try {
            arrival.signal();
        } finally {
            arrivals.unlock();
        }
    }

    /**
     * Waits for an arrival after those that were {@code seen}, at most this long; returns early when interrupted, with the
     * mark set again. One arrival wakes one that waits; one that came between the look and the waiting is not missed.
     */
    public void awaitArrival(long seen, Duration atMost) {
        long left = atMost.toNanos();
        arrivals.lock();
        try {
            while (arrived.get() <= seen && left > 0) {
                left = arrival.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            arrivals.unlock();
        }
    }
}
