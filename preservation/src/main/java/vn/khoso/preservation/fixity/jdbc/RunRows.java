package vn.khoso.preservation.fixity.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import vn.khoso.preservation.fixity.FixityLog;
import vn.khoso.preservation.fixity.FixityRunDetail;
import vn.khoso.schemas.catalogue.AuditSample;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.VolumeTally;

/** Rows of audits. */
final class RunRows {

    /** In the order of {@link #read}. */
    static final String COLUMNS = """
            id, requested_by, started_at, finished_at, state, mb_per_second, packages_total, packages_done, bytes_done,
            intact, altered, missing, extra, unread, position, scope, sample_seed, sample_random, sample_oldest, tallies, failure
            """;

    private RunRows() {}

    static boolean upsert(Handle handle, FixityRun run) {
        Optional<AuditSample> sample = run.scope().sample();
        int changed = handle.createUpdate("""
                        insert into preservation.fixity_run (id, requested_by, started_at, finished_at, state, mb_per_second,
                            packages_total, packages_done, bytes_done, intact, altered, missing, extra, unread, position,
                            scope, sample_seed, sample_random, sample_oldest, tallies, failure)
                        values (:id, :requestedBy, :startedAt, :finishedAt, :state, :mbPerSecond,
                            :total, :done, :bytes, :intact, :altered, :missing, :extra, :unread, :position,
                            :scope, :seed, :random, :oldest, :tallies, :failure)
                        on conflict (id) do update set finished_at = excluded.finished_at, state = excluded.state,
                            packages_total = excluded.packages_total, packages_done = excluded.packages_done,
                            bytes_done = excluded.bytes_done, intact = excluded.intact, altered = excluded.altered,
                            missing = excluded.missing, extra = excluded.extra, unread = excluded.unread,
                            position = excluded.position, tallies = excluded.tallies, failure = excluded.failure
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
                .bindArray("scope", UUID.class, run.scope().volumes())
                .bindByType("seed", sample.map(AuditSample::seed).orElse(null), Long.class)
                .bindByType("random", sample.map(AuditSample::random).orElse(null), Integer.class)
                .bindByType("oldest", sample.map(AuditSample::oldest).orElse(null), Integer.class)
                .bind("tallies", FixityRunDetail.tallies(run.volumes()))
                .bind("failure", run.failure().orElse(null))
                .execute();
        tallies(handle, run);
        if (run.state() != FixityRun.State.RUNNING) {
            dropSample(handle, run.id());
        }
        return changed == 1;
    }

    private static void tallies(Handle handle, FixityRun run) {
        if (run.volumes().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into preservation.fixity_run_volume (run, volume, away) values (:run, :volume, :away)
                on conflict (run, volume) do update set away = excluded.away
                """);
        for (VolumeTally tally : run.volumes()) {
            batch.bind("run", run.id())
                    .bind("volume", tally.volume())
                    .bind("away", tally.away())
                    .add();
        }
        batch.execute();
    }

    static void dropSample(Handle handle, UUID run) {
        handle.createUpdate("delete from preservation.fixity_sample where run = :run")
                .bind("run", run)
                .execute();
    }

    /** @see FixityLog#lastRuns */
    static Map<UUID, FixityLog.LastRuns> last(Handle handle, List<UUID> volumes) {
        return handle
                .createQuery("""
                        with run as (
                            select *, sample_seed is null as whole,
                                packages_total > 0 and state <> 'FAILED' and state <> 'CANCELLED' as counts,
                                packages_total > 0 and (state <> 'CANCELLED' or requested_by = 'schedule') as begun
                            from preservation.fixity_run)
                        select one.volume,
                            max(run.started_at) filter (where whole and counts and coalesce(met.away, 0) = 0) as whole,
                            max(run.started_at) filter (where whole and begun) as tried,
                            max(run.started_at) filter (where counts and coalesce(met.away, 0) = 0) as any,
                            max(run.started_at) filter (where begun) as any_tried
                        from unnest(:volumes) as one(volume)
                            join run on cardinality(run.scope) = 0 or one.volume = any (run.scope)
                            left join preservation.fixity_run_volume met on met.run = run.id and met.volume = one.volume
                        group by one.volume
                        """)
                .bindArray("volumes", UUID.class, volumes)
                .map((row, context) -> Map.entry(
                        row.getObject("volume", UUID.class),
                        new FixityLog.LastRuns(
                                Optional.ofNullable(row.getTimestamp("whole")).map(Timestamp::toInstant),
                                Optional.ofNullable(row.getTimestamp("tried")).map(Timestamp::toInstant),
                                Optional.ofNullable(row.getTimestamp("any")).map(Timestamp::toInstant),
                                Optional.ofNullable(row.getTimestamp("any_tried"))
                                        .map(Timestamp::toInstant))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static FixityRun read(ResultSet row) throws SQLException {
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
                Optional.ofNullable(row.getString("position")),
                new AuditScope(List.of((UUID[]) row.getArray("scope").getArray()), sample(row)),
                FixityRunDetail.tallies(row.getString("tallies")),
                Optional.ofNullable(row.getString("failure")));
    }

    private static Optional<AuditSample> sample(ResultSet row) throws SQLException {
        long seed = row.getLong("sample_seed");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new AuditSample(seed, row.getInt("sample_random"), row.getInt("sample_oldest")));
    }
}
