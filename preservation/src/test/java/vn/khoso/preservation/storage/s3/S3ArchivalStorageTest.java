package vn.khoso.preservation.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.ArchivalStorageContract;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.preservation.storage.file.OcflReferee;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.PackagePath;

class S3ArchivalStorageTest extends ArchivalStorageContract {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-0000000000b1");

    static final S3Place.Limits LIMITS = new S3Place.Limits(
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            3,
            Duration.ofMillis(1),
            64 * 1024,
            Duration.ofSeconds(31));

    private final AtomicLong nanos = new AtomicLong(1);
    private FakeS3 store;
    private S3Volume volume;
    private S3ArchivalStorage storage;

    @BeforeEach
    void open() throws IOException {
        store = new FakeS3();
        S3Volume.format(place(), ID, StagedPackage.COMPOSED, writer("here"));
        volume = S3Volume.open(place(), ID, writer("here"));
        storage = S3ArchivalStorage.on(volume);
    }

    @AfterEach
    void close() {
        volume.close();
        store.close();
    }

    private S3Place place() {
        return store.place("tinh/kho", LIMITS);
    }

    private S3Volume.Writer writer(String holder) {
        return new S3Volume.Writer(holder, nanos::get);
    }

    @Override
    protected ArchivalStorage storage() {
        return storage;
    }

    private String key(String place) {
        return "tinh/kho/ocfl/" + StorageLayout.place(AIP) + "/" + place;
    }

    private void referee() throws IOException {
        Path tree = work.resolve("downloaded");
        store.content().writeTo(tree);
        OcflReferee.assertValid(tree.resolve("tinh/kho"), work.resolve("referee"));
    }

