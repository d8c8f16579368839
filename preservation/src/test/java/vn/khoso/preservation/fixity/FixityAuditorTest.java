package vn.khoso.preservation.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.Incident.Kind;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

class FixityAuditorTest {

    /** Declaration, inventory and sidecar twice each, and three files. */
    private static final int FILES = 8;

    @TempDir
    private Path folder;

    private TestArchive all;
    private Weak weak;
    private final List<StorageReceipt> kept = new ArrayList<>();

    @BeforeEach
    void start() {
        all = new TestArchive(folder.resolve("volume"), EmbeddedDatabase.fresh(), Clock.systemUTC(), objects -> {
            weak = new Weak(objects);
            return weak;
        });
        for (int n = 1; n <= 3; n++) {
            kept.add(all.store(Samples.result(n)));
        }
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private static Incident.Account account(String action) {
        return new Incident.Account("", action, "");
    }

    @Test
    void soundPackagesAreIntactAndEachHasItsEvent() {
        FixityRun run = audit();
        assertThat(run.state()).isEqualTo(FixityRun.State.FINISHED);
        assertThat(run.finishedAt()).isPresent();
        assertThat(run.packagesDone()).isEqualTo(3).isEqualTo(run.packagesTotal());
        assertThat(run.intact()).isEqualTo(3 * FILES);
        assertThat(run.altered() + run.missing() + run.extra() + run.unread()).isZero();
        assertThat(run.bytesDone()).isGreaterThan(3 * 2_000);
        for (StorageReceipt receipt : kept) {
            JournalEntry check = checkOf(receipt.aip());
            assertThat(check.event().outcome()).isEqualTo(EventOutcome.SUCCESS);
            assertThat(check.event().detail())
                    .containsEntry("intact", "8")
                    .containsEntry("run", run.id().toString());
        }
        assertThat(all.archive.incidents(Incident.Which.ALL, Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void oneFlippedBitIsAlteredAndNothingElseIs() throws IOException {
        Path file = all.onDisk(kept.get(1).aip(), "v1/content/sip/data/2.pdf");
        flip(file, 1_234);
        FixityRun run = audit();
        assertThat(run.altered()).isEqualTo(1);
        assertThat(run.intact()).isEqualTo(3 * FILES - 1);
        Incident incident = onlyIncident();
        assertThat(incident.kind()).isEqualTo(Kind.ALTERED);
        assertThat(incident.aip()).isEqualTo(kept.get(1).aip());
        assertThat(incident.subject()).isEqualTo("v1/content/sip/data/2.pdf");
        assertThat(incident.detail()).contains("promised sha256:").contains("found sha256:");
        assertThat(checkOf(kept.get(1).aip()).event().outcome()).isEqualTo(EventOutcome.FAILURE);
    }

    @Test
    void anIncidentIsAnEventThatStorageKnowsOfAtOnce() throws IOException {
        flip(all.onDisk(kept.get(0).aip(), "v1/content/metadata/premis.xml"), 3);
        audit();
        List<JournalEntry> incidents = all.journal.about(kept.get(0).aip().toString(), 0, 100).stream()
                .filter(entry -> entry.event().type() == EventType.INCIDENT)
                .toList();
        assertThat(incidents).singleElement().satisfies(entry -> {
            assertThat(entry.event().detail()).containsEntry("kind", "ALTERED");
            assertThat(all.segments.shipped()).isGreaterThanOrEqualTo(entry.index());
        });
    }

    @Test
    void aFileThatIsGoneIsMissing() throws IOException {
        Files.delete(all.onDisk(kept.get(2).aip(), "v1/content/sip/data/3.pdf"));
        FixityRun run = audit();
        assertThat(run.missing()).isEqualTo(1);
        assertThat(onlyIncident().kind()).isEqualTo(Kind.MISSING);
    }

    @Test
    void aFileThatNobodyPromisedIsExtra() throws IOException {
        Files.writeString(all.onDisk(kept.get(2).aip(), "v1/content/sip/data/stranger.pdf"), "hello");
        FixityRun run = audit();
        assertThat(run.extra()).isEqualTo(1);
        assertThat(run.intact()).isEqualTo(3 * FILES);
        assertThat(onlyIncident().subject()).isEqualTo("v1/content/sip/data/stranger.pdf");
    }

    @Test
    void aFileThatCannotBeReadIsUnreadAndNeverAltered() {
        weak.unreadable.add("v1/content/sip/data/1.pdf");
        FixityRun run = audit();
        assertThat(run.unread()).isEqualTo(1);
        assertThat(run.altered()).isZero();
        assertThat(onlyIncident().kind()).isEqualTo(Kind.UNREAD);
        assertThat(checkOf(kept.get(0).aip()).event().outcome()).isEqualTo(EventOutcome.WARNING);
    }

    @Test
    void aPackageThatStorageHasLostIsMissing() throws IOException {
        Path object = all.onDisk(kept.get(1).aip(), "");
        Files.move(object, folder.resolve("elsewhere"));
        FixityRun run = audit();
        assertThat(run.missing()).isEqualTo(1);
        assertThat(run.packagesDone()).isEqualTo(3);
        assertThat(onlyIncident().subject()).isEqualTo(".");
    }

    @Test
    void anOldObjectThatTheCatalogueDoesNotNameIsExtraAndAYoungOneIsNot() {
        ArchivalInformationPackage stranger = all.compose(List.of(Samples.result(9)), 10);
        all.storage.create(new NewVersion(
                stranger.id(),
                stranger.composedAt().minus(Duration.ofDays(1)),
                "ingest",
                Samples.ARCHIVE,
                stranger.files()));
        ArchivalInformationPackage coming = all.compose(List.of(Samples.result(10)), 10);
        all.storage.create(new NewVersion(coming.id(), coming.composedAt(), "ingest", Samples.ARCHIVE, coming.files()));
        assertThat(audit().extra()).isEqualTo(1);
        assertThat(onlyIncident().aip()).isEqualTo(stranger.id());
    }

    @Test
    void anInventoryRewrittenTogetherWithItsSidecarsIsStillAltered() throws IOException {
        AipId aip = kept.get(0).aip();
        String text = Files.readString(all.onDisk(aip, "inventory.json")).replace("ingest of", "INGEST OF");
        String digest = vn.khoso.schemas.oais.Digests.fixity(
                        vn.khoso.schemas.oais.DigestAlgorithm.SHA_512, text.getBytes(StandardCharsets.UTF_8))
                .hex();
        for (String at : List.of("", "v1/")) {
            Files.writeString(all.onDisk(aip, at + "inventory.json"), text);
            Files.writeString(all.onDisk(aip, at + "inventory.json.sha512"), digest + "  inventory.json\n");
        }
        FixityRun run = audit();
        assertThat(run.altered()).isEqualTo(1);
        assertThat(onlyIncident().subject()).isEqualTo("inventory.json");
    }

    @Test
    void theSameTroubleIsReportedOnceUntilItIsClosed() throws IOException {
        flip(all.onDisk(kept.get(0).aip(), "v1/content/sip/data/1.pdf"), 0);
        audit();
        audit();
        Incident first = onlyIncident();
        assertThat(all.archive.closeIncident(first.id(), Samples.ARCHIVE, account("seen")))
                .isTrue();
        assertThat(all.archive.closeIncident(first.id(), Samples.ARCHIVE, account("again")))
                .isFalse();
        audit();
        assertThat(all.archive.incidents(Incident.Which.ALL, Optional.empty(), 10))
                .hasSize(2);
        assertThat(all.archive.incidents(Incident.Which.ALL, Optional.of(first.id()), 10))
                .singleElement()
                .satisfies(second -> assertThat(second.open()).isTrue());
        assertThat(all.archive.incidents(Incident.Which.OPEN, Optional.empty(), 1))
                .as("a page of open ones is filled with open ones, however many were closed before")
                .singleElement()
                .satisfies(second -> assertThat(second.id()).isNotEqualTo(first.id()));
        assertThat(all.archive.incidents(Incident.Which.OPEN, Optional.of(first.id()), 10))
                .hasSize(1);
    }

    @Test
    void aRunGoesOnFromWhereItStoodAndChecksNothingTwice() {
        FixityRun run = all.archive.startAudit("account:an", Samples.ARCHIVE, 0);
        AipId first =
                kept.stream().map(StorageReceipt::aip).sorted().findFirst().orElseThrow();
        // as if the program had been stopped after the first package
        all.fixity.advance(
                new FixityRun(
                        run.id(),
                        run.requestedBy(),
                        run.startedAt(),
                        Optional.empty(),
                        FixityRun.State.RUNNING,
                        0,
                        3,
                        1,
                        0,
                        FILES,
                        0,
                        0,
                        0,
                        0,
                        Optional.of(first.uuid()),
                        AuditScope.EVERYTHING,
                        List.of(),
                        Optional.empty()),
                List.of());
        assertThat(all.archive.workOnAudit()).isTrue();
        FixityRun done = all.archive.audit(run.id()).orElseThrow();
        assertThat(done.packagesDone()).isEqualTo(3);
        assertThat(done.intact()).isEqualTo(3 * FILES);
        assertThat(all.journal.about(first.toString(), 0, 100))
                .noneMatch(entry -> entry.event().type() == EventType.FIXITY_CHECK);
    }

    @Test
    void onlyOneRunsAtATime() {
        FixityRun first = all.archive.startAudit("account:an", Samples.ARCHIVE, 0);
        assertThat(all.archive.startAudit("account:binh", Samples.ARCHIVE, 0).id())
                .isEqualTo(first.id());
        assertThat(all.archive.workOnAudit()).isTrue();
        assertThat(all.archive.workOnAudit()).isFalse();
        assertThat(all.archive.audits(10)).extracting(FixityRun::id).containsExactly(first.id());
    }

    @Test
    void aCancelledRunIsNotContinued() {
        FixityRun run = all.archive.startAudit("account:an", Samples.ARCHIVE, 0);
        assertThat(all.archive.cancelAudit(run.id(), Samples.ARCHIVE)).isTrue();
        assertThat(all.archive.workOnAudit()).isFalse();
        assertThat(all.archive.audit(run.id()).orElseThrow().state()).isEqualTo(FixityRun.State.CANCELLED);
        assertThat(all.archive.cancelAudit(run.id(), Samples.ARCHIVE)).isFalse();
    }

    @Test
    void aRunThatIsCancelledWhileItReadsStopsAndCountsNothingHalf() {
        FixityRun run = all.archive.startAudit("account:an", Samples.ARCHIVE, 0);
        weak.beforeOpen = () -> all.archive.cancelAudit(run.id(), Samples.ARCHIVE);
        all.archive.workOnAudit();
        assertThat(all.archive.audit(run.id()).orElseThrow().state()).isEqualTo(FixityRun.State.CANCELLED);
        assertThat(all.archive.audit(run.id()).orElseThrow().packagesDone()).isZero();
    }

    @Test
    void whenTheOnlyVolumeAnswersAndNothingThereCanBeOpenedTheRunIsOverAndNotCountedAsFull() {
        for (int n = 4; n <= 8; n++) {
            kept.add(all.store(Samples.result(n)));
        }
        weak.away = true;
        FixityRun run = audit();
        assertThat(run.state()).isEqualTo(FixityRun.State.FINISHED);
        assertThat(run.unread()).isEqualTo(5);
        assertThat(run.volumes())
                .singleElement()
                .satisfies(tally -> assertThat(tally.whole()).isFalse());
        assertThat(lastRuns().full()).isEmpty();
        assertThat(lastRuns().any()).isEmpty();
        assertThat(lastRuns().fullTried()).isPresent();
        assertThat(lastRuns().anyTried()).isPresent();
        weak.away = false;
        assertThat(audit().intact()).isEqualTo(8 * FILES);
        assertThat(lastRuns().full()).isPresent();
    }

    @Test
    void aRunByScheduleThatWasCalledOffDoesNotCountAndIsNotBegunAgainAtOnce() {
        FixityRun run = all.archive.startAudit("schedule", Samples.ARCHIVE, 0);
        assertThat(all.archive.cancelAudit(run.id(), Samples.ARCHIVE)).isTrue();
        assertThat(lastRuns().full()).isEmpty();
        assertThat(lastRuns().any()).isEmpty();
        assertThat(lastRuns().fullTried()).isPresent();
        assertThat(lastRuns().anyTried()).isPresent();
    }

    private FixityLog.LastRuns lastRuns() {
        UUID sole = new UUID(0, 0);
        return all.fixity.lastRuns(List.of(sole)).get(sole);
    }

    @Test
    void aRateIsKept() {
        // 3 packages of about 8 kB; at 1 MB/s they take some 25 ms and never less than 15.
        FixityRun run = all.archive.startAudit("account:an", Samples.ARCHIVE, 1);
        long before = System.nanoTime();
        all.archive.workOnAudit();
        double seconds = (System.nanoTime() - before) / 1e9;
        assertThat(all.archive.audit(run.id()).orElseThrow().bytesDone() / 1e6 / seconds)
                .isLessThan(1.05);
    }

    private FixityRun audit() {
        UUID id = all.archive.startAudit("account:an", Samples.ARCHIVE, 0).id();
        all.archive.workOnAudit();
        return all.archive.audit(id).orElseThrow();
    }

    private Incident onlyIncident() {
        List<Incident> incidents = all.archive.incidents(Incident.Which.ALL, Optional.empty(), 10);
        assertThat(incidents).hasSize(1);
        return incidents.getFirst();
    }

    private JournalEntry checkOf(AipId aip) {
        return all.journal.about(aip.toString(), 0, 100).stream()
                .filter(entry -> entry.event().type() == EventType.FIXITY_CHECK)
                .findFirst()
                .orElseThrow();
    }

    private static void flip(Path file, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= 1;
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** The real objects on a medium that can be told to fail. */
    private static final class Weak implements StoredObjects {
        private final StoredObjects objects;
        private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
        private volatile boolean away;
        private volatile Runnable beforeOpen = () -> {};

        Weak(StoredObjects objects) {
            this.objects = objects;
        }

        @Override
        public StoredObject object(AipId aip) {
            StoredObject object = objects.object(aip);
            return new StoredObject() {
                @Override
                public Optional<ObjectSurvey> survey() {
                    if (away) {
                        throw new StorageUnavailable("the volume is away", new IOException("Input/output error"));
                    }
                    return object.survey();
                }

                @Override
                public ReadableByteChannel open(String place) {
                    beforeOpen.run();
                    if (unreadable.contains(place)) {
                        throw new StorageUnavailable("cannot open " + place, new IOException("Input/output error"));
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
