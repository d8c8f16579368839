package vn.khoso.preservation.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageFull;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.VolumeFenced;
import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.ArchivalStorageContract;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.PackagePath;

final class FileArchivalStorageTest extends ArchivalStorageContract {

    private static final UUID VOLUME = UUID.fromString("0193458a-7c00-7000-8000-00000000aaaa");
    private static final Volume.Settings SETTINGS = new Volume.Settings(0, 2);
    private static final PackagePath PDF = new PackagePath("sip/data/KQ-0001.pdf");

    private Path root;
    private Volume volume;
    private FileArchivalStorage storage;

    @BeforeEach
    void open() {
        root = work.resolve("volume");
        Volume.format(root, VOLUME, StagedPackage.COMPOSED);
        start();
    }

    private void start() {
        volume = Volume.open(root, VOLUME, SETTINGS);
        storage = FileArchivalStorage.on(volume);
    }

    private void restart() {
        volume.close();
        start();
    }

    @AfterEach
    void the_referee_finds_the_storage_root_valid() throws IOException {
        volume.close();
        if (!damaged) {
            OcflReferee.assertValid(root, work.resolve("scratch"));
            assertThat(entries(root.resolve("staging"))).isEmpty();
        }
    }

    /** Set by tests that damage what is kept: there the referee must complain. */
    private boolean damaged;

    @Override
    protected ArchivalStorage storage() {
        return storage;
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private Path object() {
        return StorageRoot.place(root.resolve("ocfl"), AIP);
    }

    private Path contentOf(PackagePath path) {
        ObjectFolder folder = new ObjectFolder(object(), AIP, new InventoryParser());
        return folder.content(
                folder.current().orElseThrow().inventory().content(path).orElseThrow());
    }

    private void flip(Path file, int at) throws IOException {
        damaged = true;
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void an_altered_byte_is_told_before_the_last_byte_is_handed_out() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        flip(contentOf(PDF), 7);
        try (InputStream in = storage.open(AIP, PDF)) {
            // Exactly as many bytes as there are: a reader who knows the length never asks for the end.
            assertThatThrownBy(() -> in.readNBytes(20_000)).isInstanceOf(ContentAltered.class);
        }
        assertThatThrownBy(() -> storage.openRange(AIP, PDF, 10_000, 5)).isInstanceOf(ContentAltered.class);
        assertThat(OcflReferee.complaints(root, work.resolve("scratch"))).isNotEmpty();
    }

    @Test
    void a_file_that_became_shorter_or_longer_is_told_before_the_first_byte() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        damaged = true;
        Path content = contentOf(PDF);
        byte[] bytes = Files.readAllBytes(content);
        Files.write(content, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> storage.open(AIP, PDF)).isInstanceOf(ContentAltered.class);
        Files.write(content, java.util.Arrays.copyOf(bytes, bytes.length + 1));
        assertThatThrownBy(() -> storage.open(AIP, PDF)).isInstanceOf(ContentAltered.class);
        Files.delete(content);
        assertThatThrownBy(() -> storage.open(AIP, PDF)).isInstanceOf(ContentMissing.class);
    }

