package vn.khoso.preservation.fixity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import vn.khoso.preservation.journal.Events;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/** What the journal says of audits, and of bytes that are not what was promised, whoever found them. */
public final class FixityEvents {

    private final Events events;
    private final Agent archive;

    /** @param archive who does all this */
    public FixityEvents(Events events, Agent archive) {
        this.events = events;
        this.archive = archive;
    }

    Event ofRun(FixityRun run, Agent who, String note) {
        return events.event(
                EventType.ADMINISTRATION,
                EventOutcome.SUCCESS,
                who,
                List.of(urn(run.id())),
                note,
                FixityRunDetail.write(run));
    }

    Event ofRunsEnd(FixityRun run) {
        return ofRun(run, archive, "A fixity audit of all packages came to its end.");
    }

    Event ofPackage(UUID run, AipId aip, int version, FixityCounts counts) {
        EventOutcome outcome = counts.sound()
                ? EventOutcome.SUCCESS
                : counts.altered() + counts.missing() + counts.extra() > 0
                        ? EventOutcome.FAILURE
                        : EventOutcome.WARNING;
        return events.event(
                EventType.FIXITY_CHECK,
                outcome,
                archive,
                List.of(aip.toString()),
                "Every file of the package was read and compared with its promised digest.",
                Map.of(
                        "run", run.toString(),
                        "version", Integer.toString(version),
                        "bytes", Long.toString(counts.bytes()),
                        "intact", Long.toString(counts.intact()),
                        "altered", Long.toString(counts.altered()),
                        "missing", Long.toString(counts.missing()),
                        "extra", Long.toString(counts.extra()),
                        "unread", Long.toString(counts.unread())));
    }

    /** Something found now, and open. */
    public Incident incident(AipId aip, Incident.Kind kind, String subject, String detail) {
        return new Incident(events.identifier(), events.now(), aip, kind, subject, detail, true);
    }

    public Event ofIncident(Incident incident) {
        return events.event(
                EventType.INCIDENT,
                EventOutcome.FAILURE,
                archive,
                List.of(incident.aip().toString(), urn(incident.id())),
                "Kept bytes are not what was promised, or could not be read.",
                IncidentDetail.write(incident));
    }

    Event ofClosing(Incident incident, Agent who, String reason) {
        Map<String, String> detail = new TreeMap<>();
        detail.put(IncidentDetail.CLOSED, incident.id().toString());
        detail.put("reason", reason);
        return events.event(
                EventType.ADMINISTRATION,
                EventOutcome.SUCCESS,
                who,
                List.of(incident.aip().toString(), urn(incident.id())),
                "An incident was closed.",
                detail);
    }

    FixityRun newRun(String requestedBy, int megabytesPerSecond, long packages) {
        return new FixityRun(
                events.identifier(),
                requestedBy,
                events.now(),
                java.util.Optional.empty(),
                FixityRun.State.RUNNING,
                megabytesPerSecond,
                packages,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                java.util.Optional.empty());
    }

    java.time.Instant now() {
        return events.now();
    }

    private static String urn(UUID id) {
        return "urn:uuid:" + id;
    }
}
