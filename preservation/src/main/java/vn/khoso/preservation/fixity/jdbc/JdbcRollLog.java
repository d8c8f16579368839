package vn.khoso.preservation.fixity.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.Query;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.fixity.RollLog;
import vn.khoso.schemas.oais.AipId;

/** The log of roll calls in PostgreSQL. */
public final class JdbcRollLog implements RollLog {

    private static final String ROLLS =
            "select volume, direction, position, started_at, finished_at, rounds, seen, found from preservation.roll_call";

    private final Database database;

    public JdbcRollLog(DataSource source) {
        this.database = new Database(source);
    }

    @Override
    public Optional<Roll> roll(UUID volume, Direction direction) {
        return database.read(handle -> handle.createQuery(ROLLS + " where volume = :volume and direction = :direction")
                .bind("volume", volume)
                .bind("direction", direction.name())
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public List<Roll> rolls() {
        return database.read(handle -> handle.createQuery(ROLLS + " order by volume, direction")
                .map((row, context) -> read(row))
                .list());
    }

    private static Roll read(ResultSet row) throws SQLException {
        return new Roll(
                row.getObject("volume", UUID.class),
                Direction.valueOf(row.getString("direction")),
                row.getString("position"),
                row.getTimestamp("started_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant),
                row.getLong("rounds"),
                row.getLong("seen"),
                row.getLong("found"));
    }

    @Override
    public void write(Roll roll) {
        database.transaction(handle -> handle.createUpdate("""
                        insert into preservation.roll_call (volume, direction, position, started_at, finished_at, rounds, seen, found)
                        values (:volume, :direction, :position, :startedAt, :finishedAt, :rounds, :seen, :found)
                        on conflict (volume, direction) do update set position = excluded.position, started_at = excluded.started_at,
                            finished_at = excluded.finished_at, rounds = excluded.rounds, seen = excluded.seen, found = excluded.found
                        """)
                .bind("volume", roll.volume())
                .bind("direction", roll.direction().name())
                .bind("position", roll.position())
                .bind("startedAt", roll.startedAt())
                .bind("finishedAt", roll.finishedAt().orElse(null))
                .bind("rounds", roll.rounds())
                .bind("seen", roll.seen())
                .bind("found", roll.found())
                .execute());
    }

    @Override
    public List<AipId> kept(UUID volume, Optional<AipId> after, int limit) {
        String keyset = after.isPresent() ? "aip > :after and " : "";
        return database.read(handle -> {
            Query query = handle.createQuery("select distinct aip from preservation.copy where " + keyset
                    + "volume = :volume and state = 'KEPT' order by aip limit :limit");
            after.ifPresent(aip -> query.bind("after", aip.value()));
            return query.bind("volume", volume)
                    .bind("limit", limit)
                    .map((row, context) -> new AipId(row.getObject(1, UUID.class)))
                    .list();
        });
    }

    @Override
    public List<AipId> packages(Optional<AipId> after, int limit) {
        String keyset = after.isPresent() ? "aip > :after and " : "";
        return database.read(handle -> {
            Query query = handle.createQuery(
                    "select aip from preservation.package where " + keyset + "newest order by aip limit :limit");
            after.ifPresent(aip -> query.bind("after", aip.value()));
            return query.bind("limit", limit)
                    .map((row, context) -> new AipId(row.getObject(1, UUID.class)))
                    .list();
        });
    }
}
