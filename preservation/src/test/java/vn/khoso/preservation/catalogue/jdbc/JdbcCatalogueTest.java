package vn.khoso.preservation.catalogue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.fault.ArchiveFault.AlreadyStored;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

class JdbcCatalogueTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");
    private static final AgencyCode OTHER = new AgencyCode("H99.13");
    private final DataSource source = EmbeddedDatabase.fresh();
    private final JdbcCatalogue catalogue = at(NOW);
    private final Samples samples = new Samples(3);

    @Test
    void aPackageAndItsRecordsComeBackAsTheyWerePut() {
        AipId aip = samples.aip();
        PackageEntry entry = samples.packageOf(aip, 2, NOW);
        List<RecordEntry> records = Samples.recordsOf(aip, List.of(Samples.result(1), Samples.result(2)));
        List<JournalEntry> appended = catalogue.put(entry, records, events(aip));
        assertThat(catalogue.find(aip)).contains(entry);
        assertThat(catalogue.recordsOf(aip))
                .containsExactly(numbered(records.get(0), 1, NOW), numbered(records.get(1), 2, NOW));
        assertThat(catalogue.record(records.get(1).id())).contains(numbered(records.get(1), 2, NOW));
        assertThat(catalogue.ingestionIndex(aip))
                .isEqualTo(2)
                .isEqualTo(appended.getLast().index());
        assertThat(new JdbcJournal(source, Clock.systemUTC()).about(aip.toString(), 0, 10))
                .isEqualTo(appended);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(catalogue.find(samples.aip())).isEmpty();
        assertThat(catalogue.record(new RecordId(samples.uuid()))).isEmpty();
        assertThat(catalogue.recordsOf(samples.aip())).isEmpty();
        assertThat(catalogue.packagesAfter(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void puttingTheSamePackageAgainChangesNothing() {
        AipId aip = put(1);
        PackageEntry kept = catalogue.find(aip).orElseThrow();
        assertThat(at(NOW.plusSeconds(9)).put(kept, Samples.recordsOf(aip, List.of(Samples.result(1))), events(aip)))
                .isEmpty();
        assertThat(catalogue.find(aip)).contains(kept);
        assertThat(catalogue.recordsOf(aip)).hasSize(1);
        assertThat(new JdbcJournal(source, Clock.systemUTC()).after(0, 10)).hasSize(2);
    }

    @Test
    void otherBytesUnderTheSameIdentifierAreRefused() {
        AipId aip = put(1);
        PackageEntry kept = catalogue.find(aip).orElseThrow();
        PackageEntry other = new PackageEntry(
                aip,
                1,
                kept.sip(),
                kept.producer(),
                new Fixity(DigestAlgorithm.SHA_512, "0".repeat(128)),
                1,
                1,
                1,
                NOW,
                kept.retention());
        assertThatThrownBy(() -> catalogue.put(other, List.of(), events(aip))).isInstanceOf(AlreadyStored.class);
        assertThat(catalogue.find(aip)).contains(kept);
    }

    @Test
    void aSecondVersionTakesTheFirstOnesPlace() {
        AipId aip = put(1);
        PackageEntry kept = catalogue.find(aip).orElseThrow();
        PackageEntry second = new PackageEntry(
                aip,
                2,
                kept.sip(),
                kept.producer(),
                new Fixity(DigestAlgorithm.SHA_512, "1".repeat(128)),
                1,
                1,
                1,
                NOW,
                kept.retention());
        catalogue.put(second, Samples.recordsOf(aip, List.of(Samples.result(5))), events(aip));
        assertThat(catalogue.find(aip)).contains(second);
        assertThat(catalogue.packagesAfter(Optional.empty(), 10)).containsExactly(second);
        assertThat(catalogue.recordsOf(aip)).singleElement().satisfies(row -> {
            assertThat(row.result()).isEqualTo(Samples.result(5));
            assertThat(row.sequence()).isEqualTo(2);
        });
    }

    @Test
    void whenThePutFailsNothingOfItIsKept() {
        AipId aip = samples.aip();
        assertThatThrownBy(() -> catalogue.put(
                        samples.packageOf(aip, 1, NOW),
                        List.of(),
                        List.of(samples.event(EventType.RECEPTION, NOW, aip.toString()))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(catalogue.find(aip)).isEmpty();
        assertThat(new JdbcJournal(source, Clock.systemUTC()).last()).isEmpty();
    }

    @Test
    void packagesAreListedInPagesByIdentifier() {
        List<AipId> put = IntStream.range(0, 7).mapToObj(this::put).sorted().toList();
        List<AipId> listed = new ArrayList<>();
        Optional<AipId> after = Optional.empty();
        for (List<PackageEntry> page = catalogue.packagesAfter(after, 3);
                !page.isEmpty();
                page = catalogue.packagesAfter(after, 3)) {
            page.forEach(entry -> listed.add(entry.aip()));
            after = Optional.of(listed.getLast());
        }
        assertThat(listed).isEqualTo(put);
    }

    @Test
    void aWithdrawnRecordStaysAsATombstoneAtTheEndOfTheChanges() {
        AipId first = put(1);
        put(2);
        RecordId record = catalogue.recordsOf(first).getFirst().id();
        Optional<JournalEntry> entry = at(NOW.plusSeconds(5)).withdraw(record, withdrawal(record));
        assertThat(entry).isPresent();
        assertThat(catalogue.record(record)).hasValueSatisfying(row -> {
            assertThat(row.visible()).isFalse();
            assertThat(row.sequence()).isEqualTo(3);
            assertThat(row.changedAt()).isEqualTo(NOW.plusSeconds(5));
        });
        assertThat(catalogue.changes(HarvestWindow.everythingAfter(0), 10))
                .extracting(RecordEntry::sequence)
                .containsExactly(2L, 3L);
        assertThat(catalogue.withdraw(record, withdrawal(record))).isEmpty();
    }

    @Test
    void anUnknownRecordIsNotWithdrawnAndLeavesNoEvent() {
        RecordId record = new RecordId(samples.uuid());
        assertThat(catalogue.withdraw(record, withdrawal(record))).isEmpty();
        assertThat(new JdbcJournal(source, Clock.systemUTC()).last()).isEmpty();
    }

    @Test
    void aHarvestKeepsToItsWindow() {
        for (int n = 1; n <= 6; n++) {
            AipId aip = samples.aip();
            AccessMode mode = n % 2 == 0 ? AccessMode.PUBLIC : AccessMode.CONDITIONAL;
            AdministrativeResult result = Samples.result(n, mode, n > 3 ? OTHER : Samples.AGENCY);
            at(NOW.plus(Duration.ofMinutes(n)))
                    .put(samples.packageOf(aip, 1, NOW), Samples.recordsOf(aip, List.of(result)), events(aip));
        }
        assertThat(harvest(Optional.empty(), Optional.empty(), Optional.empty(), false, 0))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(harvest(Optional.empty(), Optional.empty(), Optional.empty(), false, 4))
                .containsExactly(5L, 6L);
        assertThat(harvest(Optional.empty(), Optional.empty(), Optional.empty(), true, 0))
                .containsExactly(2L, 4L, 6L);
        assertThat(harvest(Optional.empty(), Optional.empty(), Optional.of(OTHER), false, 0))
                .containsExactly(4L, 5L, 6L);
        assertThat(harvest(Optional.empty(), Optional.empty(), Optional.of(OTHER), true, 0))
                .containsExactly(4L, 6L);
        assertThat(harvest(minute(2), minute(4), Optional.empty(), false, 0)).containsExactly(2L, 3L, 4L);
        assertThat(harvest(minute(2), minute(4), Optional.empty(), false, 2)).containsExactly(3L, 4L);
        assertThat(harvest(minute(7), Optional.empty(), Optional.empty(), false, 0))
                .isEmpty();
        assertThat(harvest(Optional.empty(), minute(0), Optional.empty(), false, 0))
                .isEmpty();
        assertThat(harvest(minute(6), Optional.empty(), Optional.empty(), true, 0))
                .containsExactly(6L);
    }

    @Test
    void countingStopsAtItsCeiling() {
        IntStream.range(0, 5).forEach(this::put);
        assertThat(catalogue.countChanges(HarvestWindow.everythingAfter(0), 10)).isEqualTo(5);
        assertThat(catalogue.countChanges(HarvestWindow.everythingAfter(0), 5)).isEqualTo(5);
        assertThat(catalogue.countChanges(HarvestWindow.everythingAfter(0), 3)).isEqualTo(4);
        assertThat(catalogue.countChanges(HarvestWindow.everythingAfter(2), 10)).isEqualTo(3);
    }

    @Test
    void theSamePaperIsFoundAgain() {
        AipId aip = put(1);
        assertThat(catalogue.sameResult(Samples.result(1)))
                .singleElement()
                .satisfies(row -> assertThat(row.aip()).isEqualTo(aip));
        assertThat(catalogue.sameResult(Samples.result(2))).isEmpty();
    }

    @Test
    void aWithdrawnPaperIsNoDuplicate() {
        RecordId record = catalogue.recordsOf(put(1)).getFirst().id();
        catalogue.withdraw(record, withdrawal(record));
        assertThat(catalogue.sameResult(Samples.result(1))).isEmpty();
    }

    @Test
    void noIndexHoldsAPersonalNumber() {
        put(1);
        List<String> columns = new Database(source)
                .read(handle -> handle.createQuery("""
                        select distinct a.attname from pg_index i join pg_attribute a
                            on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
                        where i.indrelid = 'preservation.record'::regclass
                        """).mapTo(String.class).list());
        assertThat(columns)
                .containsExactlyInAnyOrder(
                        "id", "aip", "ordinal", "sequence", "changed_at", "custodian", "same_result");
        byte[] key = new Database(source)
                .read(handle -> handle.createQuery("select same_result from preservation.record")
                        .mapTo(byte[].class)
                        .one());
        assertThat(new String(key, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("001099000001");
    }

    @Test
    void sequencesHaveNoGapsWhenManyPutAtOnce() throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                Samples own = new Samples(50L + thread);
                running.add(pool.submit(() -> {
                    for (int n = 0; n < 10; n++) {
                        AipId aip = own.aip();
                        catalogue.put(
                                own.packageOf(aip, 3, NOW),
                                Samples.recordsOf(
                                        aip, List.of(Samples.result(1), Samples.result(2), Samples.result(3))),
                                List.of(own.event(EventType.INGESTION, NOW, aip.toString())));
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertThat(catalogue.changes(HarvestWindow.everythingAfter(0), 1000))
                .extracting(RecordEntry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 240).boxed().toList());
    }

    private JdbcCatalogue at(Instant now) {
        return new JdbcCatalogue(source, Clock.fixed(now, ZoneOffset.UTC));
    }

    private AipId put(int n) {
        AipId aip = samples.aip();
        catalogue.put(samples.packageOf(aip, 1, NOW), Samples.recordsOf(aip, List.of(Samples.result(n))), events(aip));
        return aip;
    }

    private List<Event> events(AipId aip) {
        return List.of(
                samples.event(EventType.RECEPTION, NOW, aip.toString()),
                samples.event(EventType.INGESTION, NOW, aip.toString()));
    }

    private Event withdrawal(RecordId record) {
        return new Event(
                samples.uuid(),
                EventType.ACCESS_CHANGE,
                NOW,
                EventOutcome.SUCCESS,
                Samples.ARCHIVE,
                List.of(record.toString()),
                "Withdrawn.",
                Map.of("record", record.toString(), "visible", "false"));
    }

    private List<Long> harvest(
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<AgencyCode> custodian,
            boolean publicOnly,
            long after) {
        return catalogue.changes(new HarvestWindow(from, until, custodian, publicOnly, after), 100).stream()
                .map(RecordEntry::sequence)
                .toList();
    }

    private static Optional<Instant> minute(int n) {
        return Optional.of(NOW.plus(Duration.ofMinutes(n)));
    }

    private static RecordEntry numbered(RecordEntry record, long sequence, Instant at) {
        return new RecordEntry(
                record.id(),
                record.aip(),
                record.ordinal(),
                record.result(),
                record.files(),
                record.retention(),
                sequence,
                at,
                record.visible());
    }
}
