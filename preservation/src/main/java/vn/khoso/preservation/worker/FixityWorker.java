package vn.khoso.preservation.worker;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fixity.FixityAuditor;
import vn.khoso.preservation.fixity.FixitySchedule;
import vn.khoso.preservation.fixity.coverage.FixityCoverage;
import vn.khoso.schemas.catalogue.AuditHours;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.premis.Agent;

/**
 * Brings audits that were asked for to their end, asks for one itself when the last of a volume is too long ago, and keeps the
 * summary of what was read.
 */
public final class FixityWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FixityWorker.class);

    /** Who asks for audits that nobody asks for. */
    private static final String SCHEDULE = "schedule";

    private final Archive archive;
    private final FixityCoverage coverage;
    private final Agent agent;
    private final Clock clock;
    private final Settings settings;
    private final FixitySchedule schedule;
    private final SecureRandom seeds = new SecureRandom();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * How it works.
     *
     * @param cycles when audits are due
     * @param megabytesPerSecond rate of audits by schedule, in 10^6 bytes; 0 for no limit
     * @param hours in which audits by schedule may read; empty for the whole day
     * @param idle how long to rest between two looks; an audit that is asked for in this process begins at once
     * @param afterFault how long to wait while storage or database are away
     */
    public record Settings(
            FixitySchedule.Cycles cycles,
            int megabytesPerSecond,
            Optional<AuditHours> hours,
            Duration idle,
            Duration afterFault) {

        /** All holdings every 90 days, and every day a sample, as fast as the disk gives them, at any hour. */
        public static final Settings USUAL = new Settings(
                new FixitySchedule.Cycles(
                        Optional.of(Duration.ofDays(90)),
                        Map.of(),
                        Optional.of(new FixitySchedule.Sampling(Duration.ofDays(1), 300, 100))),
                0,
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    /** @param agent who asks for audits by schedule */
    public FixityWorker(Archive archive, FixityCoverage coverage, Agent agent, Clock clock, Settings settings) {
        this.archive = archive;
        this.coverage = coverage;
        this.agent = agent;
        this.clock = clock;
        this.settings = settings;
        this.schedule = new FixitySchedule(settings.cycles());
    }

    /** Begins; an audit that a stop had cut off goes on first. To be called once. */
    public void start() {
        thread = Thread.ofPlatform().daemon().name("fixity").start(this::loop);
    }

    /** Stops within seconds; the audit goes on from where it stands at the next start. */
    @Override
    public void close() {
        // No interrupt: it would close a channel that is being read or flushed, and that would look like a bad disk.
        closed.countDown();
        archive.auditor().wake();
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
        while (open && closed.getCount() > 0) {
            open = turn();
        }
    }

    /** @return whether to go on */
    private boolean turn() {
        try {
            askWhenDue();
            if (archive.auditor().work(this::mayRun)) {
                return true;
            }
            coverage.keepFresh();
            return rested();
        } catch (ArchiveFault away) {
            LOG.warn("The fixity audit waits: {}", away.getMessage());
            return open(settings.afterFault());
        } catch (CancellationException stopped) {
            return false;
        }
    }

    private boolean mayRun(FixityRun run) {
        return closed.getCount() > 0 && (!run.requestedBy().equals(SCHEDULE) || inHours());
    }

    private boolean inHours() {
        return settings.hours().map(hours -> hours.open(clock.instant())).orElse(true);
    }

    private void askWhenDue() {
        FixityAuditor auditor = archive.auditor();
        if (!inHours() || auditor.log().running().isPresent()) {
            return;
        }
        List<FixityAuditor.Place> places = auditor.places();
        Optional<AuditScope> due = schedule.next(
                places,
                auditor.log()
                        .lastRuns(
                                places.stream().map(FixityAuditor.Place::volume).toList()),
                clock.instant(),
                seeds.nextLong());
        // An archive without packages is not audited, and an audit of nothing does not put off the next.
        if (due.isPresent() && auditor.packages() > 0) {
            auditor.start(SCHEDULE, agent, settings.megabytesPerSecond(), due.get());
        }
    }

    /** Rests, or until an audit is asked for. @return false when it was closed meanwhile */
    private boolean rested() {
        try {
            archive.auditor().await(settings.idle());
            return closed.getCount() > 0;
        } catch (InterruptedException stopped) {
            return false;
        }
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
