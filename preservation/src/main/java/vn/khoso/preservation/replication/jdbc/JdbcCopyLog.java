package vn.khoso.preservation.replication.jdbc;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.Query;
import vn.khoso.preservation.catalogue.jdbc.CopyRows;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.fixity.jdbc.IncidentRows;
import vn.khoso.preservation.journal.jdbc.JournalChange;
import vn.khoso.preservation.replication.CopyLog;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.VolumeEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/** The log of volumes and copies in PostgreSQL. */
public final class JdbcCopyLog implements CopyLog {

    private final Database database;
    private final Clock clock;

    public JdbcCopyLog(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    @Override
    public List<VolumeEntry> volumes() {
        return database.read(handle -> handle.createQuery(
                        "select id, name, joined_at from preservation.volume order by name")
                .map((row, context) -> new VolumeEntry(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getTimestamp("joined_at").toInstant()))
                .list());
    }

    @Override
    public List<JournalEntry> record(List<Event> events) {
        return database.transaction(handle -> {
            JournalChange change = JournalChange.begin(handle, clock);
            List<JournalEntry> entries = change.append(events);
            entries.forEach(entry -> {
                CopyRows.follow(handle, entry);
                IncidentRows.follow(handle, entry.event());
            });
            change.finish();
            return entries;
        });
    }

    @Override
    public Optional<CopyEntry> copy(AipId aip, UUID volume) {
        return database.read(handle -> handle.createQuery("select " + CopyRows.COLUMNS
                        + " from preservation.copy where aip = :aip and volume = :volume order by version desc limit 1")
                .bind("aip", aip.value())
                .bind("volume", volume)
                .map((row, context) -> CopyRows.read(row))
                .findOne());
    }

    @Override
    public List<CopyEntry> owed(UUID volume, Optional<AipId> after, int limit) {
        String keyset = after.isPresent() ? "aip > :after and " : "";
        return database.read(handle -> {
            Query query = handle.createQuery("select " + CopyRows.COLUMNS + " from preservation.copy where " + keyset
                    + "volume = :volume and state = 'OWED' order by aip, version limit :limit");
            after.ifPresent(aip -> query.bind("after", aip.value()));
            return query.bind("volume", volume)
                    .bind("limit", limit)
                    .map((row, context) -> CopyRows.read(row))
                    .list();
        });
    }

    @Override
    public Debt debt(UUID volume) {
        return database.read(handle -> handle.createQuery("""
                        select count(*) as copies, min(since) as oldest, min(due_by) as due from (
                            select since, due_by from preservation.copy where volume = :volume and state = 'OWED' limit :limit) counted
                        """)
                .bind("volume", volume)
                .bind("limit", CEILING + 1)
                .map((row, context) -> new Debt(
                        row.getLong("copies"),
                        Optional.ofNullable(row.getTimestamp("oldest")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getTimestamp("due")).map(Timestamp::toInstant)))
                .one());
    }

    @Override
    public List<CopyEntry> after(Optional<CopyEntry> after, int limit) {
        String keyset = after.isPresent() ? " where (aip, version, volume) > (:aip, :version, :volume)" : "";
        return database.read(handle -> {
            Query query = handle.createQuery("select " + CopyRows.COLUMNS + " from preservation.copy" + keyset
                    + " order by aip, version, volume limit :limit");
            after.ifPresent(copy -> query.bind("aip", copy.aip().value())
                    .bind("version", copy.version())
                    .bind("volume", copy.volume()));
            return query.bind("limit", limit)
                    .map((row, context) -> CopyRows.read(row))
                    .list();
        });
    }
}
