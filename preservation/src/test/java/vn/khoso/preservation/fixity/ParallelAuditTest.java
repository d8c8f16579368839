package vn.khoso.preservation.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khoso.preservation.journal.JournalVerifier;
import vn.khoso.preservation.replication.SiteObjects;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventType;

/** Several readers in one audit: what they find, in which order it is written down, and what a kill leaves. */
class ParallelAuditTest {

    /** Declaration, inventory and sidecar twice each, and three files. */
    private static final int FILES = 8;

    @TempDir
    private Path folder;

    private TestArchive all;

    @BeforeEach
    void start() {
        all = new TestArchive(folder.resolve("volume"), EmbeddedDatabase.fresh(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void everyPackageIsCheckedOnceWithItsOwnEventInTheOrderOfIdentifiers() {
        store(70);
        FixityRun run = start(0);
        assertThat(auditor(4, Integer.MAX_VALUE).work(any -> true)).isTrue();
        assertSound(run, 70);
    }

    /** The reader stops dead at a file, wherever that is; what was written down stands, and the rest is read again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_350})
    void aKillLosesNothingThatWasWrittenDownAndCountsNothingTwice(int file) {
        store(230);
        FixityRun run = start(0);
        assertThatThrownBy(() -> auditor(2, file).work(any -> true)).hasMessage("killed");
        long before = all.archive.audit(run.id()).orElseThrow().packagesDone();
        assertThat(checks().size()).isEqualTo((int) before);
        assertThat(auditor(2, Integer.MAX_VALUE).work(any -> true)).isTrue();
        assertSound(run, 230);
    }

    @Test
    void anAuditThatMayNotGoOnStaysWhereItStandsAndGoesOnWhenItMay() {
        store(70);
        FixityRun run = start(0);
        AtomicInteger asked = new AtomicInteger();
        assertThat(auditor(2, Integer.MAX_VALUE).work(any -> asked.incrementAndGet() < 20))
                .isFalse();
        FixityRun paused = all.archive.audit(run.id()).orElseThrow();
        assertThat(paused.state()).isEqualTo(FixityRun.State.RUNNING);
        assertThat(paused.packagesDone()).isPositive().isLessThan(70);
        assertThat(auditor(2, Integer.MAX_VALUE).work(any -> false)).isFalse();
        assertThat(auditor(2, Integer.MAX_VALUE).work(any -> true)).isTrue();
        assertSound(run, 70);
    }

    @Test
    void theRateIsThatOfAllReadersTogether() {
        for (int n = 0; n < 8; n++) {
            all.archive.store(all.compose(List.of(Samples.result(n)), 500_000), Samples.ARCHIVE);
        }
        FixityRun run = start(10);
        long begun = System.nanoTime();
        auditor(4, Integer.MAX_VALUE).work(any -> true);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long bytes = all.archive.audit(run.id()).orElseThrow().bytesDone();
        assertThat(bytes).isGreaterThan(4_000_000);
        assertThat(bytes / 1e6 / seconds).isLessThan(10.5);
    }

    private void store(int packages) {
        for (int n = 0; n < packages; n++) {
            all.archive.store(all.compose(List.of(Samples.result(n)), 100), Samples.ARCHIVE);
        }
    }

    private FixityRun start(int megabytesPerSecond) {
        return all.archive.startAudit("account:an", Samples.ARCHIVE, megabytesPerSecond);
    }

    private FixityAuditor auditor(int walkers, int killedAt) {
        StoredObjects objects = new Mortal(new SiteObjects(all.site(0)), killedAt);
        return new FixityAuditor(objects, all.catalogue, all.fixity, all.segments, all.events, Samples.ARCHIVE)
                .withWalkers(walkers);
    }

    private void assertSound(FixityRun run, int packages) {
        FixityRun done = all.archive.audit(run.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(FixityRun.State.FINISHED);
        assertThat(done.packagesDone()).isEqualTo(packages);
        assertThat(done.intact()).isEqualTo((long) packages * FILES);
        assertThat(done.altered() + done.missing() + done.extra() + done.unread())
                .isZero();
        List<AipId> kept = all.catalogue.packagesAfter(Optional.empty(), packages + 1).stream()
                .map(entry -> entry.aip())
                .toList();
        assertThat(checks()).isEqualTo(kept.stream().map(AipId::toString).toList());
        assertThat(new JournalVerifier().verifyPages(after -> all.journal.after(after, 100)))
                .isInstanceOf(JournalVerifier.Verdict.Whole.class);
    }

    /** Packages as the journal says they were checked, in its order. */
    private List<String> checks() {
        List<String> checks = new ArrayList<>();
        long after = 0;
        for (var page = all.journal.after(after, 500); !page.isEmpty(); page = all.journal.after(after, 500)) {
            for (var entry : page) {
                Event event = entry.event();
                if (event.type() == EventType.FIXITY_CHECK) {
                    assertThat(event.detail()).containsEntry("intact", Integer.toString(FILES));
                    checks.add(event.objects().getFirst());
                }
            }
            after = page.getLast().index();
        }
        return checks;
    }

    /** The real objects, and an end of the program at one file. */
    private record Mortal(StoredObjects objects, int killedAt, AtomicInteger opened) implements StoredObjects {

        Mortal(StoredObjects objects, int killedAt) {
            this(objects, killedAt, new AtomicInteger());
        }

        @Override
        public StoredObject object(AipId aip) {
            StoredObject object = objects.object(aip);
            return new StoredObject() {
                @Override
                public Optional<ObjectSurvey> survey() {
                    return object.survey();
                }

                @Override
                public ReadableByteChannel open(String place) {
                    if (opened.incrementAndGet() >= killedAt) {
                        throw new IllegalStateException("killed");
                    }
                    return object.open(place);
                }
            };
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
}
