package vn.khoso.preservation.replication;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.fixity.FixityLog;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.premis.Event;

/** Writes down that a copy was found bad: an incident for people, and the copy is owed anew, which repairs it. */
public final class CopyComplaints {

    private static final Logger LOG = LoggerFactory.getLogger(CopyComplaints.class);

    /** Place of the object itself. */
    private static final String WHOLE = ".";

    private final CopyLog log;
    private final FixityLog incidents;
    private final CopyEvents events;

    public CopyComplaints(CopyLog log, FixityLog incidents, CopyEvents events) {
        this.log = log;
        this.incidents = incidents;
        this.events = events;
    }

    CopyLog log() {
        return log;
    }

    /**
     * A copy could not be read, or was not what was promised. Never fails: whoever read it has good bytes from elsewhere, and
     * does not wait for the database.
     *
     * @param path what of the package was asked for; empty for all of it
     */
    public void bad(CopySite site, AipId aip, Optional<PackagePath> path, ArchiveFault fault) {
        site.requireIdentity();
        if (!site.inUse()) {
            return;
        }
        LOG.error("Volume {}, {}: {}", site.name(), aip, fault.getMessage());
        site.indebted(true);
        try {
            Optional<CopyEntry> copy = log.copy(aip, site.volume());
            if (copy.filter(one -> one.state() == CopyEntry.State.OWED).isEmpty()) {
                report(site, aip, place(site, aip, path), fault);
                copy.ifPresent(kept -> log.record(List.of(events.lost(kept, String.valueOf(fault.getMessage())))));
            }
        } catch (DatabaseUnavailable later) {
            LOG.warn("It could not be written down and will be found again: {}", later.getMessage());
        }
    }

    /**
     * An audit found a copy bad and wrote the incident down: the copy is owed anew. Fails as the database does; the audit then
     * reads the package again.
     */
    void audited(CopySite site, AipId aip, String what) {
        site.indebted(true);
        log.copy(aip, site.volume())
                .filter(copy -> copy.state() == CopyEntry.State.KEPT)
                .ifPresent(kept -> log.record(List.of(events.lost(kept, what))));
    }

    /** As an audit names it, so that one damage is one incident, whoever finds it first. */
    private static String place(CopySite site, AipId aip, Optional<PackagePath> path) {
        try {
            return path.map(asked -> site.on(open -> open.objects().object(aip).placeOf(asked)))
                    .orElse(WHOLE);
        } catch (StorageUnavailable unreadable) {
            return WHOLE;
        }
    }

    /** Events that close what is known to be wrong with a copy that was made anew. @param from name of the good copy's volume */
    List<Event> repaired(CopySite site, AipId aip, String from) {
        return incidents.open(aip).stream()
                .filter(incident -> incident.subject().endsWith(" @ " + site.name()))
                .map(incident -> events.incidents().ofRepair(incident, from))
                .toList();
    }

    /** An incident alone: for a package of which no good copy is known. */
    void unrepaired(CopySite site, AipId aip, ArchiveFault fault) {
        report(site, aip, WHOLE, fault);
    }

    private void report(CopySite site, AipId aip, String subject, ArchiveFault fault) {
        Incident incident = events.incidents()
                .incident(
                        aip,
                        kind(fault),
                        subject + " @ " + site.name(),
                        "volume " + site.name() + ": " + fault.getMessage());
        incidents.report(incident, events.incidents().ofIncident(incident));
    }

    private static Incident.Kind kind(ArchiveFault fault) {
        return fault instanceof ArchiveFault.ContentAltered || fault instanceof ArchiveFault.AlreadyStored
                ? Incident.Kind.ALTERED
                : fault instanceof ArchiveFault.ContentMissing ? Incident.Kind.MISSING : Incident.Kind.UNREAD;
    }
}