    @Test
    void a_link_in_the_place_of_content_is_not_followed() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        damaged = true;
        Path content = contentOf(PDF);
        Path elsewhere = work.resolve("elsewhere");
        Files.move(content, elsewhere);
        Files.createSymbolicLink(content, elsewhere);
        assertThatThrownBy(() -> storage.open(AIP, PDF)).isInstanceOf(StorageUnavailable.class);
    }

    @Test
    void an_altered_root_inventory_is_not_believed_and_the_version_folder_answers() throws IOException {
        StoredVersion stored = storage.create(usual(AIP).version("ingest"));
        flip(object().resolve("inventory.json"), 200);
        assertThat(storage.head(AIP)).contains(stored);
        assertHolds(usual(AIP), AIP);
        flip(object().resolve("v1/inventory.json"), 200);
        assertThatThrownBy(() -> storage.head(AIP)).isInstanceOf(ContentAltered.class);
    }

    @Test
    void a_retry_does_not_acknowledge_what_was_altered_meanwhile() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        flip(contentOf(PDF), 7);
        assertThatThrownBy(() -> storage.create(usual(AIP).version("ingest"))).isInstanceOf(ContentAltered.class);
    }

    @Test
    void equal_content_lies_once_in_a_version_and_over_versions() throws IOException {
        StagedPackage given =
                usual(AIP).with("sip/data/copy.pdf", usual(AIP).contents().get(PDF));
        storage.create(given.version("ingest"));
        assertThat(contentOf(PDF)).isEqualTo(contentOf(new PackagePath("sip/data/copy.pdf")));
        storage.update(given.with("metadata/premis.xml", "<more/>").version("event"));
        assertThat(entries(object().resolve("v2/content/metadata"))).hasSize(1);
        assertThat(entries(object().resolve("v2/content"))).hasSize(1);
    }

    @Test
    void a_usual_package_takes_fourteen_files_and_seven_folders() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        try (Stream<Path> files = Files.walk(object())) {
            List<Path> all = files.toList();
            // 9 of the package, the declaration, 2 inventories, 2 sidecars; object, v1, content and 4 within.
            assertThat(all.stream().filter(Files::isRegularFile)).hasSize(14);
            assertThat(all.stream().filter(Files::isDirectory)).hasSize(7);
        }
    }

    @Test
    void the_reserve_is_left_free() {
        volume.close();
        volume = Volume.open(root, VOLUME, new Volume.Settings(Long.MAX_VALUE / 2, 1));
        storage = FileArchivalStorage.on(volume);
        assertThatThrownBy(() -> storage.create(usual(AIP).version("ingest"))).isInstanceOf(StorageFull.class);
        assertThat(volume.room()).isZero();
    }

    @Test
    void a_failed_flush_fences_the_volume_until_the_next_start_and_reading_goes_on() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        Path file = root.resolve("volume.json");
        FileChannel closed = FileChannel.open(file);
        closed.close();
        assertThatThrownBy(() -> volume.files().force(file, closed)).isInstanceOf(StorageUnavailable.class);

        assertThat(volume.files().fenced())
                .hasValueSatisfying(why -> assertThat(why).contains("volume.json"));
        assertThatThrownBy(() -> storage.create(usual(OTHER).version("ingest"))).isInstanceOf(VolumeFenced.class);
        assertThatThrownBy(() -> storage.update(usual(AIP).with("a", "b").version("v2")))
                .isInstanceOf(VolumeFenced.class);
        assertThat(storage.head(OTHER)).isEmpty();
        assertHolds(usual(AIP), AIP);
        restart();
        assertThat(storage.create(usual(OTHER).version("ingest")).version()).isEqualTo(1);
    }

    @Test
    void everything_is_there_after_a_restart() throws IOException {
        StoredVersion stored = storage.create(usual(AIP).version("ingest"));
        restart();
        assertThat(storage.head(AIP)).contains(stored);
        assertHolds(usual(AIP), AIP);
    }

    @Test
    void what_was_only_staged_is_removed_at_start() throws IOException {
        Path left = Files.createDirectories(root.resolve("staging/" + AIP.uuid() + ".v1/v1/content"));
        Files.writeString(left.resolve("half"), "half");
        Files.createDirectories(object().getParent());
        restart();
        assertThat(storage.head(AIP)).isEmpty();
        assertThat(entries(root.resolve("quarantine"))).isEmpty();
    }

    @Test
    void what_is_not_ours_in_staging_goes_to_quarantine() throws IOException {
        Files.writeString(root.resolve("staging/note.txt"), "who put this here?");
        restart();
        assertThat(root.resolve("quarantine/note.txt.1")).hasContent("who put this here?");
    }

    @Test
    void a_published_version_that_is_not_good_goes_to_quarantine_and_the_one_before_stands() throws IOException {
        StoredVersion first = storage.create(usual(AIP).version("ingest"));
        byte[] inventory = Files.readAllBytes(object().resolve("inventory.json"));
        byte[] sidecar = Files.readAllBytes(object().resolve("inventory.json.sha512"));
        storage.update(usual(AIP).with("metadata/premis.xml", "<more/>").version("event"));
        // As if the machine had died after the folder's rename, and the disk had lost a byte of it.
        Files.write(object().resolve("inventory.json"), inventory);
        Files.write(object().resolve("inventory.json.sha512"), sidecar);
        Files.writeString(object().resolve("v2/content/metadata/premis.xml"), "<mord/>");
        Files.createDirectory(root.resolve("staging/" + AIP.uuid() + ".v2"));
        restart();
        assertThat(storage.head(AIP)).contains(first);
        assertThat(root.resolve("quarantine/" + AIP.uuid() + ".v2.1")).isDirectory();
        assertThat(storage.update(usual(AIP).with("a", "b").version("again")).version())
                .isEqualTo(2);
    }

    @Test
    void a_version_whose_root_inventory_was_not_replaced_yet_is_finished_at_start() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        byte[] inventory = Files.readAllBytes(object().resolve("inventory.json"));
        Path sidecar = object().resolve("inventory.json.sha512");
        Path kept = Files.copy(sidecar, work.resolve("sidecar"));
        StoredVersion second =
                storage.update(usual(AIP).with("metadata/premis.xml", "<more/>").version("event"));
        Path intent = root.resolve("staging/" + AIP.uuid() + ".v2");

        Files.write(object().resolve("inventory.json"), inventory);
        Files.copy(kept, sidecar, StandardCopyOption.REPLACE_EXISTING);
        Files.createDirectory(intent);
        restart();
        assertThat(storage.head(AIP)).contains(second);

        Files.copy(kept, sidecar, StandardCopyOption.REPLACE_EXISTING);
        Files.createDirectory(intent);
        assertThat(storage.head(AIP)).as("between the two renames").contains(second);
        restart();
        assertThat(storage.head(AIP)).contains(second);
    }

    @Test
    void an_object_without_any_good_version_is_left_as_it_is() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        flip(contentOf(PDF), 3);
        Files.createDirectory(root.resolve("staging/" + AIP.uuid() + ".v2"));
        restart();
        assertThat(object()).isDirectory();
        assertThat(entries(root.resolve("quarantine"))).isEmpty();
        assertThat(storage.head(AIP)).isPresent();
    }

    @Test
    void two_writers_give_the_same_bytes() throws IOException {
        storage.create(usual(AIP).version("ingest"));
        Path second = work.resolve("second");
        Volume.format(second, VOLUME, StagedPackage.COMPOSED);
        try (Volume other = Volume.open(second, VOLUME, SETTINGS)) {
            FileArchivalStorage.on(other).create(usual(AIP).version("ingest"));
        }
        assertThat(Files.mismatch(
                        object().resolve("inventory.json"),
                        StorageRoot.place(second.resolve("ocfl"), AIP).resolve("inventory.json")))
                .isEqualTo(-1);
    }
}
