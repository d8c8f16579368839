package vn.khoso.preservation.backup.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import vn.khoso.preservation.backup.Snapshot;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.catalogue.jdbc.JdbcCatalogue;
import vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.fixity.jdbc.JdbcFixityLog;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.rebuild.CanonicalExport;
import vn.khoso.preservation.replication.CopyLog;
import vn.khoso.preservation.replication.jdbc.JdbcCopyLog;
import vn.khoso.preservation.retention.jdbc.JdbcRetentionSchedule;

/**
 * One read-only transaction (REPEATABLE READ) through which all adapters look. Dumped are the schemas that do not follow from
 * the journal; of these not the sessions (people sign in again) and not the submissions that have no end yet: their containers
 * are not in the set, and who sent them has no receipt and still holds them.
 */
public final class JdbcSnapshot implements Snapshot {

    /** Schemas that a rebuild does not make. */
    static final List<String> SCHEMAS = List.of("administration", "ingest");

    private static final Map<String, String> ONLY =
            Map.of("administration.session", "false", "ingest.submission", "concluded_at is not null");

    private static final String COLUMNS = """
            select table_schema, table_name, column_name
            from information_schema.columns join information_schema.tables using (table_schema, table_name)
            where table_schema = ? and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
                and is_generated = 'NEVER'
            order by table_name, ordinal_position
            """;

    private static final String REFERENCES = """
            select distinct child.relname as child, parent.relname as parent
            from pg_constraint one
            join pg_class child on child.oid = one.conrelid
            join pg_class parent on parent.oid = one.confrelid
            join pg_namespace space on space.oid = child.relnamespace
            where one.contype = 'f' and space.nspname = ? and child.oid <> parent.oid
            """;

    private final Connection connection;
    private final DataSource held;
    private final Clock clock;

    private JdbcSnapshot(Connection connection, Clock clock) {
        this.connection = connection;
        this.held = new HeldConnection(connection);
        this.clock = clock;
    }

    /** @throws DatabaseUnavailable when the database cannot */
    public static JdbcSnapshot take(DataSource source, Clock clock) {
        try {
            Connection connection = source.getConnection();
            try {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set transaction isolation level repeatable read, read only");
                    // The instant is that of the first look.
                    statement.execute("select 1 from preservation.journal_head");
                }
                return new JdbcSnapshot(connection, clock);
            } catch (SQLException failed) {
                connection.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw new DatabaseUnavailable("no snapshot of the database", failed);
        }
    }

    @Override
    public JournalStore journal() {
        return new JdbcJournal(held, clock);
    }

    @Override
    public CatalogueStore catalogue() {
        return new JdbcCatalogue(held, clock);
    }

    @Override
    public CopyLog copies() {
        return new JdbcCopyLog(held, clock);
    }

    @Override
    public CanonicalExport export() {
        return new CanonicalExport(
                catalogue(),
                new JdbcRetentionSchedule(held, clock),
                new JdbcFixityLog(held, clock),
                journal(),
                copies());
    }

    @Override
    public Map<String, String> schemas() {
        Map<String, String> versions = new TreeMap<>();
        for (String schema : SCHEMAS) {
            if (!rows(
                            "select 1 from information_schema.tables where table_schema = ? and table_name = 'flyway_schema_history'",
                            schema)
                    .isEmpty()) {
                rows(
                                "select version, ?::text from " + schema
                                        + ".flyway_schema_history where success and version is not null"
                                        + " order by installed_rank desc limit 1",
                                schema)
                        .forEach(row -> versions.put(schema, row.getFirst()));
            }
        }
        return versions;
    }

    @Override
    public List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        for (String schema : schemas().keySet()) {
            Map<String, List<String>> columns = new TreeMap<>();
            rows(COLUMNS, schema)
                    .forEach(row -> columns.computeIfAbsent(row.get(1), name -> new ArrayList<>())
                            .add(row.get(2)));
            List<List<String>> references = rows(REFERENCES, schema);
            List<String> done = new ArrayList<>();
            columns.keySet().forEach(name -> place(name, references, done));
            done.stream()
                    .filter(name -> !"false".equals(ONLY.get(schema + "." + name)))
                    .map(name -> new Table(schema, name, columns.getOrDefault(name, List.of())))
                    .forEach(tables::add);
        }
        return tables;
    }

    /** Behind all tables that it refers to. */
    private static void place(String table, List<List<String>> references, List<String> done) {
        if (!done.contains(table)) {
            references.stream()
                    .filter(one -> one.getFirst().equals(table))
                    .forEach(one -> place(one.get(1), references, done));
            done.add(table);
        }
    }

    @Override
    public void copy(Table table, OutputStream out) {
        String name = table.schema() + "." + table.name();
        String sql = "copy (select " + String.join(", ", table.columns()) + " from " + name
                + (ONLY.containsKey(name) ? " where " + ONLY.get(name) : "") + ") to stdout";
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
        } catch (SQLException failed) {
            throw new DatabaseUnavailable("table " + name + " cannot be dumped", failed);
        } catch (IOException full) {
            throw new StorageUnavailable("table " + name + " cannot be written", full);
        }
    }

    private List<List<String>> rows(String sql, String parameter) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(String.valueOf(result.getString(column)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException failed) {
            throw new DatabaseUnavailable("the snapshot of the database is gone", failed);
        }
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException failed) {
            throw new DatabaseUnavailable("the snapshot of the database cannot be closed", failed);
        }
    }
}
