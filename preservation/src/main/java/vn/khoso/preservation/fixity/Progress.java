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

    void count(PackagePromise promise, FixityCounts found, Event event) {
        counts = counts.plus(found);
        packages++;
        position = Optional.of(promise.aip().uuid());
        pending.add(event);
        if (pending.size() >= EVENTS_AT_ONCE || System.nanoTime() - written > WRITE_EVERY_NANOS) {
            write();
        }
    }

    /** Counts what belongs to no package of the catalogue. */
    void count(FixityResult stranger) {
        counts = counts.plus(FixityCounts.of(stranger));
    }

    /** Writes down where the run stands. */
    void write() {
        write(Optional.empty());
    }

    /** Writes down that the run has come to its end. */
    void end() {
        write(Optional.of(desk.events().now()));
        if (run.state() == FixityRun.State.FINISHED && !running) {
            LOG.info("Fixity audit {}: {} packages, {}", run.id(), packages, counts);
        }
    }

    private void write(Optional<Instant> finishedAt) {
        FixityRun now = new FixityRun(
                run.id(),
                run.requestedBy(),
                run.startedAt(),
                finishedAt,
                finishedAt.isPresent() ? FixityRun.State.FINISHED : FixityRun.State.RUNNING,
                run.megabytesPerSecond(),
                Math.max(run.packagesTotal(), packages),
                packages,
                counts.bytes(),
                counts.intact(),
                counts.altered(),
                counts.missing(),
                counts.extra(),
                counts.unread(),
                position);
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
}
