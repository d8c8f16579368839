package vn.khoso.preservation.fixity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import vn.khoso.preservation.journal.Events;
import vn.khoso.schemas.catalogue.AuditScope;
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
        return run.state() == FixityRun.State.FAILED
                ? events.event(
                        EventType.ADMINISTRATION,
                        EventOutcome.FAILURE,
                        archive,
                        List.of(urn(run.id())),
                        "The audit itself does not work: an object that was planted to try it was misjudged.",
                        FixityRunDetail.write(run))
                : ofRun(run, archive, "A fixity audit came to its end.");
    }

    Event ofPackage(UUID run, AipId aip, int version, Reading reading) {
        FixityCounts counts = reading.counts();
        EventOutcome outcome = counts.altered() + counts.missing() + counts.extra() > 0
                ? EventOutcome.FAILURE
                : counts.sound() && !reading.copies().isEmpty() ? EventOutcome.SUCCESS : EventOutcome.WARNING;
        Map<String, String> detail = new TreeMap<>();
        detail.put("run", run.toString());
        detail.put("version", Integer.toString(version));
        detail.put("bytes", Long.toString(counts.bytes()));
        detail.put("intact", Long.toString(counts.intact()));
        detail.put("altered", Long.toString(counts.altered()));
        detail.put("missing", Long.toString(counts.missing()));
        detail.put("extra", Long.toString(counts.extra()));
        detail.put("unread", Long.toString(counts.unread()));
        CheckDetail.write(reading, detail);
        return events.event(
                EventType.FIXITY_CHECK,
                outcome,
                archive,
                List.of(aip.toString()),
                reading.copies().isEmpty()
                        ? "No copy of the package was read: the volumes that hold them were away."
                        : reading.away().isEmpty()
                                ? "The files of the copies named were read and compared with their promised digests."
                                : "The files of the copies named were read and compared with their promised digests;"
                                        + " other copies lie on volumes that were away.",
                detail);
    }

    /** Something found now, and open. */
    public Incident incident(AipId aip, Incident.Kind kind, String subject, String detail) {
        return new Incident(events.identifier(), events.now(), aip, kind, subject, detail, true, Optional.empty());
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

    /** Somebody has dealt with it. */
    Event ofClosing(Incident incident, Agent who, Incident.Account account) {
        return closing(incident, who, "An incident was closed.", account);
    }

    /** The copy was made anew. @param from name of the volume of the good copy */
    public Event ofRepair(Incident incident, String from) {
        return closing(
                incident,
                archive,
                "An incident was closed: the copy was made anew.",
                new Incident.Account(
                        "chưa rõ nguyên nhân; phát hiện: " + incident.detail() + " / cause not known; found: "
                                + incident.detail(),
                        "tạo lại bản sao từ ổ " + from
                                + ", bản xấu chuyển vào quarantine/ / the copy was made anew from" + " volume " + from
                                + ", the bad one moved to quarantine/",
                        "đã ghi bền, đọc lại toàn bộ và so khớp mã băm / written, flushed, read back from end to end and"
                                + " compared"));
    }

    private Event closing(Incident incident, Agent who, String note, Incident.Account account) {
        return events.event(
                EventType.ADMINISTRATION,
                EventOutcome.SUCCESS,
                who,
                List.of(incident.aip().toString(), urn(incident.id())),
                note,
                IncidentDetail.closing(incident.id(), account));
    }

    FixityRun newRun(String requestedBy, int megabytesPerSecond, AuditScope scope, long packages) {
        return new FixityRun(
                events.identifier(),
                requestedBy,
                events.now(),
                Optional.empty(),
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
                Optional.empty(),
                scope,
                List.of(),
                Optional.empty());
    }

    java.time.Instant now() {
        return events.now();
    }

    private static String urn(UUID id) {
        return "urn:uuid:" + id;
    }
}
