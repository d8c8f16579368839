package vn.khoso.preservation.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.journal.JournalVerifier;
import vn.khoso.preservation.journal.JournalVerifier.Verdict;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.premis.EventType;

class JdbcJournalTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");
    private final DataSource source = EmbeddedDatabase.fresh();
    private final JdbcJournal journal = new JdbcJournal(source, Clock.fixed(NOW, ZoneOffset.UTC));
    private final Samples samples = new Samples(7);

    @Test
    void theFirstEntryHasIndexOneAndFollowsTheStart() {
        JournalEntry entry = journal.append(List.of(samples.event(EventType.RECEPTION, NOW, "a")))
                .getFirst();
        assertThat(entry.index()).isEqualTo(1);
        assertThat(entry.previous()).isEqualTo(JournalHash.START);
        assertThat(entry.recordedAt()).isEqualTo(NOW);
        assertThat(journal.last()).contains(entry);
    }

    @Test
    void entriesComeBackAsTheyWereAppended() {
        List<JournalEntry> appended = journal.append(List.of(
                samples.event(EventType.RECEPTION, NOW, "a", "b", "a"), samples.event(EventType.INGESTION, NOW, "b")));
        assertThat(journal.after(0, 10)).isEqualTo(appended);
        assertThat(journal.after(1, 10)).containsExactly(appended.get(1));
        assertThat(journal.after(0, 1)).containsExactly(appended.get(0));
    }

    @Test
    void entriesAboutAnObjectAreFoundInOrder() {
        List<JournalEntry> appended = journal.append(List.of(
                samples.event(EventType.RECEPTION, NOW, "a"),
                samples.event(EventType.INGESTION, NOW, "b"),
                samples.event(EventType.INCIDENT, NOW, "a", "b")));
        assertThat(journal.about("a", 0, 10)).containsExactly(appended.get(0), appended.get(2));
        assertThat(journal.about("a", 1, 10)).containsExactly(appended.get(2));
        assertThat(journal.about("c", 0, 10)).isEmpty();
    }

    @Test
    void aClockThatGoesBackDoesNotTakeTheJournalBack() {
        journal.append(List.of(samples.event(EventType.RECEPTION, NOW)));
        JdbcJournal earlier = new JdbcJournal(source, Clock.fixed(NOW.minusSeconds(60), ZoneOffset.UTC));
        assertThat(earlier.append(List.of(samples.event(EventType.RECEPTION, NOW)))
                        .getFirst()
                        .recordedAt())
                .isEqualTo(NOW);
    }

    @Test
    void sixteenThreadsAppendOneUnbrokenChain() throws InterruptedException, ExecutionException {
        int threads = 16;
        int each = 40;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Samples own = new Samples(1000L + thread);
                running.add(pool.submit(() -> {
                    long last = 0;
                    for (int n = 0; n < each; n++) {
                        List<JournalEntry> pair = journal.append(List.of(
                                own.event(EventType.RECEPTION, NOW, "x"), own.event(EventType.INGESTION, NOW, "y")));
                        assertThat(pair.get(0).index()).isGreaterThan(last);
                        assertThat(pair.get(1).index()).isEqualTo(pair.get(0).index() + 1);
                        last = pair.get(1).index();
                    }
                    return last;
                }));
            }
            for (Future<Long> one : running) {
                one.get();
            }
        }
        assertThat(new JournalVerifier().verifyPages(after -> journal.after(after, 100)))
                .isInstanceOfSatisfying(
                        Verdict.Whole.class, whole -> assertThat(whole.last()).isEqualTo(threads * each * 2L));
    }

    @Test
    void theTableItselfRefusesToBeRewritten() {
        journal.append(List.of(samples.event(EventType.RECEPTION, NOW)));
        assertThatThrownBy(() ->
                        new Database(source).transaction(handle -> handle.execute("delete from preservation.journal")))
                .hasStackTraceContaining("append-only");
    }

    @Test
    void aRowThatSomebodyWroteOverIsNamed() {
        journal.append(List.of(
                samples.event(EventType.RECEPTION, NOW),
                samples.event(EventType.INGESTION, NOW),
                samples.event(EventType.INCIDENT, NOW)));
        tamper("update preservation.journal set event = replace(event, 'Something', 'Nothing') where index = 2");
        assertThat(new JournalVerifier().verifyPages(after -> journal.after(after, 100)))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.index()).isEqualTo(2));
    }

    @Test
    void aRowThatHoldsNoEventAnyMoreIsAlteredContent() {
        journal.append(List.of(samples.event(EventType.RECEPTION, NOW)));
        tamper("update preservation.journal set event = 'gone' where index = 1");
        assertThatThrownBy(() -> journal.after(0, 1))
                .isInstanceOf(ContentAltered.class)
                .hasMessageContaining("entry 1");
    }

    @Test
    void aStatementThatIsWrongIsABugAndNotAFault() {
        assertThatThrownBy(() -> new Database(source).read(handle -> handle.execute("select nothing from nowhere")))
                .isInstanceOf(JdbiException.class);
    }

    /** As an intruder with the superuser's rights would. */
    private void tamper(String sql) {
        new Database(source).transaction(handle -> {
            handle.execute("set local session_replication_role = replica");
            return handle.execute(sql);
        });
    }
}
