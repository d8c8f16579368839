package vn.khoso.preservation.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.catalogue.jdbc.JdbcCatalogue;
import vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable;
import vn.khoso.preservation.journal.JournalVerifier;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.retention.jdbc.JdbcRetentionSchedule;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.EventType;

class DatabaseStoppedTest {

    private final Samples samples = new Samples(31);

    @TempDir
    private Path folder;

    @Test
    void whileTheDatabaseIsStoppedThereIsAFaultAndWhenItIsBackThePoolRecovers() throws IOException {
        int port = freePort();
        EmbeddedPostgres server = server(port);
        try (HikariDataSource pool = pool(port)) {
            new Migrations(pool).bring("preservation");
            JdbcJournal journal = new JdbcJournal(pool, Clock.systemUTC());
            JdbcCatalogue catalogue = new JdbcCatalogue(pool, Clock.systemUTC());
            List<JournalEntry> before = append(journal);

            server.close();
            assertThatThrownBy(() -> append(journal)).isInstanceOf(DatabaseUnavailable.class);
            assertThatThrownBy(() -> journal.after(0, 1)).isInstanceOf(DatabaseUnavailable.class);
            assertThatThrownBy(() -> catalogue.find(samples.aip())).isInstanceOf(DatabaseUnavailable.class);
            assertThatThrownBy(() -> catalogue.packagesAfter(Optional.empty(), 1))
                    .isInstanceOf(DatabaseUnavailable.class);
            assertThatThrownBy(() -> put(catalogue)).isInstanceOf(DatabaseUnavailable.class);
            assertThatThrownBy(() -> new JdbcRetentionSchedule(pool, Clock.systemUTC()).current())
                    .isInstanceOf(DatabaseUnavailable.class);

            server = server(port);
            assertThat(onceItAnswers(() -> journal.after(0, 10))).isEqualTo(before);
            put(catalogue);
            assertThat(new JournalVerifier()
                            .verifyPages(after -> journal.after(after, 10))
                            .last())
                    .isEqualTo(2);
        } finally {
            server.close();
        }
    }

    /** The pool tries again by itself, at growing intervals. */
    private static <T> T onceItAnswers(Supplier<T> question) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            try {
                return question.get();
            } catch (DatabaseUnavailable notYet) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
        }
    }

    private List<JournalEntry> append(JdbcJournal journal) {
        return journal.append(
                List.of(samples.event(EventType.RECEPTION, Clock.systemUTC().instant(), "x")));
    }

    private void put(JdbcCatalogue catalogue) {
        AipId aip = samples.aip();
        catalogue.put(
                samples.packageOf(aip, 1, Clock.systemUTC().instant()),
                Samples.recordsOf(aip, List.of(Samples.result(1))),
                List.of(samples.event(EventType.INGESTION, Clock.systemUTC().instant(), aip.toString())));
    }

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("cluster"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    private static HikariDataSource pool(int port) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        config.setUsername("postgres");
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(1_000);
        config.setInitializationFailTimeout(60_000);
        return new HikariDataSource(config);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
