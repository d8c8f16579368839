package vn.khoso.preservation.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.oais.AipId;

/** An audit while volumes are away, or answer and cannot be read. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class UnreadableVolumesTest {

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T03:00:00.123456Z"));
    private TestArchive all;

    /** What the surveys of volume b do before they look; empty to look. */
    private final AtomicReference<Function<AipId, Optional<Optional<ObjectSurvey>>>> before =
            new AtomicReference<>(aip -> Optional.empty());

    @BeforeEach
    void start() {
        all = new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")),
                EmbeddedDatabase.fresh(),
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
                        open.medium(),
                        open.storage(),
                        open.intake(),
                        new AuditedCopiesTest.Odd(open.objects(), before),
                        open.journal());
    }

    private static StorageUnavailable unreadable() {
        return new StorageUnavailable("cannot read the inventory", new IOException("EIO"));
    }

    private FixityRun audit() {
        UUID run = all.archive.startAudit("tester", Samples.ARCHIVE, 0).id();
        assertThat(all.archive.workOnAudit()).isTrue();
        return all.archive.audit(run).orElseThrow();
    }

    private List<Incident> open() {
        return all.archive.incidents(Incident.Which.OPEN, Optional.empty(), 50);
    }

    @Test
    void packages_that_lie_only_on_a_volume_that_cannot_be_read_do_not_stop_the_audit() throws IOException {
        all.store(Samples.result(1));
        long both = audit().intact();
        Files.move(folder.resolve("a"), folder.resolve("a-pulled-out"));
        for (int n = 2; n <= 8; n++) {
            all.store(Samples.result(n));
        }
        Files.move(folder.resolve("a-pulled-out"), folder.resolve("a"));
        clock.forward(java.time.Duration.ofHours(2));
        all.site(0).look();
        before.set(asked -> {
            throw unreadable();
        });
        FixityRun run = audit();
        assertThat(run.state()).isEqualTo(FixityRun.State.FINISHED);
        assertThat(run.intact()).as("the one copy on a").isEqualTo(both / 2);
        assertThat(run.unread()).as("the others after them are the volume's").isBetween(4L, 5L);
        assertThat(run.volumes())
                .filteredOn(tally -> tally.name().equals("b"))
                .singleElement()
                .satisfies(tally -> assertThat(tally.whole()).isFalse());
    }

    @Test
    void while_all_volumes_are_away_an_audit_of_everything_waits_and_no_package_is_blamed() throws IOException {
        for (int n = 1; n <= 7; n++) {
            all.store(Samples.result(n));
        }
        long files = audit().intact();
        UUID run = all.archive.startAudit("tester", Samples.ARCHIVE, 0).id();
        for (String name : List.of("a", "b")) {
            Files.move(folder.resolve(name), folder.resolve(name + "-pulled-out"));
        }
        assertThatThrownBy(() -> all.archive.workOnAudit()).isInstanceOf(StorageUnavailable.class);
        assertThat(all.archive.audit(run).orElseThrow().state()).isEqualTo(FixityRun.State.RUNNING);
        assertThat(open()).isEmpty();
        for (String name : List.of("a", "b")) {
            Files.move(folder.resolve(name + "-pulled-out"), folder.resolve(name));
        }
        clock.forward(java.time.Duration.ofHours(2));
        all.site(0).look();
        all.site(1).look();
        assertThat(all.archive.workOnAudit()).isTrue();
        assertThat(all.archive.audit(run).orElseThrow().intact()).isEqualTo(files);
    }
}
