package vn.khoso.preservation.replication.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.journal.transparency.CheckpointStore;
import vn.khoso.preservation.journal.transparency.TileStore;
import vn.khoso.preservation.rebuild.Rebuild;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.SiteState;
import vn.khoso.preservation.storage.file.OcflReferee;
import vn.khoso.preservation.storage.s3.FakeS3;
import vn.khoso.preservation.storage.s3.S3Place;
import vn.khoso.preservation.storage.s3.S3Volume;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.codec.tlog.TilePath;
import vn.khoso.schemas.oais.AipId;

/** A folder and a bucket as the two volumes of one archive. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BucketCopiesTest {

    private static final S3Place.Limits LIMITS = new S3Place.Limits(
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(8),
            Duration.ofSeconds(20),
            2,
            Duration.ofMillis(1),
            64 * 1024,
            Duration.ofSeconds(120));

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T03:00:00.123456Z"));
    private final DataSource database = EmbeddedDatabase.fresh();
    private final List<Rebuild.Report> reports = new ArrayList<>();
    private FakeS3 store;
    private TestArchive all;

    @BeforeEach
    void start() throws IOException {
        store = new FakeS3();
        all = opened(FakeS3.Script.NONE);
        all.loadStarterSchedule();
    }

    @AfterEach
    void stop() {
        all.close();
        store.close();
    }

    private TestArchive opened(FakeS3.Script script) {
        S3Volume.Writer writer = new S3Volume.Writer("here", System::nanoTime);
        store.follow(script);
        return new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")),
                database,
                clock,
                TestArchive.Trial.NONE.with("b", (id, journal, same) -> {
                    formatOnce(id);
                    return new S3Site(place(), id, writer, journal, same);
                }));
    }

    private void formatOnce(UUID id) {
        if (store.content().keys().isEmpty()) {
            S3Volume.format(place(), id, clock.instant(), new S3Volume.Writer("here", System::nanoTime));
        }
    }

    private S3Place place() {
        return store.place("tinh", LIMITS);
    }

    private CopySite bucket() {
        return all.site(1);
    }

    private void away() {
        store.follow((kind, key, number) -> FakeS3.Fault.LOST_REQUEST);
    }

    private void back() {
        store.follow(FakeS3.Script.NONE);
    }

    private CopyEntry.State copy(AipId aip) {
        return all.copies.copy(aip, bucket().volume()).orElseThrow().state();
    }

    private FixityRun audit() {
        UUID run = all.archive.startAudit("tester", Samples.ARCHIVE, 0).id();
        assertThat(all.archive.workOnAudit()).isTrue();
        return all.archive.audit(run).orElseThrow();
    }

    /** The bucket as a folder. */
    private Path downloaded() throws IOException {
        Path tree = folder.resolve("downloaded-" + System.nanoTime());
        store.content().writeTo(tree);
        return tree.resolve("tinh");
    }

    private static TreeMap<String, String> tree(Path root) throws IOException {
        TreeMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(
                        root.relativize(file).toString(),
                        java.util.Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
        }
        return tree;
    }

    @Test
    void a_package_lies_in_the_bucket_as_in_the_folder_and_the_journal_too() throws IOException {
        StorageReceipt receipt = all.store(Samples.result(1));
        assertThat(receipt.copies()).isEqualTo(2);
        Path tree = downloaded();
        assertThat(tree(tree.resolve("ocfl"))).isEqualTo(tree(folder.resolve("a/ocfl")));
        assertThat(tree(tree.resolve("journal"))).isEqualTo(tree(folder.resolve("a/journal")));
        OcflReferee.assertValid(tree, folder.resolve("scratch"));
    }

    @Test
    void the_bucket_goes_away_its_copy_is_owed_and_made_when_it_is_back() throws IOException {
        all.store(Samples.result(1));
        away();
        StorageReceipt receipt = all.store(Samples.result(2));
        assertThat(receipt.copies()).isEqualTo(1);
        assertThat(receipt.owed())
                .containsExactly(new StorageReceipt.OwedCopy(
                        bucket().volume(), receipt.storedAt().plus(Duration.ofDays(1))));
        assertThat(bucket().state()).isInstanceOf(SiteState.Away.class);
        assertThat(all.turn(bucket())).as("still away").isZero();
        back();
        assertThat(all.turn(bucket())).isEqualTo(1);
        assertThat(copy(receipt.aip())).isEqualTo(CopyEntry.State.KEPT);
        assertThat(all.store(Samples.result(3)).copies()).isEqualTo(2);
        Path tree = downloaded();
        assertThat(tree(tree.resolve("ocfl"))).isEqualTo(tree(folder.resolve("a/ocfl")));
        assertThat(tree(tree.resolve("journal"))).isEqualTo(tree(folder.resolve("a/journal")));
        OcflReferee.assertValid(tree, folder.resolve("scratch"));
    }

    @Test
    void a_bit_that_flips_in_the_bucket_is_found_by_the_audit_and_put_right() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        long files = audit().intact();
        String rotten = store.content().keys().stream()
                .filter(key -> key.endsWith("sip/data/1.pdf"))
                .findFirst()
                .orElseThrow();
        byte[] good = store.content().bytes(rotten);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        store.content().plant(rotten, bad);

        FixityRun run = audit();
        assertThat(run.altered()).isEqualTo(1);
        assertThat(run.intact()).isEqualTo(files - 1);
        assertThat(copy(aip)).isEqualTo(CopyEntry.State.OWED);
        assertThat(all.turn(bucket())).isEqualTo(1);
        assertThat(store.content().bytes(rotten)).isEqualTo(good);
        assertThat(store.content().keys().stream().filter(key -> key.startsWith("tinh/quarantine/")))
                .singleElement()
                .satisfies(key -> assertThat(store.content().bytes(key)).isEqualTo(bad));
        assertThat(audit().intact()).isEqualTo(files);
    }

    @Test
    void a_damaged_file_of_the_folder_is_made_good_from_the_bucket() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        Path rotten = all.onDisk(0, aip, "v1/content/sip/data/1.pdf");
        byte[] good = Files.readAllBytes(rotten);
        Files.write(rotten, new byte[good.length]);
        assertThat(audit().altered()).isEqualTo(1);
        assertThat(all.turn(all.site(0))).isEqualTo(1);
        assertThat(Files.readAllBytes(rotten)).isEqualTo(good);
    }

    @Test
    void everything_is_made_again_from_the_bucket_alone() throws IOException {
        all.store(Samples.result(1));
        all.store(Samples.result(2));
        all.segments.shipPending();
        List<String> before = lines();
        assertThat(downloaded().resolve("recover.sh")).isRegularFile();
        all = all.rebuiltFrom(1, EmbeddedDatabase.fresh(), reports);
        assertThat(reports.getLast().problems()).isEmpty();
        assertThat(lines()).isEqualTo(before);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        all.export().lines(lines::add);
        return lines;
    }

    @Test
    void tiles_and_checkpoints_are_kept_in_the_bucket_and_never_unsaid() {
        CheckpointStore checkpoints = bucket().on(open -> open.journal().checkpoints());
        checkpoints.keep(12, "a note\n");
        checkpoints.keepTimeStamp(12, new byte[] {1, 2});
        TileStore tiles = bucket().on(open -> open.journal().tiles());
        tiles.write(new TilePath(0, 0, 3), new byte[96]);
        assertThat(tiles.read(new TilePath(0, 0, 3))).contains(new byte[96]);
        assertThat(tiles.holds(new TilePath(0, 0, 4))).isFalse();
        checkpoints.keep(7, "an older note that comes later\n");
        assertThat(new String(store.content().bytes("tinh/journal/checkpoint"), StandardCharsets.UTF_8))
                .as("the head never goes back")
                .isEqualTo("a note\n");
        all.close();
        all = opened(FakeS3.Script.NONE);
        Optional<CheckpointStore.Kept> kept =
                bucket().on(open -> open.journal().checkpoints().latest());
        assertThat(kept.orElseThrow().note()).isEqualTo("a note\n");
        assertThat(kept.orElseThrow().timeStamp()).contains(new byte[] {1, 2});
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> bucket().on(open -> {
                    open.journal().checkpoints().keep(12, "another\n");
                    return open;
                }))
                .hasMessageContaining("never unsaid");
    }
}
