package vn.khoso.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.journal.transparency.TransparencyLog;
import vn.khoso.preservation.journal.transparency.TransparencyLog.Issued;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.schemas.codec.tlog.NoteKey;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.configuration.SettingsReader;

/** The log of the journal is the same one whatever becomes of the order of the volumes, and of the first of them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class LogNameTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path data;

    private final DataSource source = EmbeddedDatabase.fresh();
    private final IdentifierMint mint = new IdentifierMint(CLOCK, new SecureRandom());

    /** What one run of the server signs, and what it still reads of those before it. */
    private record Run(NoteKey key, String issued, List<String> all) {}

    private Run run(String volumes) throws Exception {
        Settings settings = new SettingsReader(
                        Map.of(
                                "khoso.data",
                                data.toString(),
                                "khoso.database.url",
                                "jdbc:none",
                                "khoso.volumes",
                                volumes,
                                "khoso.reserve.bytes",
                                "0"),
                        Map.of())
                .read();
        JdbcJournal journal = new JdbcJournal(source, CLOCK);
        try (VolumeParts parts = VolumeParts.serving(settings, source, mint, CLOCK)) {
            parts.volumes().sites().forEach(parts.settling()::settle);
            journal.append(List.of(new Event(
                    UUID.randomUUID(),
                    EventType.INGESTION,
                    CLOCK.instant(),
                    EventOutcome.SUCCESS,
                    PreservationAssembly.SOFTWARE,
                    List.of("urn:uuid:" + UUID.randomUUID()),
                    "x",
                    Map.of())));
            TransparencyAssembly assembly = new TransparencyAssembly();
            TransparencyLog log = assembly.log(
                    parts,
                    journal,
                    assembly.noteSigner(settings, parts, CLOCK),
                    assembly.timeStamping(settings, CLOCK),
                    new Events(mint, CLOCK));
            String issued = log.issue().note();
            assertThat(log.trouble()).isEmpty();
            return new Run(
                    log.key(),
                    issued,
                    log.checkpoints(0, 100).stream().map(Issued::note).toList());
        }
    }

    @Test
    void checkpoints_are_read_and_signed_after_volumes_were_put_in_another_order_or_the_first_was_replaced()
            throws Exception {
        Run first = run("a=x, b=y");
        Run turned = run("b=y, a=x");
        assertThat(turned.key()).isEqualTo(first.key());
        assertThat(turned.all()).containsExactly(first.issued(), turned.issued());

        Files.move(data.resolve("y"), data.resolve("taken-out"));
        Run replaced = run("c=z, a=x");
        assertThat(replaced.key()).isEqualTo(first.key());
        assertThat(replaced.all()).containsExactly(first.issued(), turned.issued(), replaced.issued());
    }
}
