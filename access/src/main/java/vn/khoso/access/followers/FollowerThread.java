package vn.khoso.access.followers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.catalogue.RecordEntry;

/**
 * Drives one follower on its own thread: reads changes, hands them on, rests, and tries again after a fault with growing
 * pauses. Ingest is never touched by what goes wrong here.
 */
public final class FollowerThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowerThread.class);
    private static final int BATCH = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Catalogue catalogue;
    private final RecordFollower follower;
    private final Duration rest;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile Optional<String> trouble = Optional.empty();

    /** @param rest pause between two looks when there is nothing to do; {@link #nudge} ends it early */
    public FollowerThread(Catalogue catalogue, RecordFollower follower, Duration rest) {
        this.catalogue = catalogue;
        this.follower = follower;
        this.rest = rest;
        this.thread =
                Thread.ofPlatform().name("follower-" + follower.name()).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Something was stored: look now. */
    public void nudge() {
        nudges.release();
    }

    /** Message of the fault that holds the follower up; empty while all is well. */
    public Optional<String> trouble() {
        return thread.isAlive() || !running ? trouble : Optional.of("stopped: " + trouble.orElse("not started"));
    }

    /** Ends the thread after the batch in hand; waits at most 30 s. */
    @Override
    public void close() {
        running = false;
        nudges.release();
        try {
            if (thread.isAlive()) {
                thread.join(LONGEST_PAUSE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = rest;
        boolean compared = false;
        while (running) {
            try {
                if (!compared) {
                    compare();
                    compared = true;
                }
                boolean more = step();
                trouble = Optional.empty();
                pause = rest;
                if (more) {
                    continue;
                }
            } catch (ArchiveFault fault) {
                // The edge for faults of a follower: nobody waits for it, so it waits and tries again.
                compared = false;
                trouble = Optional.of(String.valueOf(fault.getMessage()));
                pause = longer(pause);
                LOG.warn("{} is held up, next try in {}: {}", follower.name(), pause, fault.getMessage());
            }
            rest(pause);
        }
    }

    /** A follower ahead of its catalogue has followed another one: rows are never deleted, so its last row must be there. */
    private void compare() {
        long position = follower.resume();
        if (position > 0
                && catalogue
                        .changes(HarvestWindow.everythingAfter(position - 1), 1)
                        .isEmpty()) {
            LOG.warn("{} is ahead of the catalogue and starts over", follower.name());
            follower.startOver();
        }
    }

    /**
     * Takes what is there, at most a batch; tells whether more is left. While packages come one after the other they are
     * taken together at every look: a refresh and a commit for each would cost more than its indexing.
     */
    private boolean step() {
        List<RecordEntry> changes = catalogue.changes(HarvestWindow.everythingAfter(follower.resume()), BATCH);
        if (!changes.isEmpty()) {
            follower.take(changes);
        }
        boolean more = changes.size() == BATCH;
        if (!more) {
            follower.caughtUp();
        }
        return more;
    }

    private void rest(Duration pause) {
        try {
            if (nudges.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                nudges.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
