package vn.khoso.preservation.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.AlreadyStored;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.schemas.aip.ArchivalInformationPackage.StagedFile;
import vn.khoso.schemas.aip.StoredFile;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;

/** What every {@link ArchivalStorage} keeps. A new adapter extends this and adds what is its own. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class ArchivalStorageContract {

    protected static final AipId AIP = new AipId(UUID.fromString("0193458a-7c00-7000-8000-000000000001"));
    protected static final AipId OTHER = new AipId(UUID.fromString("0193458a-7c00-7000-8000-000000000002"));

    @TempDir
    protected Path work;

    /** The storage under test, empty at first, the same for the whole test. */
    protected abstract ArchivalStorage storage();

    protected StagedPackage usual(AipId aip) {
        return StagedPackage.usual(work.resolve("staged"), aip, 20_000);
    }

    protected byte[] bytes(AipId aip, String path) throws IOException {
        try (InputStream in = storage().open(aip, new PackagePath(path))) {
            return in.readAllBytes();
        }
    }

    protected void assertHolds(StagedPackage expected, AipId aip) throws IOException {
        assertThat(storage().head(aip).orElseThrow().files().stream().map(StoredFile::path))
                .containsExactlyElementsOf(expected.contents().keySet());
        for (PackagePath path : expected.contents().keySet()) {
            assertThat(bytes(aip, path.value()))
                    .as(path.value())
                    .isEqualTo(expected.contents().get(path));
        }
    }

    @Test
    void what_was_created_is_read_back_byte_for_byte() throws IOException {
        StagedPackage given = usual(AIP);
        StoredVersion stored = storage().create(given.version("ingest"));

        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.created()).isEqualTo(StagedPackage.COMPOSED);
        assertThat(storage().head(AIP)).contains(stored);
        assertHolds(given, AIP);
    }

    @Test
    void sizes_and_both_digests_are_told_of_every_file() {
        NewVersion given = usual(AIP).version("ingest");
        StoredVersion stored = storage().create(given);

        assertThat(stored.files())
                .containsExactlyElementsOf(given.files().stream()
                        .map(StagedFile::object)
                        .map(one -> new StoredFile(one.path(), one.size(), one.sha256(), one.sha512()))
                        .toList());
    }

    @Test
    void an_unknown_object_has_no_head_and_no_content() {
        assertThat(storage().head(AIP)).isEmpty();
        assertThatThrownBy(() -> storage().open(AIP, new PackagePath("sip/bagit.txt")))
                .isInstanceOf(ContentMissing.class);
        assertThatThrownBy(() -> storage().update(usual(AIP).version("v2"))).isInstanceOf(ContentMissing.class);
    }

    @Test
    void an_unknown_file_is_missing() {
        storage().create(usual(AIP).version("ingest"));
        assertThatThrownBy(() -> storage().open(AIP, new PackagePath("sip/data/none.pdf")))
                .isInstanceOf(ContentMissing.class);
    }

    @Test
    void a_retry_with_the_same_content_gives_the_first_result() {
        NewVersion given = usual(AIP).version("ingest");
        StoredVersion first = storage().create(given);
        assertThat(storage().create(given)).isEqualTo(first);
    }

    @Test
    void a_retry_of_the_creation_gives_version_1_even_after_an_update() {
        NewVersion given = usual(AIP).version("ingest");
        StoredVersion first = storage().create(given);
        storage()
                .update(usual(AIP)
                        .with("metadata/premis.xml", "<premis><event/></premis>")
                        .version("event added"));
        assertThat(storage().create(given)).isEqualTo(first);
    }

    @Test
    void the_same_identifier_with_other_content_is_refused() throws IOException {
        StagedPackage first = usual(AIP);
        storage().create(first.version("ingest"));
        assertThatThrownBy(() -> storage()
                        .create(usual(AIP).with("sip/data/KQ-0001.pdf", "other").version("ingest")))
                .isInstanceOf(AlreadyStored.class);
        assertHolds(first, AIP);
    }

    @Test
    void an_update_gives_the_next_version_with_its_whole_state() throws IOException {
        storage().create(usual(AIP).version("ingest"));
        StagedPackage next = usual(AIP)
                .with("metadata/premis.xml", "<premis><event/></premis>")
                .with("metadata/rendition.txt", "new")
                .without("sip/bag-info.txt");
        StoredVersion second = storage().update(next.version("event added"));

        assertThat(second.version()).isEqualTo(2);
        assertThat(storage().head(AIP)).contains(second);
        assertHolds(next, AIP);
        assertThat(storage().update(usual(AIP).version("back again")).version()).isEqualTo(3);
        assertHolds(usual(AIP), AIP);
    }

    @Test
    void a_retry_of_an_update_gives_the_same_version() {
        storage().create(usual(AIP).version("ingest"));
        NewVersion next = usual(AIP).with("metadata/premis.xml", "<more/>").version("event added");
        StoredVersion second = storage().update(next);
        assertThat(storage().update(next)).isEqualTo(second);
        assertThat(storage().head(AIP)).contains(second);
    }

    @Test
    void unchanged_content_is_not_read_from_its_source_again() throws IOException {
        StagedPackage first = usual(AIP);
        storage().create(first.version("ingest"));
        NewVersion given = first.with("metadata/new.txt", "new").version("one file more");
        Path gone = work.resolve("gone");
        List<StagedFile> files = given.files().stream()
                .map(file -> file.object().path().value().equals("metadata/new.txt")
                        ? file
                        : new StagedFile(file.object(), gone))
                .toList();
        storage().update(new NewVersion(AIP, given.created(), given.message(), given.user(), files));
        assertHolds(first, AIP);
    }

    @Test
    void bytes_that_are_not_as_described_are_refused_and_leave_nothing() throws IOException {
        NewVersion given = usual(AIP).version("ingest");
        for (byte[] wrong :
                List.of(new byte[0], "short".getBytes(StandardCharsets.UTF_8), new byte[20_000], new byte[20_001])) {
            Path source = Files.write(work.resolve("wrong"), wrong);
            List<StagedFile> files = given.files().stream()
                    .map(file -> file.object().path().fileName().equals("KQ-0001.pdf")
                            ? new StagedFile(file.object(), source)
                            : file)
                    .toList();
            NewVersion bad = new NewVersion(AIP, given.created(), given.message(), given.user(), files);
            assertThatThrownBy(() -> storage().create(bad)).isInstanceOf(ContentAltered.class);
            assertThat(storage().head(AIP)).isEmpty();
        }
        assertThat(storage().create(given).version()).isEqualTo(1);
    }

    @Test
    void files_of_every_size_are_kept() throws IOException {
        StagedPackage given = new StagedPackage(work.resolve("staged"), AIP);
        for (int size : new int[] {0, 1, 255 * 1024, 256 * 1024, 256 * 1024 + 1, 3_000_000}) {
            given.with("data/" + size, new byte[size]);
        }
        storage().create(given.version("sizes"));
        assertHolds(given, AIP);
    }

    @Test
    void names_that_some_file_system_cannot_hold_come_back_as_they_were() throws IOException {
        String name = "Quyết định cấp giấy chứng nhận";
        StagedPackage given = new StagedPackage(work.resolve("staged"), AIP);
        Stream.of(
                        Normalizer.normalize(name, Normalizer.Form.NFC) + ".pdf",
                        Normalizer.normalize(name, Normalizer.Form.NFD) + ".pdf",
                        "Thư mục/con/tệp.pdf",
                        "Thu muc.pdf",
                        "100%25.pdf",
                        "a:b*c?.txt",
                        "CON",
                        "nul.txt",
                        "ends with dot.",
                        ".hidden",
                        "Twin.pdf",
                        "twin.PDF",
                        "twin.pdf/inside.txt",
                        "x".repeat(255),
                        "ế".repeat(85),
                        "deep/" + "d/".repeat(300) + "end.txt",
                        "emoji-\uD83D\uDCDC.txt",
                        "~tilde",
                        "_underscore")
                .forEach(path -> given.with("sip/data/" + path, "content of " + path));
        storage().create(given.version("names"));
        assertHolds(given, AIP);
        given.with("sip/data/Thư mục/con/tệp.pdf", "second edition");
        storage().update(given.version("names again"));
        assertHolds(given, AIP);
    }

    @Test
    void a_file_where_a_folder_is_needed_is_no_package() {
        StagedPackage given =
                new StagedPackage(work.resolve("staged"), AIP).with("a", "1").with("a/b", "2");
        assertThatThrownBy(() -> storage().create(given.version("bad"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(storage().head(AIP)).isEmpty();
    }

    @Test
    void a_range_gives_just_its_bytes() throws IOException {
        StagedPackage given = usual(AIP);
        storage().create(given.version("ingest"));
        byte[] whole = given.contents().get(new PackagePath("sip/data/KQ-0001.pdf"));
        assertThat(range(100, 50)).isEqualTo(java.util.Arrays.copyOfRange(whole, 100, 150));
        assertThat(range(0, whole.length)).isEqualTo(whole);
        assertThat(range(whole.length - 1L, 500)).hasSize(1);
        assertThat(range(whole.length, 500)).isEmpty();
        assertThat(range(5, 0)).isEmpty();
        assertThatThrownBy(() -> range(whole.length + 1L, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> range(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private byte[] range(long offset, long length) throws IOException {
        try (InputStream in = storage().openRange(AIP, new PackagePath("sip/data/KQ-0001.pdf"), offset, length)) {
            return in.readAllBytes();
        }
    }

    @Test
    void a_stream_may_be_read_byte_by_byte_and_left_early() throws IOException {
        StagedPackage given = usual(AIP);
        storage().create(given.version("ingest"));
        try (InputStream in = storage().open(AIP, new PackagePath("sip/bagit.txt"))) {
            assertThat(in.read()).isEqualTo('B');
            assertThat(in.read(new byte[0])).isZero();
        }
    }

    @Test
    void all_names_every_object_once() {
        List<AipId> kept = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            AipId aip = new AipId(new UUID(0x0193458a7c007000L, 0x8000000000000100L + i));
            storage().create(usual(aip).version("ingest"));
            kept.add(aip);
        }
        try (Stream<AipId> all = storage().all()) {
            assertThat(all).containsExactlyInAnyOrderElementsOf(kept);
        }
    }

    @Test
    void one_package_sent_by_many_at_once_is_kept_once() throws Exception {
        NewVersion given = usual(AIP).version("ingest");
        List<StoredVersion> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<StoredVersion>> running = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                running.add(pool.submit(() -> storage().create(given)));
            }
            for (Future<StoredVersion> one : running) {
                results.add(one.get());
            }
        }
        assertThat(results).containsOnly(storage().head(AIP).orElseThrow());
    }

    @Test
    void many_packages_at_once_are_all_kept() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<StoredVersion>> running = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                NewVersion one = usual(new AipId(new UUID(0x0193458a7c007000L, 0x8000000000000200L + i)))
                        .version("ingest");
                running.add(pool.submit(() -> storage().create(one)));
            }
            for (Future<StoredVersion> one : running) {
                StoredVersion stored = one.get();
                assertThat(storage().head(stored.aip())).isEqualTo(Optional.of(stored));
            }
        }
    }
}
