package vn.khoso.preservation.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fixity.RollLog.Direction;
import vn.khoso.preservation.fixity.RollLog.Roll;
import vn.khoso.preservation.fixity.jdbc.JdbcRollLog;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.oais.AipId;

/** Names are called both ways on every volume, by slices that go on after a stop. */
class RollCallTest {

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T03:00:00.123456Z"));
    private final DataSource database = EmbeddedDatabase.fresh();
    private final RollLog log = new JdbcRollLog(database);
    private TestArchive all;

    @BeforeEach
    void start() {
        all = new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")), database, clock, TestArchive.Trial.NONE);
        all.loadStarterSchedule();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    /** As after every start of the program: it knows nothing but what is written down. */
    private RollCall anew() {
        return all.archive.auditor().rollCall(log, Duration.ofDays(1));
    }

    private void wholeRound() {
        int turns = 0;
        while (anew().turn()) {
            turns++;
            assertThat(turns).isLessThan(100);
        }
    }

    private List<Incident> open() {
        return all.archive.incidents(Incident.Which.OPEN, Optional.empty(), 50);
    }

    @Test
    void aSoundArchiveAnswersInBothDirectionsOnBothVolumes() {
        all.store(Samples.result(1));
        all.store(Samples.result(2));
        wholeRound();
        assertThat(log.rolls()).hasSize(4).allSatisfy(roll -> {
            assertThat(roll.seen()).isEqualTo(2);
            assertThat(roll.found()).isZero();
            assertThat(roll.rounds()).isEqualTo(1);
            assertThat(roll.finishedAt()).isPresent();
        });
        assertThat(open()).isEmpty();
    }

    @Test
    void anObjectOnTheSecondVolumeThatTheCatalogueDoesNotKnowIsExtra() {
        all.store(Samples.result(1));
        ArchivalInformationPackage stranger = all.compose(List.of(Samples.result(9)), 10);
        all.site(1)
                .on(site -> site.storage()
                        .create(new NewVersion(
                                stranger.id(),
                                stranger.composedAt().minus(Duration.ofDays(1)),
                                "ingest",
                                Samples.ARCHIVE,
                                stranger.files())));
        wholeRound();
        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(Incident.Kind.EXTRA);
            assertThat(incident.aip()).isEqualTo(stranger.id());
            assertThat(incident.subject()).isEqualTo(". @ b");
        });
        all.archive.startAudit("tester", Samples.ARCHIVE, 0);
        all.archive.workOnAudit();
        assertThat(open())
                .as("a full audit finds the same, and it is one incident")
                .hasSize(1);
    }

    @Test
    void anObjectThatTheSecondVolumeDoesNotHaveIsMissingAndMadeAnew() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        all.store(Samples.result(2));
        Path object = all.onDisk(1, aip, "inventory.json").getParent();
        Files.move(object, folder.resolve("lost"));
        wholeRound();
        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(Incident.Kind.MISSING);
            assertThat(incident.subject()).isEqualTo(". @ b");
        });
        assertThat(all.copies.copy(aip, all.site(1).volume()).orElseThrow().state())
                .isEqualTo(CopyEntry.State.OWED);
        all.turn(all.site(1));
        assertThat(Files.isDirectory(object)).isTrue();
        assertThat(open()).isEmpty();
    }

    @Test
    void aRoundGoesOnWhereItStoodAndTheNextBeginsWhenItIsDue() {
        all.store(Samples.result(1));
        assertThat(anew().turn()).isTrue();
        assertThat(log.roll(all.site(0).volume(), Direction.STORAGE_TO_CATALOGUE))
                .map(Roll::position)
                .contains("1");
        assertThat(anew().turn()).isTrue();
        assertThat(log.roll(all.site(0).volume(), Direction.STORAGE_TO_CATALOGUE))
                .map(Roll::position)
                .contains("2");
        wholeRound();
        assertThat(anew().turn()).as("nothing is due").isFalse();
        clock.forward(Duration.ofHours(25));
        wholeRound();
        assertThat(log.rolls()).extracting(Roll::rounds).containsOnly(2L);
    }

    @Test
    void anInventoryThatCannotBeOpenedIsUnreadAndTheRoundGoesOn() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        all.store(Samples.result(2));
        Path inventory = all.onDisk(1, aip, "inventory.json");
        Files.delete(inventory);
        // A name that leads to itself: the medium answers, and the file cannot be opened.
        Files.createSymbolicLink(inventory, inventory.getFileName());
        wholeRound();
        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(Incident.Kind.UNREAD);
            assertThat(incident.subject()).isEqualTo(". @ b");
        });
        assertThat(log.rolls()).extracting(Roll::rounds).containsOnly(1L);
    }

    @Test
    void aVolumeThatIsAwayIsNotAccused() throws IOException {
        all.store(Samples.result(1));
        Files.move(folder.resolve("b"), folder.resolve("b-pulled-out"));
        wholeRound();
        assertThat(open()).isEmpty();
        assertThat(log.rolls().stream()
                        .filter(roll -> roll.volume().equals(all.site(1).volume())))
                .allSatisfy(roll -> assertThat(roll.rounds()).isZero());
        assertThat(all.site(1).inUse()).isFalse();
    }
}
