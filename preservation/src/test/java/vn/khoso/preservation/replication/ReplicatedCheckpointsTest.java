package vn.khoso.preservation.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.preservation.journal.transparency.CheckpointStore;
import vn.khoso.preservation.journal.transparency.CheckpointStore.Kept;
import vn.khoso.preservation.replication.file.FileSite;
import vn.khoso.preservation.storage.file.Volume;

/** Two real volumes that are away in turn: no checkpoint and no stamp is left on one of them alone. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ReplicatedCheckpointsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final List<CopySite> sites = new ArrayList<>();
    private Optional<VolumeSet> opened = Optional.empty();

    @BeforeEach
    void format() {
        Volume.format(folder.resolve("a"), id(1), CLOCK.instant());
        Volume.format(folder.resolve("b"), id(2), CLOCK.instant());
    }

    @AfterEach
    void close() {
        opened.ifPresent(VolumeSet::close);
    }

    /** As at the start of a server: nothing is settled. */
    private ReplicatedCheckpoints start() {
        close();
        sites.clear();
        sites.add(site("a", 1));
        sites.add(site("b", 2));
        VolumeSet volumes = new VolumeSet(sites);
        opened = Optional.of(volumes);
        return new ReplicatedCheckpoints(volumes);
    }

    private ReplicatedCheckpoints settled() {
        ReplicatedCheckpoints checkpoints = start();
        sites.forEach(CopySite::settle);
        return checkpoints;
    }

    private CopySite site(String name, int id) {
        Volume.Settings settings = new Volume.Settings(0, 1);
        return CopySite.open(
                name,
                id(id),
                new FileSite(folder.resolve(name), id(id), settings, new InMemoryJournal(CLOCK), false),
                CLOCK);
    }

    private static UUID id(int number) {
        return new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
    }

    private static byte[] stamp(long size) {
        return ("dấu " + size).getBytes(StandardCharsets.UTF_8);
    }

    private Optional<Kept> on(int site, long size) {
        return sites.get(site).on(open -> open.journal().checkpoints().find(size));
    }

    private boolean stamped(int site, long size) {
        return on(site, size).flatMap(Kept::timeStamp).isPresent();
    }

    @Test
    void a_checkpoint_and_its_stamp_lie_on_every_volume_in_use() {
        ReplicatedCheckpoints checkpoints = settled();
        checkpoints.keep(10, "mười");
        checkpoints.keepTimeStamp(10, stamp(10));
        for (int site : new int[] {0, 1}) {
            assertThat(on(site, 10).orElseThrow().note()).isEqualTo("mười");
            assertThat(on(site, 10).orElseThrow().timeStamp()).hasValue(stamp(10));
        }
        assertThat(checkpoints.latest().orElseThrow().size()).isEqualTo(10);
    }

    @Test
    void what_was_kept_while_a_volume_was_away_is_read_from_the_other_and_given_when_it_is_back() throws IOException {
        ReplicatedCheckpoints checkpoints = settled();
        checkpoints.keep(10, "mười");
        sites.getFirst().away("pulled out");
        checkpoints.keep(20, "hai mươi");
        checkpoints.keep(30, "ba mươi");
        assertThat(checkpoints.latest().orElseThrow().size()).isEqualTo(30);
        assertThat(checkpoints.after(10, 10)).extracting(Kept::size).containsExactly(20L, 30L);
        assertThat(sites.getFirst().look()).as("it is back").isTrue();
        assertThat(on(0, 20)).isEmpty();
        checkpoints.catchUp(sites.getFirst());
        assertThat(on(0, 20)).isPresent();
        assertThat(Files.readString(folder.resolve("a/journal/checkpoint"))).isEqualTo("ba mươi");
    }

    @Test
    void a_stamp_that_came_while_the_first_volume_was_away_is_found_and_given_to_it_after_a_restart() {
        ReplicatedCheckpoints checkpoints = settled();
        checkpoints.keep(10, "mười");
        sites.getFirst().away("pulled out");
        checkpoints.keepTimeStamp(10, stamp(10));
        ReplicatedCheckpoints again = start();
        assertThat(stamped(0, 10)).isFalse();
        assertThat(again.find(10).flatMap(Kept::timeStamp)).hasValue(stamp(10));
        again.catchUp(sites.getFirst());
        assertThat(stamped(0, 10)).isTrue();
    }

    @Test
    void a_gap_on_the_volume_with_the_latest_is_filled_from_the_other_and_the_latest_stays_the_latest()
            throws IOException {
        ReplicatedCheckpoints checkpoints = settled();
        sites.getFirst().away("pulled out");
        checkpoints.keep(10, "mười");
        start();
        sites.get(0).on(open -> kept(open.journal().checkpoints(), 20, "hai mươi"));
        ReplicatedCheckpoints again = start();
        assertThat(again.find(10)).as("only the other has it").isPresent();
        sites.forEach(again::catchUp);
        for (int site : new int[] {0, 1}) {
            assertThat(on(site, 10)).isPresent();
            assertThat(on(site, 20)).isPresent();
        }
        assertThat(Files.readString(folder.resolve("a/journal/checkpoint"))).isEqualTo("hai mươi");
        assertThat(Files.readString(folder.resolve("b/journal/checkpoint"))).isEqualTo("hai mươi");
    }

    private static long kept(CheckpointStore store, long size, String note) {
        store.keep(size, note);
        return size;
    }

    @Test
    void one_volume_is_enough_and_none_is_said_so() {
        ReplicatedCheckpoints checkpoints = settled();
        sites.getLast().away("pulled out");
        checkpoints.keep(10, "mười");
        sites.getFirst().away("pulled out");
        assertThatThrownBy(() -> checkpoints.keep(20, "hai mươi"))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("no volume takes a checkpoint");
        ReplicatedCheckpoints unsettled = start();
        assertThatThrownBy(() -> unsettled.keep(20, "hai mươi"))
                .as("a volume that was not asked what it has is not written to")
                .isInstanceOf(StorageUnavailable.class);
        assertThat(unsettled.latest().orElseThrow().size()).isEqualTo(10);
    }

    @Test
    void what_was_said_once_is_never_unsaid() {
        ReplicatedCheckpoints checkpoints = settled();
        checkpoints.keep(10, "mười");
        assertThatThrownBy(() -> checkpoints.keep(10, "mười một")).isInstanceOf(ContentAltered.class);
        assertThat(checkpoints.find(10).orElseThrow().note()).isEqualTo("mười");
        checkpoints.keepTimeStamp(99, stamp(99));
        assertThat(checkpoints.find(99)).as("no stamp without its checkpoint").isEmpty();
    }
}
