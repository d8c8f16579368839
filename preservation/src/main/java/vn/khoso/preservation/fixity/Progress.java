package vn.khoso.preservation.fixity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.premis.Event;

/**
 * How far one run has come. What is known is written down every {@value #EVENTS_AT_ONCE} packages and every second, the
 * events of the packages in the same transaction; what a stop cuts off is read again. Used by one thread.
 */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final int EVENTS_AT_ONCE = 200;
    private static final long WRITE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AuditDesk desk;
    private final List<Event> pending = new ArrayList<>();
    private FixityRun run;
    private final Tallies tallies;
    private FixityCounts counts;
    private long packages;
    private Optional<String> position;
    private long written = System.nanoTime();
    private boolean running = true;

    Progress(AuditDesk desk, FixityRun run) {
        this.desk = desk;
        this.run = run;
        this.counts = new FixityCounts(
                run.bytesDone(), run.intact(), run.altered(), run.missing(), run.extra(), run.unread());
        this.tallies = new Tallies(run.volumes());
        this.packages = run.packagesDone();
        this.position = run.position();
    }

    FixityRun run() {
        return run;
    }

    /** Whether the log says that it runs: false once it was written down as ended, or was found cancelled. */
    boolean running() {
        return running;
    }

    void count(PackagePromise promise, Reading reading, FixityCounts found, Event event) {
        counts = counts.plus(found);
        tallies.count(reading);
        packages++;
        position = Optional.of(promise.aip().uuid());
        pending.add(event);
        if (pending.size() >= EVENTS_AT_ONCE || System.nanoTime() - written > WRITE_EVERY_NANOS) {
            write();
        }
    }

    /** A package of which the run is to read no copy. */
    void pass(PackagePromise promise) {
        position = Optional.of(promise.aip().uuid());
    }

    /** Counts what belongs to no package of the catalogue. */
    void count(AuditedVolume volume, FixityResult stranger) {
        counts = counts.plus(FixityCounts.of(stranger));
        tallies.count(volume, stranger);
    }

    /** A volume takes part in the run. */
    void joined(AuditedVolume volume, int canaries) {
        tallies.joined(volume, canaries);
    }

    /** Writes down where the run stands. */
    void write() {
        write(Optional.empty(), Optional.empty());
    }

    /** Writes down that nothing the run says may be believed. */
    void fail(String why) {
        LOG.error("Fixity audit {} failed: {}", run.id(), why);
        write(Optional.of(desk.events().now()), Optional.of(why));
    }

    /** Writes down that the run has come to its end. */
    void end() {
        write(Optional.of(desk.events().now()), Optional.empty());
        if (run.state() == FixityRun.State.FINISHED && !running) {
            LOG.info("Fixity audit {}: {} packages, {}", run.id(), packages, counts);
        }
    }

    /** Writes down that the run has ended before its time: of no volume may it be said that every copy there was met. */
    void breakOff(List<AuditedVolume> volumes) {
        volumes.forEach(tallies::brokenOff);
        LOG.error("Fixity audit {} was broken off: no volume is left that can be read", run.id());
        end();
    }

    private void write(Optional<Instant> finishedAt, Optional<String> failure) {
        FixityRun now = new FixityRun(
                run.id(),
                run.requestedBy(),
                run.startedAt(),
                finishedAt,
                state(finishedAt.isPresent(), failure.isPresent()),
                run.megabytesPerSecond(),
                Math.max(run.packagesTotal(), packages),
                packages,
                counts.bytes(),
                counts.intact(),
                counts.altered(),
                counts.missing(),
                counts.extra(),
                counts.unread(),
                position,
                run.scope(),
                tallies.all(),
                failure);
        List<Event> batch = new ArrayList<>(pending);
        if (finishedAt.isPresent()) {
            batch.add(desk.events().ofRunsEnd(now));
        }
        boolean taken = desk.log().advance(now, batch);
        if (!taken) {
            LOG.info("Fixity audit {} was cancelled", run.id());
        } else {
            run = now;
        }
        running = taken && finishedAt.isEmpty();
        pending.clear();
        written = System.nanoTime();
    }

    private static FixityRun.State state(boolean ended, boolean failed) {
        return failed ? FixityRun.State.FAILED : ended ? FixityRun.State.FINISHED : FixityRun.State.RUNNING;
    }
}
