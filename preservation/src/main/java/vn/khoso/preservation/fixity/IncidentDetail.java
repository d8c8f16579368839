package vn.khoso.preservation.fixity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/** An incident in the detail of its event, so that the journal alone can make its row again. */
public final class IncidentDetail {

    /** Key under which an event names the incident that it closes. */
    public static final String CLOSED = "incidentClosed";

    private IncidentDetail() {}

    public static Map<String, String> write(Incident incident) {
        return Map.of(
                "incident", incident.id().toString(),
                "at", incident.at().toString(),
                "aip", incident.aip().toString(),
                "kind", incident.kind().name(),
                "subject", incident.subject(),
                "detail", incident.detail());
    }

    /** The incident as it was reported; empty when the detail is not of one. */
    public static Optional<Incident> read(Map<String, String> detail) {
        return Optional.ofNullable(detail.get("incident"))
                .map(id -> new Incident(
                        UUID.fromString(id),
                        Instant.parse(text(detail, "at")),
                        AipId.parse(text(detail, "aip")),
                        Incident.Kind.valueOf(text(detail, "kind")),
                        text(detail, "subject"),
                        text(detail, "detail"),
                        true,
                        Optional.empty()));
    }

    static Map<String, String> closing(UUID incident, Incident.Account account) {
        return Map.of(
                CLOSED,
                incident.toString(),
                "cause",
                account.cause(),
                "action",
                account.action(),
                "result",
                account.result());
    }

    /** The incident that an event closed. */
    public record Closed(UUID incident, Incident.Closing closing) {}

    /** Which incident an event closed, and how; empty for every other event. */
    public static Optional<Closed> closed(Event event) {
        Map<String, String> detail = event.detail();
        // Events of earlier versions have one text for all.
        return Optional.ofNullable(detail.get(CLOSED))
                .map(id -> new Closed(
                        UUID.fromString(id),
                        new Incident.Closing(
                                event.at(),
                                event.agent().id(),
                                detail.getOrDefault("cause", ""),
                                detail.getOrDefault("action", detail.getOrDefault("reason", "")),
                                detail.getOrDefault("result", ""))));
    }

    private static String text(Map<String, String> detail, String key) {
        String value = detail.get(key);
        if (value == null) {
            throw new IllegalArgumentException("an incident without " + key);
        }
        return value;
    }
}
