package vn.khoso.preservation.fixity.jdbc;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.fixity.FixityLog;
import vn.khoso.preservation.fixity.FixityRunDetail;
import vn.khoso.preservation.journal.jdbc.JournalChange;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/** The log of audits in PostgreSQL. */
public final class JdbcFixityLog implements FixityLog {

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
                        && RunRows.upsert(handle, run));
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
                RunRows.upsert(handle, run);
                change.ifPresent(one -> {
                    one.append(events);
                    CheckRows.follow(handle, events);
                    one.finish();
                });
            }
            return running;
        });
    }

    @Override
    public Optional<JournalEntry> cancel(UUID run, Event event) {
        return changing(event, handle -> {
            boolean cancelled = handle.createUpdate("""
                                    update preservation.fixity_run set state = 'CANCELLED', finished_at = :at
                                    where id = :id and state = 'RUNNING'
                                    """)
                            .bind("at", event.at())
                            .bind("id", run)
                            .execute()
                    == 1;
            RunRows.dropSample(handle, run);
            return cancelled;
        });
    }

    @Override
    public Optional<JournalEntry> report(Incident incident, Event event) {
        return changing(event, handle -> IncidentRows.follow(handle, event));
    }

    @Override
    public Optional<JournalEntry> close(UUID incident, Event event) {
        return changing(event, handle -> IncidentRows.follow(handle, event));
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

    /** Writes what journal entries say of runs, incidents and checks; part of a rebuild's transaction. Other events are passed over. */
    public void replay(Handle handle, List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            FixityRunDetail.read(entry.event().detail()).ifPresent(run -> RunRows.upsert(handle, run));
            IncidentRows.follow(handle, entry.event());
        }
        CheckRows.follow(handle, entries.stream().map(JournalEntry::event).toList());
    }

    @Override
    public long packages(AuditScope scope) {
        return database.read(handle -> handle.createQuery("""
                        select count(distinct aip) from preservation.copy
                        where state = 'KEPT' and (cardinality(:scope) = 0 or volume = any (:scope))
                        """)
                .bindArray("scope", UUID.class, scope.volumes())
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void choose(FixityRun run) {
        run.scope()
                .sample()
                .ifPresent(sample -> database.transaction(handle -> {
                    if (!SampleRows.chosen(handle, run.id())) {
                        SampleRows.choose(handle, run, sample);
                    }
                    return run;
                }));
    }

    @Override
    public List<PackagePromise> sampled(UUID run, Optional<AipId> after, int limit) {
        return database.read(handle -> SampleRows.after(handle, run, after, limit));
    }

    @Override
    public Map<UUID, LastRuns> lastRuns(List<UUID> volumes) {
        return database.read(handle -> RunRows.last(handle, volumes));
    }

    @Override
    public List<Incident> open(AipId aip) {
        return database.read(handle -> handle.createQuery("select " + IncidentRows.COLUMNS
                        + " from preservation.incident where aip = :aip and open order by at, id")
                .bind("aip", aip.value())
                .map((row, context) -> IncidentRows.read(row))
                .list());
    }

    @Override
    public Optional<FixityRun> running() {
        return database.read(handle -> handle.createQuery(
                        "select " + RunRows.COLUMNS + " from preservation.fixity_run where state = 'RUNNING'")
                .map((row, context) -> RunRows.read(row))
                .findOne());
    }

    @Override
    public Optional<FixityRun> run(UUID id) {
        return database.read(handle -> handle.createQuery(
                        "select " + RunRows.COLUMNS + " from preservation.fixity_run where id = :id")
                .bind("id", id)
                .map((row, context) -> RunRows.read(row))
                .findOne());
    }

    @Override
    public List<FixityRun> runs(int limit) {
        return database.read(handle -> handle.createQuery("select " + RunRows.COLUMNS
                        + " from preservation.fixity_run order by started_at desc, id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> RunRows.read(row))
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
            var query = handle.createQuery("select " + IncidentRows.COLUMNS + " from preservation.incident" + open
                    + keyset + " order by at, id limit :limit");
            after.ifPresent(id -> query.bind("after", id));
            return query.bind("limit", limit)
                    .map((row, context) -> IncidentRows.read(row))
                    .list();
        });
    }

    @Override
    public Optional<Incident> incident(UUID id) {
        return database.read(handle -> handle.createQuery(
                        "select " + IncidentRows.COLUMNS + " from preservation.incident where id = :id")
                .bind("id", id)
                .map((row, context) -> IncidentRows.read(row))
                .findOne());
    }
}
