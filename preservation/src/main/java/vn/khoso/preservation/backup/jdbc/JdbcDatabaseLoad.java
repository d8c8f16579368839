package vn.khoso.preservation.backup.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import vn.khoso.preservation.backup.DatabaseLoad;
import vn.khoso.preservation.backup.Snapshot;
import vn.khoso.preservation.database.jdbc.Migrations;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;

/** Loads a dump into PostgreSQL: each schema is first made as it was, and brought up to date afterwards. */
public final class JdbcDatabaseLoad implements DatabaseLoad {

    private final DataSource source;
    private final Migrations migrations;

    public JdbcDatabaseLoad(DataSource source) {
        this.source = source;
        this.migrations = new Migrations(source);
    }

    @Override
    public boolean empty(Map<String, String> schemas) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet any = statement.executeQuery(
                        "select 1 from information_schema.tables where table_schema in ('preservation', 'ingest', 'administration')"
                                + " limit 1")) {
            return !any.next();
        } catch (SQLException failed) {
            throw new DatabaseUnavailable("the database cannot be used", failed);
        }
    }

    @Override
    public void prepare(Map<String, String> schemas) {
        schemas.forEach((schema, version) -> {
            requireOurs(schema);
            migrations.bring(schema, version);
        });
    }

    @Override
    public long load(Snapshot.Table table, InputStream rows) {
        requireOurs(table.schema());
        String name = table.schema() + "." + table.name();
        try (Connection connection = source.getConnection()) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + name + " (" + String.join(", ", table.columns()) + ") from stdin", rows);
        } catch (SQLException failed) {
            throw new DatabaseUnavailable("table " + name + " cannot be loaded: " + failed.getMessage(), failed);
        } catch (IOException failed) {
            throw new StorageUnavailable("the dump of " + name + " cannot be read", failed);
        }
    }

    @Override
    public void finish(Map<String, String> schemas) {
        schemas.keySet().forEach(migrations::bring);
    }

    private static void requireOurs(String schema) {
        if (!JdbcSnapshot.SCHEMAS.contains(schema)) {
            throw new ContentAltered("the dump names the schema " + schema + ", which is not ours");
        }
    }
}