    @Test
    void the_tree_of_keys_is_an_ocfl_root_that_ocfl_java_finds_valid() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        storage.update(usual(AIP).with("metadata/premis.xml", "<more/>").version("event added"));
        storage.create(usual(OTHER).version("ingest"));
        referee();
        assertThat(store.content().keys()).noneMatch(key -> key.contains("/staging/"));
    }

    @Test
    void a_version_is_not_to_be_seen_before_its_sidecar() {
        StagedPackage first = usual(AIP);
        StoredVersion kept = storage.create(first.version("ingest"));
        store.follow((kind, key, number) ->
                kind.equals("PUT") && key.endsWith("v2/inventory.json.sha512") || kind.equals("DELETE")
                        ? FakeS3.Fault.ERROR_403
                        : FakeS3.Fault.NONE);
        assertThatThrownBy(() -> storage.update(
                        usual(AIP).with("metadata/premis.xml", "<more/>").version("event added")))
                .isInstanceOf(StorageUnavailable.class);
        assertThat(store.content().keys()).anyMatch(key -> key.endsWith("v2/inventory.json"));
        assertThat(storage.head(AIP)).contains(kept);
        store.follow(FakeS3.Script.NONE);
        volume.close();
        volume = S3Volume.open(place(), ID, writer("here"));
        storage = S3ArchivalStorage.on(volume);
        assertThat(store.content().keys()).noneMatch(key -> key.contains("/v2/") || key.contains("/staging/"));
        assertThat(storage.head(AIP)).contains(kept);
    }

    @Test
    void a_version_whose_sidecar_is_there_is_finished_when_the_volume_is_opened() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        store.follow(
                (kind, key, number) -> kind.equals("PUT") && key.equals(key("inventory.json")) || kind.equals("DELETE")
                        ? FakeS3.Fault.ERROR_500
                        : FakeS3.Fault.NONE);
        StagedPackage next = usual(AIP).with("metadata/premis.xml", "<more/>");
        assertThatThrownBy(() -> storage.update(next.version("event added"))).isInstanceOf(StorageUnavailable.class);
        store.follow(FakeS3.Script.NONE);
        volume.close();
        volume = S3Volume.open(place(), ID, writer("here"));
        storage = S3ArchivalStorage.on(volume);
        assertHolds(next, AIP);
        assertThat(storage.head(AIP).orElseThrow().version()).isEqualTo(2);
        referee();
    }

    @Test
    void a_flipped_bit_is_never_handed_out() {
        StagedPackage given = usual(AIP);
        storage.create(given.version("ingest"));
        String content = store.content().keys().stream()
                .filter(key -> key.endsWith("KQ-0001.pdf"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = store.content().bytes(content).clone();
        bytes[7] ^= 1;
        store.content().plant(content, bytes);
        assertThatThrownBy(() -> bytes(AIP, "sip/data/KQ-0001.pdf")).isInstanceOf(ContentAltered.class);
        assertThatThrownBy(() -> storage.openRange(AIP, new PackagePath("sip/data/KQ-0001.pdf"), 0, 4))
                .isInstanceOf(ContentAltered.class);
    }

    @Test
    void two_writers_are_kept_apart() {
        assertThatThrownBy(() -> S3Volume.open(place(), ID, writer("there")))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("một tiến trình khác đang ghi")
                .hasMessageContaining("another process writes");
        S3Volume.Writer waiting = writer("there");
        assertThatThrownBy(() -> S3Volume.open(place(), ID, waiting)).isInstanceOf(StorageUnavailable.class);
        nanos.addAndGet(LIMITS.lease().toNanos() + 1);
        S3Volume other = S3Volume.open(place(), ID, waiting);
        assertThatThrownBy(() -> storage.create(usual(AIP).version("ingest")))
                .as("the one before writes no more")
                .isInstanceOf(StorageUnavailable.class);
        assertThat(S3ArchivalStorage.on(other)
                        .create(usual(AIP).version("ingest"))
                        .version())
                .isEqualTo(1);
        other.close();
    }

    @Test
    void a_writer_that_lives_keeps_its_lease_and_one_that_died_takes_it_back_at_once() {
        S3Volume.Writer waiting = writer("there");
        for (int turn = 0; turn < 5; turn++) {
            nanos.addAndGet(LIMITS.lease().dividedBy(2).toNanos());
            volume.requireIdentity();
            assertThatThrownBy(() -> S3Volume.open(place(), ID, waiting)).isInstanceOf(StorageUnavailable.class);
        }
        S3Volume again = S3Volume.open(place(), ID, writer("here"));
        again.close();
        S3Volume.open(place(), ID, writer("there")).close();
    }

    @Test
    void a_formatting_that_died_is_done_again_at_once_by_a_writer_of_the_same_name() {
        S3Place empty = store.place("moi", LIMITS);
        try (S3Bucket bucket = new S3Bucket(empty)) {
            new WriterLease(bucket, "here", LIMITS, nanos::get).take(Optional.empty());
        }
        assertThatThrownBy(() -> S3Volume.format(empty, ID, StagedPackage.COMPOSED, writer("there")))
                .hasMessageContaining("another process writes");
        S3Volume.format(empty, ID, StagedPackage.COMPOSED, writer("here"));
        S3Volume.open(empty, ID, writer("here")).close();
    }

    @Test
    void a_lease_whose_prolonging_was_not_answered_is_not_lost() {
        nanos.addAndGet(LIMITS.lease().dividedBy(2).toNanos());
        store.follow((kind, key, number) -> !key.endsWith(WriterLease.KEY)
                ? FakeS3.Fault.NONE
                : kind.equals("PUT") ? FakeS3.Fault.LOST_ANSWER : FakeS3.Fault.ERROR_500);
        assertThatThrownBy(() -> volume.requireIdentity()).isInstanceOf(StorageUnavailable.class);
        store.follow(FakeS3.Script.NONE);
        volume.requireIdentity();
        assertThat(storage.create(usual(AIP).version("ingest")).version()).isEqualTo(1);
    }

    @Test
    void a_store_that_does_not_mind_conditions_is_refused() {
        store.follow((kind, key, number) -> FakeS3.Fault.NONE);
        store.content().ignoreConditions();
        assertThatThrownBy(() -> S3Volume.open(place(), ID, writer("here"))).hasMessageContaining("If-None-Match");
    }

    @Test
    void a_wrong_or_empty_bucket_is_refused() {
        assertThatThrownBy(() -> S3Volume.open(store.place("leer", LIMITS), ID, writer("here")))
                .hasMessageContaining("không có volume.json");
        assertThatThrownBy(() -> S3Volume.open(place(), UUID.randomUUID(), writer("here")))
                .hasMessageContaining("đây là ổ " + ID);
        assertThatThrownBy(() -> S3Volume.format(place(), ID, StagedPackage.COMPOSED, writer("here")))
                .hasMessageContaining("it is a volume already");
        store.content().plant("other/file.txt", "x".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(
                        () -> S3Volume.format(store.place("other", LIMITS), ID, StagedPackage.COMPOSED, writer("here")))
                .hasMessageContaining("it is not empty");
    }

    @Test
    void parts_that_nobody_completes_are_aborted_at_the_opening_and_by_the_second_sweep() {
        store.content().forgetUpload("tinh/kho/ocfl/00/00/x");
        store.content().forgetUpload("elsewhere/x");
        volume.close();
        volume = S3Volume.open(place(), ID, writer("here"));
        assertThat(store.content().uploads())
                .as("that of another tenant of the bucket")
                .isEqualTo(1);
        store.content().forgetUpload("tinh/kho/ocfl/00/00/y");
        volume.requireIdentity();
        assertThat(store.content().uploads()).isEqualTo(2);
        for (int hour = 0; hour < 13; hour++) {
            nanos.addAndGet(Duration.ofHours(1).toNanos());
            volume.requireIdentity();
        }
        assertThat(store.content().uploads()).isEqualTo(1);
    }

    @Test
    void a_large_file_has_at_most_ten_thousand_parts() {
        PartUploads uploads =
                new PartUploads(volume.bucket(), new WriterLease(volume.bucket(), "x", LIMITS, nanos::get), 16 << 20);
        for (long size : List.of(1L, 16L << 20, (16L << 20) * 10_000, (16L << 20) * 10_000 + 1, 5L << 40)) {
            long each = uploads.partOf(size);
            assertThat((size + each - 1) / each).isBetween(1L, 10_000L);
            assertThat(each).isGreaterThanOrEqualTo(16L << 20);
        }
    }

    @Test
    void what_was_put_as_other_bytes_than_given_is_not_kept() {
        for (FakeS3.Fault fault : List.of(FakeS3.Fault.SHORT_KEPT, FakeS3.Fault.FLIPPED_KEPT)) {
            store.follow((kind, key, number) -> kind.equals("PUT") && key.endsWith("KQ-0001.pdf") || kind.equals("PART")
                    ? fault
                    : FakeS3.Fault.NONE);
            assertThatThrownBy(() -> storage.create(usual(AIP).version("ingest")))
                    .isInstanceOf(StorageUnavailable.class);
            assertThat(storage.head(AIP)).isEmpty();
        }
    }
}
