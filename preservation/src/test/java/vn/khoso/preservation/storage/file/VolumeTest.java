package vn.khoso.preservation.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class VolumeTest {

    private static final UUID ID = UUID.fromString("0193458a-7c00-7000-8000-00000000aaaa");
    private static final UUID FOREIGN = UUID.fromString("0193458a-7c00-7000-8000-00000000bbbb");
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Volume.Settings SETTINGS = new Volume.Settings(0, 1);

    @TempDir
    Path work;

    private void refuses(Path folder, String reason) {
        assertThatThrownBy(() -> Volume.open(folder, ID, SETTINGS))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_formatted_folder_opens_under_its_identity() {
        Path root = work.resolve("volume");
        Volume.format(root, ID, NOW);
        try (Volume volume = Volume.open(root, ID, SETTINGS)) {
            assertThat(volume.id()).isEqualTo(ID);
            assertThat(volume.files().fenced()).isEmpty();
            assertThat(volume.room()).isPositive();
        }
        OcflReferee.assertValid(root, work.resolve("scratch"));
    }

    @Test
    void an_empty_mount_point_is_refused() {
        refuses(work, "it has no volume.json");
        refuses(work.resolve("nowhere"), "there is no such folder");
    }

    @Test
    void a_foreign_volume_is_refused_by_both_names() {
        Volume.format(work.resolve("volume"), FOREIGN, NOW);
        refuses(work.resolve("volume"), FOREIGN.toString());
        refuses(work.resolve("volume"), ID.toString());
    }

    @Test
    void an_identity_that_cannot_be_read_is_refused() throws IOException {
        Volume.format(work.resolve("volume"), ID, NOW);
        for (String text :
                new String[] {"", "{}", "[1]", "{\"schema\":1}", "{\"schema\":\"https://khoso.vn/schema/volume/1\"}"}) {
            Files.writeString(work.resolve("volume/volume.json"), text);
            refuses(work.resolve("volume"), "identity cannot be read");
        }
    }

    @Test
    void a_volume_without_its_storage_root_or_a_folder_is_refused() throws IOException {
        Volume.format(work.resolve("volume"), ID, NOW);
        Files.delete(work.resolve("volume/journal"));
        refuses(work.resolve("volume"), "folder journal is gone");
        Files.writeString(work.resolve("volume/ocfl/extensions/0004-hashed-n-tuple-storage-layout/config.json"), "{}");
        refuses(work.resolve("volume"), "storage root cannot be used");
        Files.delete(work.resolve("volume/ocfl/0=ocfl_1.1"));
        refuses(work.resolve("volume"), "storage root cannot be used");
    }

    @Test
    void one_holder_at_a_time() {
        Path root = work.resolve("volume");
        Volume.format(root, ID, NOW);
        try (Volume held = Volume.open(root, ID, SETTINGS)) {
            assertThat(held.id()).isEqualTo(ID);
            refuses(root, "another process uses it");
        }
        Volume.open(root, ID, SETTINGS).close();
    }

    @Test
    void nothing_but_an_empty_folder_is_formatted() throws IOException {
        Path root = Files.createDirectory(work.resolve("volume"));
        Path note = Files.writeString(root.resolve("note.txt"), "mine");
        assertThatThrownBy(() -> Volume.format(root, ID, NOW)).hasMessageContaining("it is not empty: note.txt");
        Files.delete(note);
        Volume.format(root, ID, NOW);
        assertThatThrownBy(() -> Volume.format(root, ID, NOW)).hasMessageContaining("it is a volume already");
        Files.delete(root.resolve("volume.json"));
        Volume.format(root, ID, NOW);
        Files.delete(root.resolve("volume.json"));
        Files.createDirectories(root.resolve("ocfl/ab/cd/object"));
        assertThatThrownBy(() -> Volume.format(root, ID, NOW)).hasMessageContaining("it holds objects");
    }
}
