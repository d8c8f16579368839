package vn.khoso.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.backup.Snapshot;
import vn.khoso.preservation.backup.jdbc.JdbcDatabaseLoad;
import vn.khoso.preservation.backup.jdbc.JdbcSnapshot;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.testing.EmbeddedDatabase;

/** The tables that do not follow from the journal, with all schemas as the server has them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BackupDatabaseTest {

    private final DataSource source = EmbeddedDatabase.fresh("preservation", "ingest", "administration");

    @Test
    void accounts_clients_and_concluded_submissions_come_back_and_sessions_do_not() throws SQLException {
        fill();
        DataSource target = EmbeddedDatabase.fresh(new String[0]);
        JdbcDatabaseLoad load = new JdbcDatabaseLoad(target);
        Map<String, Long> rows = new LinkedHashMap<>();
        try (Snapshot snapshot = JdbcSnapshot.take(source, Clock.systemUTC())) {
            execute(source, "update administration.account set display_name = 'later'");
            assertThat(load.empty(snapshot.schemas())).isTrue();
            load.prepare(snapshot.schemas());
            for (Snapshot.Table table : snapshot.tables()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                snapshot.copy(table, bytes);
                rows.put(table.name(), load.load(table, new ByteArrayInputStream(bytes.toByteArray())));
            }
            load.finish(snapshot.schemas());
            assertThat(load.empty(snapshot.schemas())).isFalse();
        }
        assertThat(rows).containsOnly(Map.entry("account", 1L), Map.entry("client", 0L), Map.entry("submission", 1L));
        assertThat(column(target, "select display_name from administration.account"))
                .as("as it was at the instant, tab and line feed too")
                .containsExactly("Nguyễn\tVăn\nAn \\N");
        assertThat(column(target, "select file_name from ingest.submission")).containsExactly("refused.zip");
    }

    @Test
    void a_dump_of_a_schema_that_is_not_ours_is_refused() {
        JdbcDatabaseLoad load = new JdbcDatabaseLoad(source);
        assertThatThrownBy(() -> load.prepare(Map.of("pg_catalog", "1"))).isInstanceOf(ArchiveFault.class);
        assertThatThrownBy(() -> load.load(
                        new Snapshot.Table("pg_catalog", "pg_class", List.of("oid")),
                        new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(ArchiveFault.class);
    }

    private void fill() throws SQLException {
        execute(
                source,
                "insert into administration.account values"
                        + " ('an', E'Nguyễn\\tVăn\\nAn \\\\N', '{ADMINISTRATOR}', null, null, null, 'x', true, now(), now())");
        execute(
                source,
                "insert into administration.session values (gen_random_uuid(), 'y', 'an', now(), now(), now())");
        String submission = "insert into ingest.submission (id, aip, producer, depositor, file_name, size, sha256,"
                + " received_at, concluded_at, lane, state, due_at, progress) values (gen_random_uuid(),"
                + " gen_random_uuid(), 'p', 'd', '%s', 1, 'z', now(), %s, 'BULK', '%s', now(), '')";
        execute(source, String.format(java.util.Locale.ROOT, submission, "refused.zip", "now()", "REFUSED"));
        execute(source, String.format(java.util.Locale.ROOT, submission, "waiting.zip", "null", "WAITING"));
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> column(DataSource source, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
