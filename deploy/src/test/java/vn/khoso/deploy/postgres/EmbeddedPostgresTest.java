package vn.khoso.deploy.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class EmbeddedPostgresTest {

    @TempDir
    private Path folder;

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder.resolve("pg"), folder.resolve("run"));
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void write(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void it_is_durable_opens_no_port_keeps_what_it_was_given_and_cleans_up_after_a_killed_launcher() throws Exception {
        long pid;
        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(postgres, "show listen_addresses")).isEmpty();
            assertThat(ask(postgres, "select repeat('ă', 300000)")).hasSize(300_000);
            write(postgres, "create table kept as select 42 as n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pg/password"))))
                    .isEqualTo("rw-------");
            pid = pid();
        }
        assertThat(ProcessHandle.of(pid).filter(EmbeddedPostgresTest::running))
                .as("stopped")
                .isEmpty();

        // Started and forgotten, as by a launcher that was killed: the next start finds it, stops it, goes on.
        EmbeddedPostgres forgotten = start();
        long orphan = pid();
        assertThat(forgotten.running()).isTrue();
        try (EmbeddedPostgres next = start()) {
            assertThat(pid()).isNotEqualTo(orphan);
            assertThat(ask(next, "select n from kept")).isEqualTo("42");
        }

        // A power cut leaves a pid file that names nobody.
        EmbeddedPostgres killed = start();
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (ProcessHandle.of(pid()).filter(EmbeddedPostgresTest::running).isPresent()
                && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        try (EmbeddedPostgres again = start()) {
            assertThat(ask(again, "select n from kept")).isEqualTo("42");
        }
        assertThat(killed.running()).isFalse();
    }

    private long pid() throws Exception {
        return Long.parseLong(Files.readAllLines(folder.resolve("pg/cluster/postmaster.pid"))
                .getFirst()
                .strip());
    }

    /** A process that is dead and not yet buried by its parent is none. */
    private static boolean running(ProcessHandle process) {
        return process.info().commandLine().isPresent();
    }
}
