package vn.khoso.preservation.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fixity.RollCall;
import vn.khoso.preservation.fixity.coverage.FixityCoverage;

/**
 * Goes on with the roll calls for ever, a slice at a time, and keeps the summary of what was read fresh; whether or not an audit is
 * running.
 */
public final class RollCallWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RollCallWorker.class);

    private final RollCall rollCall;
    private final FixityCoverage coverage;
    private final Duration between;
    private final Duration idle;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** @param between rest between two slices @param idle rest when all rounds have ended, or something is away */
    public RollCallWorker(RollCall rollCall, FixityCoverage coverage, Duration between, Duration idle) {
        this.rollCall = rollCall;
        this.coverage = coverage;
        this.between = between;
        this.idle = idle;
    }

    /** Begins. To be called once. */
    public void start() {
        thread = Thread.ofPlatform().daemon().name("roll-call").start(this::loop);
    }

    /** Stops after the slice in hand; the next start goes on where it stood. */
    @Override
    public void close() {
        closed.countDown();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join(Duration.ofSeconds(10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        boolean open = true;
        while (open) {
            open = rested(more() ? between : idle);
        }
    }

    private boolean more() {
        try {
            coverage.keepFresh();
            return rollCall.turn();
        } catch (ArchiveFault away) {
            LOG.warn("The roll call waits: {}", away.getMessage());
            return false;
        }
    }

    private boolean rested(Duration time) {
        try {
            return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
