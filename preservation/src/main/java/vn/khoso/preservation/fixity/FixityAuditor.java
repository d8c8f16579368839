package vn.khoso.preservation.fixity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.premis.Agent;

/**
 * Audits all kept copies of all packages of the catalogue, on demand and on schedule, one audit at a time.
 *
 * <p>A run is a row: {@link #start} makes it, {@link #work} brings it to its end, after a restart from where it stood.
 */
public final class FixityAuditor {

    private static final int MOST_WALKERS = 64;

    private final AuditDesk desk;
    private final FixityLog log;
    private final JournalSegments segments;
    private final FixityEvents events;
    private final int walkers;
    private final Semaphore asked = new Semaphore(0);

    /** With as many reading threads as there are processors. */
    public FixityAuditor(
            StoredObjects objects,
            CatalogueStore catalogue,
            FixityLog log,
            JournalSegments segments,
            Events events,
            Agent archive) {
        this(List.of(new SoleVolume(objects)), catalogue, log, segments, events, archive);
    }

    /** The same over several volumes: every copy that is kept is read, one run for all of them. */
    public FixityAuditor(
            List<? extends AuditedVolume> volumes,
            CatalogueStore catalogue,
            FixityLog log,
            JournalSegments segments,
            Events events,
            Agent archive) {
        this(
                new AuditDesk(
                        List.copyOf(volumes),
                        catalogue,
                        log,
                        segments,
                        new FixityEvents(events, archive),
                        FileReader::new),
                Math.min(MOST_WALKERS, Runtime.getRuntime().availableProcessors()));
    }

    private FixityAuditor(AuditDesk desk, int walkers) {
        if (walkers < 1 || walkers > MOST_WALKERS) {
            throw new IllegalArgumentException("1 to " + MOST_WALKERS + " reading threads, not " + walkers);
        }
        this.desk = desk;
        this.log = desk.log();
        this.segments = desk.segments();
        this.events = desk.events();
        this.walkers = walkers;
    }

    /** The same with so many reading threads, 1 to 64; they share one rate. */
    public FixityAuditor withWalkers(int walkers) {
        return new FixityAuditor(desk, walkers);
    }

    /** The same with another way to make digests of bytes: to try whether the audit is found out when that does not work. */
    FixityAuditor with(AuditDesk.Readers readers) {
        return new FixityAuditor(desk.with(readers), walkers);
    }

    /**
     * Asks for an audit of everything; when one is running, that one is the answer.
     *
     * @param requestedBy account id, or {@code schedule}
     * @param megabytesPerSecond no more than so many 10^6 bytes; 0 is no limit
     */
    public FixityRun start(String requestedBy, Agent who, int megabytesPerSecond) {
        return start(requestedBy, who, megabytesPerSecond, AuditScope.EVERYTHING);
    }

    /** The same of a part. @param scope what is to be read */
    public FixityRun start(String requestedBy, Agent who, int megabytesPerSecond, AuditScope scope) {
        if (megabytesPerSecond < 0) {
            throw new IllegalArgumentException("not a rate: " + megabytesPerSecond);
        }
        FixityRun run = events.newRun(requestedBy, megabytesPerSecond, scope, most(scope));
        String note = scope.full()
                ? "A fixity audit of all copies was asked for."
                : "A fixity audit of a sample of the copies was asked for.";
        return log.start(run, events.ofRun(run, who, note))
                .map(entry -> {
                    segments.shipUpTo(entry.index());
                    asked.release();
                    return run;
                })
                .orElseGet(() -> log.running().orElse(run));
    }

    /** How many packages a scope has at most. */
    private long most(AuditScope scope) {
        long volumes = scope.volumes().isEmpty()
                ? desk.volumes().size()
                : scope.volumes().size();
        long packages = scope.volumes().isEmpty() ? desk.catalogue().packageCount() : log.packages(scope);
        return scope.sample()
                .map(sample -> Math.min(packages, volumes * (sample.random() + sample.oldest())))
                .orElse(packages);
    }

    /** Calls names both ways on the same volumes. @param every from the start of a round to the start of the next */
    public RollCall rollCall(RollLog rolls, Duration every) {
        return new RollCall(desk, rolls, every);
    }

    /** The volumes that are audited, and whether each is in use now. */
    public List<Place> places() {
        return desk.volumes().stream()
                .map(volume -> new Place(volume.volume(), volume.name(), volume.inUse()))
                .toList();
    }

    /** A volume as the schedule sees it. */
    public record Place(UUID volume, String name, boolean inUse) {}

    /** What is written down of audits. */
    public FixityLog log() {
        return log;
    }

    /** How many packages there are to be audited. */
    public long packages() {
        return desk.catalogue().packageCount();
    }

    /** Ends a wait for audits early. */
    public void wake() {
        asked.release();
    }

    /** Waits until an audit is asked for here, no longer than this. */
    public void await(Duration most) throws InterruptedException {
        if (asked.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            asked.drainPermits();
        }
    }

    /**
     * Brings the running audit to its end; returns at once when there is none.
     *
     * @param wanted whether that audit may be worked on now; asked again on the way, and when it may not go on, it stays
     *     where it stands
     * @return whether an audit was brought to its end or found cancelled
     * @throws vn.khoso.preservation.fault.ArchiveFault when the database or the whole medium is away; the run stays where
     *     it stood and may be continued
     */
    public boolean work(Predicate<FixityRun> wanted) {
        Optional<FixityRun> run = log.running();
        run.filter(one -> !one.scope().full()).ifPresent(log::choose);
        return run.isPresent()
                && wanted.test(run.get())
                && new FixityWalk(desk, walkers, run.get(), () -> wanted.test(run.get())).walk();
    }

    /** Cancels the run; false when it is not running. Files that were being read are not counted. */
    public boolean cancel(UUID run, Agent who) {
        return log.run(run)
                .flatMap(found -> log.cancel(
                        run,
                        events.ofRun(
                                found.ended(FixityRun.State.CANCELLED, events.now(), Optional.empty()),
                                who,
                                "A fixity audit was cancelled.")))
                .map(entry -> {
                    segments.shipUpTo(entry.index());
                    return true;
                })
                .orElse(false);
    }

    public Optional<FixityRun> run(UUID id) {
        return log.run(id);
    }

    /** The newest runs, newest first. */
    public List<FixityRun> runs(int limit) {
        return log.runs(limit);
    }

    /** Incidents after one, oldest first. */
    public List<Incident> incidents(Incident.Which which, Optional<UUID> after, int limit) {
        return log.incidents(which, after, limit);
    }

    public Optional<Incident> incident(UUID id) {
        return log.incident(id);
    }

    /**
     * Closes an incident that somebody has dealt with; false when it is not open.
     *
     * @param account cause, action and result; no personal data
     */
    public boolean close(UUID incident, Agent who, Incident.Account account) {
        return log.incident(incident)
                .flatMap(found -> log.close(incident, events.ofClosing(found, who, account)))
                .map(entry -> {
                    segments.shipUpTo(entry.index());
                    return true;
                })
                .orElse(false);
    }
}
