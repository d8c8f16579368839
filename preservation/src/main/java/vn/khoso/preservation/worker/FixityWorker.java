package vn.khoso.preservation.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.premis.Agent;

/** Brings audits that were asked for to their end, and asks for one itself when the last is too long ago. */
public final class FixityWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FixityWorker.class);

    private final Archive archive;
    private final Agent agent;
    private final Clock clock;
    private final Settings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * How it works.
     *
     * @param every from the start of one audit to the start of the next; empty for none but those asked for
     * @param megabytesPerSecond rate of audits by schedule, in 10^6 bytes; 0 for no limit
     * @param idle how soon an audit that was asked for begins
     * @param afterFault how long to wait while storage or database are away
     */
    public record Settings(Optional<Duration> every, int megabytesPerSecond, Duration idle, Duration afterFault) {

        /** All holdings every 90 days, as fast as the disk gives them. */
        public static final Settings USUAL =
                new Settings(Optional.of(Duration.ofDays(90)), 0, Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    /** @param agent who asks for audits by schedule */
    public FixityWorker(Archive archive, Agent agent, Clock clock, Settings settings) {
        this.archive = archive;
        this.agent = agent;
        this.clock = clock;
        this.settings = settings;
    }

    /** Begins; an audit that a stop had cut off goes on first. To be called once. */
    public void start() {
        thread = Thread.ofPlatform().daemon().name("fixity").start(this::loop);
    }

    /** Stops within seconds; the audit goes on from where it stands at the next start. */
    @Override
    public void close() {
        closed.countDown();
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(Duration.ofSeconds(10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        boolean open = true;
        while (open) {
            open = turn();
        }
    }

    /** @return whether to go on */
    private boolean turn() {
        try {
            askWhenDue();
            return archive.workOnAudit() || open(settings.idle());
        } catch (ArchiveFault away) {
            LOG.warn("The fixity audit waits: {}", away.getMessage());
            return open(settings.afterFault());
        } catch (CancellationException stopped) {
            return false;
        }
    }

    private void askWhenDue() {
        settings.every().ifPresent(every -> {
            List<FixityRun> newest = archive.audits(1);
            if (newest.isEmpty() || !newest.getFirst().startedAt().plus(every).isAfter(clock.instant())) {
                archive.startAudit("schedule", agent, settings.megabytesPerSecond());
            }
        });
    }

    /** Waits. @return false when it was closed meanwhile */
    private boolean open(Duration time) {
        try {
            return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
