package vn.khoso.preservation.fixity.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import vn.khoso.preservation.fixity.IncidentDetail;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/** Rows of incidents: they follow from the journal. */
public final class IncidentRows {

    /** In the order of {@link #read}. */
    static final String COLUMNS =
            "id, at, aip, kind, subject, detail, open, closed_at, closed_by, cause, action, result";

    private IncidentRows() {}

    /** What an event says of incidents; part of the transaction that appends or adopts it. @return whether it changed anything */
    public static boolean follow(Handle handle, Event event) {
        boolean opened = IncidentDetail.read(event.detail())
                .filter(incident -> insert(handle, incident))
                .isPresent();
        boolean closed = IncidentDetail.closed(event)
                .filter(one -> close(handle, one.incident(), one.closing()))
                .isPresent();
        return opened || closed;
    }

    private static boolean insert(Handle handle, Incident incident) {
        return handle.createUpdate("""
                                insert into preservation.incident (id, at, aip, kind, subject, detail, open)
                                values (:id, :at, :aip, :kind, :subject, :detail, :open)
                                on conflict (aip, kind, subject) where open do nothing
                                """)
                        .bind("id", incident.id())
                        .bind("at", incident.at())
                        .bind("aip", incident.aip().value())
                        .bind("kind", incident.kind().name())
                        .bind("subject", incident.subject())
                        .bind("detail", incident.detail())
                        .bind("open", incident.open())
                        .execute()
                == 1;
    }

    private static boolean close(Handle handle, UUID incident, Incident.Closing closing) {
        return handle.createUpdate("""
                                update preservation.incident set open = false, closed_at = :at, closed_by = :by,
                                    cause = :cause, action = :action, result = :result
                                where id = :id and open
                                """)
                        .bind("id", incident)
                        .bind("at", closing.at())
                        .bind("by", closing.by())
                        .bind("cause", closing.cause())
                        .bind("action", closing.action())
                        .bind("result", closing.result())
                        .execute()
                == 1;
    }

    static Incident read(ResultSet row) throws SQLException {
        return new Incident(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                new AipId(row.getObject("aip", UUID.class)),
                Incident.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getString("detail"),
                row.getBoolean("open"),
                closing(row));
    }

    private static Optional<Incident.Closing> closing(ResultSet row) throws SQLException {
        return row.getTimestamp("closed_at") == null
                ? Optional.empty()
                : Optional.of(new Incident.Closing(
                        row.getTimestamp("closed_at").toInstant(),
                        text(row.getString("closed_by")),
                        text(row.getString("cause")),
                        text(row.getString("action")),
                        text(row.getString("result"))));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
