package vn.khoso.preservation.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.journal.transparency.TransparencyLog;

/** Lets the tree follow the journal, signs a checkpoint a day and one at the end, and asks again for time stamps that are owed. */
public final class TransparencyWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TransparencyWorker.class);

    private final TransparencyLog log;
    private final Settings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private String said = "";
    private long turns;

    /**
     * How it works.
     *
     * @param idle how far the tree is behind the journal at most while nothing is asked
     * @param stampEvery in how many turns owed stamps are asked for once
     */
    public record Settings(Duration idle, int stampEvery) {

        /** Every 15 seconds, and every 10 minutes for stamps. */
        public static final Settings USUAL = new Settings(Duration.ofSeconds(15), 40);
    }

    public TransparencyWorker(TransparencyLog log, Settings settings) {
        this.log = log;
        this.settings = settings;
    }

    /** Begins. To be called once. */
    public void start() {
        thread = Thread.ofPlatform().daemon().name("transparency").start(this::loop);
    }

    /** Stops, and signs what happened since the last checkpoint. */
    @Override
    public void close() {
        closed.countDown();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join(Duration.ofSeconds(10));
            log.issueAtStop();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ArchiveFault later) {
            LOG.warn("No checkpoint at the end; it is made at the next start: {}", later.getMessage());
        }
    }

    private void loop() {
        do {
            turn();
        } while (open());
    }

    private void turn() {
        try {
            log.follow();
            log.issueDaily();
            if (turns++ % settings.stampEvery() == 0) {
                log.stampOwed();
            }
            said = "";
        } catch (ArchiveFault fault) {
            String now = String.valueOf(fault.getMessage());
            if (!now.equals(said)) {
                LOG.error("The journal's tree waits: {}", now);
            }
            said = now;
        }
    }

    /** Waits. @return false when it was closed meanwhile */
    private boolean open() {
        try {
            return !closed.await(settings.idle().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
