package vn.khoso.preservation.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.Canaries;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.VolumeTally;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.premis.EventType;

/** Audits read every copy that is kept, on every volume, and only those; what they find bad is made anew from a good copy. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class AuditedCopiesTest {

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T03:00:00.123456Z"));
    private final DataSource database = EmbeddedDatabase.fresh();
    private TestArchive all;

    /** What the surveys of volume b do before they look; empty to look. */
    private final AtomicReference<Function<AipId, Optional<Optional<ObjectSurvey>>>> before =
            new AtomicReference<>(aip -> Optional.empty());

    @BeforeEach
    void start() {
        all = new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")),
                database,
                clock,
                TestArchive.Trial.NONE.with(this::around));
        all.loadStarterSchedule();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private OpenSite around(OpenSite open) {
        return open.medium().id().equals(TestArchive.VOLUME)
                ? open
                : new OpenSite(
                        open.medium(), open.storage(), open.intake(), new Odd(open.objects(), before), open.journal());
    }

    /** Objects of which surveys may be odd. */
    record Odd(StoredObjects objects, AtomicReference<Function<AipId, Optional<Optional<ObjectSurvey>>>> before)
            implements StoredObjects {

        @Override
        public StoredObject object(AipId aip) {
            StoredObject real = objects.object(aip);
            return new StoredObject() {
                @Override
                public Optional<ObjectSurvey> survey() {
                    return before.get().apply(aip).orElseGet(real::survey);
                }

                @Override
                public ReadableByteChannel open(String place) {
                    return real.open(place);
                }
            };
        }

        @Override
        public Optional<Canaries> canaries() {
            return objects.canaries();
        }

        @Override
        public long mark(AipId aip) {
            return objects.mark(aip);
        }

        @Override
        public Stream<AipId> unknown(MarkRange range, LongPredicate known) {
            return objects.unknown(range, known);
        }
    }

    private CopyEvents copyEvents() {
        return new CopyEvents(all.events, Samples.ARCHIVE);
    }

    private static StorageUnavailable unreadable() {
        return new StorageUnavailable("cannot read the inventory", new IOException("EIO"));
    }

    private JournalEntry lastCheck(AipId aip) {
        return all.journal.about(aip.toString(), 0, 1_000).stream()
                .filter(entry -> entry.event().type() == EventType.FIXITY_CHECK)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private String volume(int at) {
        return all.site(at).volume().toString();
    }

    private FixityRun audit() {
        UUID run = all.archive.startAudit("tester", Samples.ARCHIVE, 0).id();
        assertThat(all.archive.workOnAudit()).isTrue();
        return all.archive.audit(run).orElseThrow();
    }

    private List<Incident> open() {
        return all.archive.incidents(Incident.Which.OPEN, Optional.empty(), 50);
    }

    private CopyEntry.State copy(AipId aip, int volume) {
        return all.copies.copy(aip, all.site(volume).volume()).orElseThrow().state();
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void both_copies_are_read() {
        all.store(Samples.result(1));
        long one = audit().intact();
        assertThat(one).isEven().isPositive();
        all.store(Samples.result(2));
        FixityRun run = audit();
        assertThat(run.intact()).isEqualTo(2 * one);
        assertThat(run.packagesDone()).isEqualTo(2);
        assertThat(open()).isEmpty();
    }

    @Test
    void rot_on_the_second_volume_is_found_named_and_put_right_without_a_reader() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        long files = audit().intact();
        Path rotten = all.onDisk(1, aip, "v1/content/sip/data/1.pdf");
        byte[] good = Files.readAllBytes(rotten);
        flip(rotten);

        FixityRun run = audit();
        assertThat(run.altered()).isEqualTo(1);
        assertThat(run.intact()).isEqualTo(files - 1);
        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(Incident.Kind.ALTERED);
            assertThat(incident.subject()).isEqualTo("v1/content/sip/data/1.pdf @ b");
        });
        assertThat(copy(aip, 0)).isEqualTo(CopyEntry.State.KEPT);
        assertThat(copy(aip, 1)).isEqualTo(CopyEntry.State.OWED);

        assertThat(all.turn(all.site(1))).isEqualTo(1);
        assertThat(Files.readAllBytes(rotten)).isEqualTo(good);
        assertThat(copy(aip, 1)).isEqualTo(CopyEntry.State.KEPT);
        FixityRun after = audit();
        assertThat(after.intact()).isEqualTo(files);
        assertThat(after.altered()).isZero();
    }

    @Test
    void a_copy_that_is_owed_is_not_called_missing() throws IOException {
        AipId before = all.store(Samples.result(1)).aip();
        long both = audit().intact();
        Files.move(folder.resolve("a"), folder.resolve("a-pulled-out"));
        AipId meanwhile = all.store(Samples.result(2)).aip();
        assertThat(copy(meanwhile, 0)).isEqualTo(CopyEntry.State.OWED);

        FixityRun away = audit();
        assertThat(away.intact()).as("the copies on b alone").isEqualTo(both);
        assertThat(away.missing() + away.unread() + away.altered() + away.extra())
                .isZero();

        Files.move(folder.resolve("a-pulled-out"), folder.resolve("a"));
        clock.forward(java.time.Duration.ofHours(2));
        all.site(0).look();
        FixityRun back = audit();
        assertThat(back.intact()).as("and what a kept before it went").isEqualTo(both + both / 2);
        assertThat(back.missing()).isZero();
        assertThat(open()).isEmpty();
        assertThat(copy(before, 0)).isEqualTo(CopyEntry.State.KEPT);
    }

    @Test
    void when_both_copies_are_bad_both_are_named() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        flip(all.onDisk(0, aip, "v1/content/sip/data/1.pdf"));
        flip(all.onDisk(1, aip, "v1/content/sip/data/1.pdf"));
        assertThat(audit().altered()).isEqualTo(2);
        assertThat(audit().altered()).as("again, though no good copy is known").isEqualTo(2);
        assertThat(open())
                .extracting(Incident::subject)
                .containsExactlyInAnyOrder("v1/content/sip/data/1.pdf @ a", "v1/content/sip/data/1.pdf @ b");
    }

    @Test
    void the_event_and_the_run_say_which_copies_were_read_and_which_were_away() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        FixityRun both = audit();
        assertThat(both.volumes()).extracting(VolumeTally::name).containsExactly("a", "b");
        assertThat(both.volumes()).allSatisfy(tally -> {
            assertThat(tally.copies()).isEqualTo(1);
            assertThat(tally.away()).isZero();
            assertThat(tally.canaries()).isEqualTo(4);
            assertThat(tally.intact()).isEqualTo(both.intact() / 2);
        });
        assertThat(lastCheck(aip).event().detail().get("read"))
                .contains(volume(0))
                .contains(volume(1));
        assertThat(lastCheck(aip).event().detail()).doesNotContainKey("away");
        Files.move(folder.resolve("a"), folder.resolve("a-pulled-out"));
        all.site(0).look();

        FixityRun one = audit();
        assertThat(one.volumes())
                .filteredOn(tally -> tally.name().equals("a"))
                .singleElement()
                .satisfies(tally -> {
                    assertThat(tally.copies()).isZero();
                    assertThat(tally.away()).isEqualTo(1);
                });
        assertThat(lastCheck(aip).event().detail())
                .containsEntry("away", volume(0))
                .hasEntrySatisfying(
                        "read", read -> assertThat(read).startsWith(volume(1)).doesNotContain(volume(0)));
        assertThat(lastCheck(aip).event().note()).contains("other copies lie on volumes that were away");
        assertThat(all.archive.audit(one.id())).contains(one);
    }

    @Test
    void a_copy_that_is_owed_since_the_page_was_read_is_not_called_missing() {
        AipId aip = all.store(Samples.result(1)).aip();
        AtomicBoolean once = new AtomicBoolean();
        before.set(asked -> {
            if (asked.equals(aip) && once.compareAndSet(false, true)) {
                all.copies.record(List.of(copyEvents()
                        .lost(all.copies.copy(aip, all.site(1).volume()).orElseThrow(), "a reader")));
            }
            return Optional.of(Optional.empty());
        });
        FixityRun run = audit();
        assertThat(run.missing()).isZero();
        assertThat(run.intact()).isPositive();
        assertThat(open()).isEmpty();
    }

    @Test
    void a_copy_that_was_made_anew_since_the_page_was_read_is_read_where_it_lies_now() {
        AipId aip = all.store(Samples.result(1)).aip();
        long files = audit().intact();
        AtomicBoolean once = new AtomicBoolean();
        before.set(asked -> {
            if (!asked.equals(aip) || !once.compareAndSet(false, true)) {
                return Optional.empty();
            }
            CopyEntry kept = all.copies.copy(aip, all.site(1).volume()).orElseThrow();
            all.copies.record(
                    List.of(copyEvents().lost(kept, "a reader"), copyEvents().made(kept, "a")));
            return Optional.of(Optional.empty());
        });
        FixityRun run = audit();
        assertThat(run.missing()).isZero();
        assertThat(run.intact()).isEqualTo(files);
        assertThat(open()).isEmpty();
    }

    @Test
    void what_is_gone_for_good_is_missing() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        before.set(asked -> Optional.of(Optional.empty()));
        FixityRun run = audit();
        assertThat(run.missing()).isEqualTo(1);
        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.subject()).isEqualTo(". @ b");
            assertThat(incident.aip()).isEqualTo(aip);
        });
    }

    @Test
    void when_one_copy_cannot_be_read_the_counts_of_the_other_stand() {
        AipId aip = all.store(Samples.result(1)).aip();
        long files = audit().intact();
        before.set(asked -> {
            throw unreadable();
        });
        FixityRun run = audit();
        assertThat(run.intact()).isEqualTo(files / 2);
        assertThat(run.unread()).isEqualTo(1);
        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(Incident.Kind.UNREAD);
            assertThat(incident.subject()).isEqualTo(". @ b");
        });
        assertThat(copy(aip, 1)).isEqualTo(CopyEntry.State.OWED);
    }

    @Test
    void a_volume_that_answers_and_cannot_be_read_does_not_hold_up_the_audit_of_the_other() {
        for (int n = 1; n <= 7; n++) {
            all.store(Samples.result(n));
        }
        long files = audit().intact();
        before.set(asked -> {
            throw unreadable();
        });
        FixityRun run = audit();
        assertThat(run.state()).isEqualTo(FixityRun.State.FINISHED);
        assertThat(run.intact()).isEqualTo(files / 2);
        assertThat(run.unread()).isZero();
        assertThat(open())
                .as("it is the volume's trouble, not that of seven packages")
                .isEmpty();
        assertThat(run.volumes())
                .filteredOn(tally -> tally.name().equals("b"))
                .singleElement()
                .satisfies(tally -> {
                    assertThat(tally.away()).isEqualTo(7);
                    assertThat(tally.whole()).isFalse();
                });
    }

    @Test
    void the_same_damage_is_one_incident_whether_a_reader_or_an_audit_finds_it() throws IOException {
        StorageReceipt kept = all.store(Samples.result(1));
        flip(all.onDisk(0, kept.aip(), "v1/content/sip/data/1.pdf"));
        try (InputStream good = all.storage.open(kept.aip(), new PackagePath("sip/data/1.pdf"))) {
            assertThat(good.readAllBytes()).as("from b").isNotEmpty();
        }
        assertThat(open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.subject()).isEqualTo("v1/content/sip/data/1.pdf @ a"));
        flip(all.onDisk(1, kept.aip(), "v1/content/sip/data/1.pdf"));
        audit();
        assertThat(audit().altered())
                .as("no good copy is known, so both are read")
                .isEqualTo(2);
        assertThat(open())
                .extracting(Incident::subject)
                .containsExactlyInAnyOrder("v1/content/sip/data/1.pdf @ a", "v1/content/sip/data/1.pdf @ b");
    }

    @Test
    void a_repair_closes_its_incident_with_action_and_result() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        flip(all.onDisk(1, aip, "v1/content/sip/data/1.pdf"));
        Files.delete(all.onDisk(1, aip, "v1/content/metadata/premis.xml"));
        audit();
        assertThat(open()).hasSize(2);
        assertThat(all.turn(all.site(1))).isEqualTo(1);
        assertThat(open()).isEmpty();
        List<Incident> ended = all.archive.incidents(Incident.Which.ALL, Optional.empty(), 50);
        assertThat(ended)
                .hasSize(2)
                .allSatisfy(incident -> assertThat(incident.closing()).hasValueSatisfying(closing -> {
                    assertThat(closing.by()).isEqualTo(Samples.ARCHIVE.id());
                    assertThat(closing.cause()).contains(incident.detail());
                    assertThat(closing.action()).contains("volume a");
                    assertThat(closing.result()).contains("compared");
                }));
        for (Incident incident : ended) {
            assertThat(all.journal.about("urn:uuid:" + incident.id(), 0, 10))
                    .extracting(entry -> entry.event().type())
                    .containsExactly(EventType.INCIDENT, EventType.ADMINISTRATION);
        }
    }
}
