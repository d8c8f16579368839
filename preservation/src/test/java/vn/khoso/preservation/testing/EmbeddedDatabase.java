package vn.khoso.preservation.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import vn.khoso.preservation.database.jdbc.Migrations;

/**
 * A real PostgreSQL for tests: one server a JVM, as durable as in production, and a fresh database for every test.
 *
 * <p>A fresh database is a copy of a template that was migrated once, which takes some tens of milliseconds; so tests
 * share nothing and may run in any order.
 */
public final class EmbeddedDatabase {

    private static final Map<List<String>, String> TEMPLATES = new HashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static final class Server {
        static final EmbeddedPostgres ONE = start();
    }

    private EmbeddedDatabase() {}

    /** A fresh database with the schema {@code preservation}. */
    public static DataSource fresh() {
        return fresh("preservation");
    }

    /**
     * A fresh database with the newest schema of each module, in this order.
     *
     * @param modules folders below {@code db/} on the class path, for example {@code "preservation", "ingest"}
     */
    public static synchronized DataSource fresh(String... modules) {
        String template = TEMPLATES.computeIfAbsent(List.of(modules), EmbeddedDatabase::template);
        String name = "test_" + NEXT.incrementAndGet();
        execute("create database " + name + " template " + template + " strategy file_copy");
        return named(Server.ONE, name);
    }

    /** Starts a server of its own, for tests that stop it. The caller closes it. */
    public static EmbeddedPostgres start() {
        try {
            // zonky starts it with -F (fsync off) and asynchronous commit; a later -c wins.
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Any database of a server, as its superuser; every connection is a new one. */
    public static DataSource named(EmbeddedPostgres server, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {server.getPort()});
        source.setDatabaseName(database);
        source.setUser("postgres");
        source.setReWriteBatchedInserts(true);
        return source;
    }

    private static String template(List<String> modules) {
        String name = "template_" + String.join("_", modules);
        execute("create database " + name);
        Migrations migrations = new Migrations(named(Server.ONE, name));
        modules.forEach(migrations::bring);
        return name;
    }

    private static void execute(String sql) {
        try (Connection connection = named(Server.ONE, "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }
}
