package vn.khoso.preservation.fixity.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.fixity.FixityLog;
import vn.khoso.preservation.fixity.FixityRunDetail;
import vn.khoso.preservation.fixity.IncidentDetail;
import vn.khoso.preservation.journal.jdbc.JournalChange;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/** The log of audits in PostgreSQL. */
public final class JdbcFixityLog implements FixityLog {

    private static final String RUN_COLUMNS = """
            id, requested_by, started_at, finished_at, state, mb_per_second, packages_total, packages_done, bytes_done,
            intact, altered, missing, extra, unread, position
            """;
    private static final String INCIDENT_COLUMNS = "id, at, aip, kind, subject, detail, open";

    private final Database database;
    private final Clock clock;

    public JdbcFixityLog(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    @Override
    public Optional<JournalEntry> start(FixityRun run, Event event) {
        return changing(
                event,
                handle -> handle.createQuery("select count(*) from preservation.fixity_run where state = 'RUNNING'")
                                        .mapTo(Long.class)
                                        .one()
                                == 0
                        && upsert(handle, run));
    }

    @Override
    public boolean advance(FixityRun run, List<Event> events) {
        return database.transaction(handle -> {
            // The head first, then rows: every change takes its locks in this order.
            Optional<JournalChange> change =
                    events.isEmpty() ? Optional.empty() : Optional.of(JournalChange.begin(handle, clock));
            boolean running = handle.createQuery("select state from preservation.fixity_run where id = :id for update")
                    .bind("id", run.id())
                    .mapTo(String.class)
                    .findOne()
                    .filter(FixityRun.State.RUNNING.name()::equals)
                    .isPresent();
            if (running) {
                upsert(handle, run);
                change.ifPresent(one -> {
                    one.append(events);
                    one.finish();
                });
            }
            return running;
        });
    }

    @Override
    public Optional<JournalEntry> cancel(UUID run, Event event) {
        return changing(
                event,
                handle -> handle.createUpdate("""
                                update preservation.fixity_run set state = 'CANCELLED', finished_at = :at
                                where id = :id and state = 'RUNNING'
                                """)
                                .bind("at", event.at())
                                .bind("id", run)
                                .execute()
                        == 1);
    }

    @Override
    public Optional<JournalEntry> report(Incident incident, Event event) {
        return changing(event, handle -> insert(handle, incident));
    }

    @Override
    public Optional<JournalEntry> close(UUID incident, Event event) {
        return changing(event, handle -> close(handle, incident));
    }

    /** Does one thing under the journal's lock; when it changed anything, the event is appended. */
    private Optional<JournalEntry> changing(Event event, java.util.function.Predicate<Handle> work) {
        return database.transaction(handle -> {
            JournalChange change = JournalChange.begin(handle, clock);
            if (!work.test(handle)) {
                return Optional.<JournalEntry>empty();
            }
            JournalEntry entry = change.append(List.of(event)).getFirst();
            change.finish();
            return Optional.of(entry);
        });
    }

    /** Writes what a journal entry says of runs and incidents; part of a rebuild's transaction. Other events are passed over. */
    public void replay(Handle handle, JournalEntry entry) {
        FixityRunDetail.read(entry.event().detail()).ifPresent(run -> upsert(handle, run));
        IncidentDetail.read(entry.event().detail()).ifPresent(incident -> insert(handle, incident));
        Optional.ofNullable(entry.event().detail().get(IncidentDetail.CLOSED))
                .ifPresent(id -> close(handle, UUID.fromString(id)));
    }

    @Override
    public Optional<FixityRun> running() {
        return database.read(handle -> handle.createQuery(
                        "select " + RUN_COLUMNS + " from preservation.fixity_run where state = 'RUNNING'")
                .map((row, context) -> readRun(row))
                .findOne());
    }

    @Override
    public Optional<FixityRun> run(UUID id) {
        return database.read(
                handle -> handle.createQuery("select " + RUN_COLUMNS + " from preservation.fixity_run where id = :id")
                        .bind("id", id)
                        .map((row, context) -> readRun(row))
                        .findOne());
    }

    @Override
    public List<FixityRun> runs(int limit) {
        return database.read(handle -> handle.createQuery("select " + RUN_COLUMNS
                        + " from preservation.fixity_run order by started_at desc, id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> readRun(row))
                .list());
    }

    @Override
    public List<Incident> incidents(Incident.Which which, Optional<UUID> after, int limit) {
        String open = switch (which) {
            case ALL -> " where true";
            case OPEN -> " where open";
        };
        String keyset = after.isPresent()
                ? " and (at, id) > (select last.at, last.id from preservation.incident last where last.id = :after)"
                : "";
        return database.read(handle -> {
            var query = handle.createQuery("select " + INCIDENT_COLUMNS + " from preservation.incident" + open + keyset
                    + " order by at, id limit :limit");
            after.ifPresent(id -> query.bind("after", id));
            return query.bind("limit", limit)
                    .map((row, context) -> readIncident(row))
                    .list();
        });
    }

    @Override
    public Optional<Incident> incident(UUID id) {
        return database.read(handle -> handle.createQuery(
                        "select " + INCIDENT_COLUMNS + " from preservation.incident where id = :id")
                .bind("id", id)
                .map((row, context) -> readIncident(row))
                .findOne());
    }

    private static boolean upsert(Handle handle, FixityRun run) {
        return handle.createUpdate("""
                                insert into preservation.fixity_run (id, requested_by, started_at, finished_at, state, mb_per_second,
                                    packages_total, packages_done, bytes_done, intact, altered, missing, extra, unread, position)
                                values (:id, :requestedBy, :startedAt, :finishedAt, :state, :mbPerSecond,
                                    :total, :done, :bytes, :intact, :altered, :missing, :extra, :unread, :position)
                                on conflict (id) do update set finished_at = excluded.finished_at, state = excluded.state,
                                    packages_total = excluded.packages_total, packages_done = excluded.packages_done,
                                    bytes_done = excluded.bytes_done, intact = excluded.intact, altered = excluded.altered,
                                    missing = excluded.missing, extra = excluded.extra, unread = excluded.unread,
                                    position = excluded.position
                                """)
                        .bind("id", run.id())
                        .bind("requestedBy", run.requestedBy())
                        .bind("startedAt", run.startedAt())
                        .bind("finishedAt", run.finishedAt().orElse(null))
                        .bind("state", run.state().name())
                        .bind("mbPerSecond", run.megabytesPerSecond())
                        .bind("total", run.packagesTotal())
                        .bind("done", run.packagesDone())
                        .bind("bytes", run.bytesDone())
                        .bind("intact", run.intact())
                        .bind("altered", run.altered())
                        .bind("missing", run.missing())
                        .bind("extra", run.extra())
                        .bind("unread", run.unread())
                        .bind("position", run.position().orElse(null))
                        .execute()
                == 1;
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

    private static boolean close(Handle handle, UUID incident) {
        return handle.createUpdate("update preservation.incident set open = false where id = :id and open")
                        .bind("id", incident)
                        .execute()
                == 1;
    }

    private static FixityRun readRun(ResultSet row) throws SQLException {
        return new FixityRun(
                row.getObject("id", UUID.class),
                row.getString("requested_by"),
                row.getTimestamp("started_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant),
                FixityRun.State.valueOf(row.getString("state")),
                row.getInt("mb_per_second"),
                row.getLong("packages_total"),
                row.getLong("packages_done"),
                row.getLong("bytes_done"),
                row.getLong("intact"),
                row.getLong("altered"),
                row.getLong("missing"),
                row.getLong("extra"),
                row.getLong("unread"),
                Optional.ofNullable(row.getString("position")));
    }

    private static Incident readIncident(ResultSet row) throws SQLException {
        return new Incident(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                new AipId(row.getObject("aip", UUID.class)),
                Incident.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getString("detail"),
                row.getBoolean("open"));
    }
}
