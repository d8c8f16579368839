package vn.khoso.preservation.fixity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/**
 * What is written down of audits: runs, where they stand, and incidents. Every change is one transaction with its journal
 * entries.
 *
 * <p>Throws only {@link vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable} for trouble of the database.
 */
public interface FixityLog {

    /** Begins a run. Only one runs at a time: while there is one, nothing changes and the answer is empty. */
    Optional<JournalEntry> start(FixityRun run, Event event);

    /**
     * Writes how far a run has come, its end too, with the events of the packages checked since.
     *
     * @return false, with nothing changed, when the run is no longer running: it was cancelled
     */
    boolean advance(FixityRun run, List<Event> events);

    /** Cancels a run; empty when it is not running. */
    Optional<JournalEntry> cancel(UUID run, Event event);

    /** Writes down an incident at once; empty when the same one is open already. */
    Optional<JournalEntry> report(Incident incident, Event event);

    /** Closes an incident; empty when it is not open. */
    Optional<JournalEntry> close(UUID incident, Event event);

    /** How many packages have a copy on the volumes of a scope. */
    long packages(AuditScope scope);

    /** Chooses the packages of a sample, when that was not done yet: the same seed and the same copies give the same. */
    void choose(FixityRun run);

    /** Packages of a sample after one, each kept only where the sample takes it. */
    List<PackagePromise> sampled(UUID run, Optional<AipId> after, int limit);

    /** When each volume was last read from end to end, and last begun; volumes that never were are absent. */
    Map<UUID, LastRuns> lastRuns(List<UUID> volumes);

    /**
     * When audits of one volume began.
     *
     * @param full newest full one that met every copy there, or is running; one that was called off does not count
     * @param fullTried newest full one, whatever it came to; of those called off only the ones by schedule, so that none is begun
     *     again at once
     * @param any newest one that met every copy it was to read, sample or full; one that was called off does not count
     * @param anyTried newest one, sample or full, whatever it came to; of those called off only the ones by schedule
     */
    record LastRuns(
            Optional<Instant> full, Optional<Instant> fullTried, Optional<Instant> any, Optional<Instant> anyTried) {}

    /** Incidents of a package that are open. */
    List<Incident> open(AipId aip);

    /** The run that is running. */
    Optional<FixityRun> running();

    Optional<FixityRun> run(UUID id);

    /** The newest runs, newest first. */
    List<FixityRun> runs(int limit);

    /** Incidents after one, oldest first. */
    List<Incident> incidents(Incident.Which which, Optional<UUID> after, int limit);

    Optional<Incident> incident(UUID id);
}
