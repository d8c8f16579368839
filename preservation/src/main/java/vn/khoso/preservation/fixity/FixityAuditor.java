package vn.khoso.preservation.fixity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.journal.Events;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.premis.Agent;

/**
 * Audits all packages of the catalogue against storage, on demand and on schedule, one audit at a time.
 *
 * <p>A run is a row: {@link #start} makes it, {@link #work} brings it to its end, after a restart from where it stood.
 */
public final class FixityAuditor {

    private final StoredObjects objects;
    private final CatalogueStore catalogue;
    private final FixityLog log;
    private final JournalSegments segments;
    private final FixityEvents events;

    public FixityAuditor(
            StoredObjects objects,
            CatalogueStore catalogue,
            FixityLog log,
            JournalSegments segments,
            Events events,
            Agent archive) {
        this.objects = objects;
        this.catalogue = catalogue;
        this.log = log;
        this.segments = segments;
        this.events = new FixityEvents(events, archive);
    }

    /**
     * Asks for an audit; when one is running, that one is the answer.
     *
     * @param requestedBy account id, or {@code schedule}
     * @param megabytesPerSecond no more than so many 10^6 bytes; 0 is no limit
     */
    public FixityRun start(String requestedBy, Agent who, int megabytesPerSecond) {
        if (megabytesPerSecond < 0) {
            throw new IllegalArgumentException("not a rate: " + megabytesPerSecond);
        }
        FixityRun run = events.newRun(requestedBy, megabytesPerSecond, catalogue.packageCount());
        return log.start(run, events.ofRun(run, who, "A fixity audit of all packages was asked for."))
                .map(entry -> {
                    segments.shipUpTo(entry.index());
                    return run;
                })
                .orElseGet(() -> log.running().orElse(run));
    }

    /**
     * Brings the running audit to its end, reading with two threads; returns at once when there is none.
     *
     * @return whether an audit was brought to its end or found cancelled
     * @throws vn.khoso.preservation.fault.ArchiveFault when the database or the whole medium is away; the run stays where
     *     it stood and may be continued
     */
    public boolean work() {
        Optional<FixityRun> run = log.running();
        run.ifPresent(running -> new FixityWalk(objects, catalogue, log, segments, events, running).walk());
        return run.isPresent();
    }

    /** Cancels the run; false when it is not running. Files that were being read are not counted. */
    public boolean cancel(UUID run, Agent who) {
        return log.run(run)
                .flatMap(found -> log.cancel(run, events.ofRun(cancelled(found), who, "A fixity audit was cancelled.")))
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
    public List<Incident> incidents(Optional<UUID> after, int limit) {
        return log.incidents(after, limit);
    }

    public Optional<Incident> incident(UUID id) {
        return log.incident(id);
    }

    /**
     * Closes an incident that somebody has dealt with; false when it is not open.
     *
     * @param reason what was done; no personal data
     */
    public boolean close(UUID incident, Agent who, String reason) {
        return log.incident(incident)
                .flatMap(found -> log.close(incident, events.ofClosing(found, who, reason)))
                .map(entry -> {
                    segments.shipUpTo(entry.index());
                    return true;
                })
                .orElse(false);
    }

    private FixityRun cancelled(FixityRun run) {
        return new FixityRun(
                run.id(), run.requestedBy(), run.startedAt(), Optional.of(events.now()), FixityRun.State.CANCELLED,
                run.megabytesPerSecond(), run.packagesTotal(), run.packagesDone(), run.bytesDone(), run.intact(), run.altered(),
                run.missing(), run.extra(), run.unread(), run.position());
    }
}
