package vn.khoso.preservation.fixity;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.oais.AipId;

/** Writes an incident down, on storage too, before the next file is read; called by whoever found it. */
final class Incidents {

    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private final AuditDesk desk;

    Incidents(AuditDesk desk) {
        this.desk = desk;
    }

    /** Of a package as a whole, wherever it lies. */
    void report(AipId aip, FixityResult result) {
        write(aip, incident(aip, result, result.place()));
    }

    /** Of one copy. @return what its volume is to hear when the copy has to be made anew */
    Optional<String> report(AuditedVolume volume, AipId aip, FixityResult result) {
        Incident incident = incident(aip, result, PackageCheck.where(volume, result.place()));
        write(aip, incident);
        return result instanceof FixityResult.Extra
                ? Optional.empty()
                : Optional.of(incident.kind() + " " + incident.subject());
    }

    private void write(AipId aip, Incident incident) {
        desk.log().report(incident, desk.events().ofIncident(incident)).ifPresent(entry -> {
            LOG.error("Incident {} {} {}: {}", incident.kind(), aip, incident.subject(), incident.detail());
            desk.segments().shipUpTo(entry.index());
        });
    }

    private Incident incident(AipId aip, FixityResult result, String where) {
        FixityEvents events = desk.events();
        return switch (result) {
            case FixityResult.Intact intact -> throw new IllegalArgumentException("nothing is wrong with " + intact);
            case FixityResult.Altered altered ->
                events.incident(
                        aip,
                        Incident.Kind.ALTERED,
                        where,
                        "promised " + altered.promised() + ", found " + altered.found() + " in " + altered.size()
                                + " bytes");
            case FixityResult.Missing missing ->
                events.incident(aip, Incident.Kind.MISSING, where, "not on storage; promised: " + missing.promise());
            case FixityResult.Extra extra -> events.incident(aip, Incident.Kind.EXTRA, where, extra.found());
            case FixityResult.Unread unread ->
                events.incident(
                        aip,
                        Incident.Kind.UNREAD,
                        where,
                        String.valueOf(unread.fault().getMessage()));
        };
    }
}
