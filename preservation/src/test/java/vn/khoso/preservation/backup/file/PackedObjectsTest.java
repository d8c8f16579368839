package vn.khoso.preservation.backup.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.AipId;

class PackedObjectsTest {

    @TempDir
    private Path folder;

    @Test
    void anObjectOfManySmallFilesIsHeldInMemoryInPartOnly() throws IOException {
        AipId aip = new AipId(UUID.fromString("0193458a-7c00-7000-8000-000000000001"));
        String place = Packs.ROOT + StorageLayout.place(aip) + "/";
        int many = 40;
        try (TarArchiveOutputStream tar = Packs.tar(Files.newOutputStream(folder.resolve(Packs.name(1))))) {
            for (int at = 0; at < many; at++) {
                byte[] content = new byte[LayDown.HELD_FILE];
                content[0] = (byte) at;
                add(tar, place + "v1/content/" + at, content);
            }
            add(tar, place + Inventory.FILE, ("{\"id\":\"" + aip + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        try (PackedObjects objects = new PackedObjects(folder, Files.createDirectory(folder.resolve("scratch")))) {
            PackedObject object = objects.next().orElseThrow();
            long held = object.small().values().stream()
                    .mapToLong(one -> one.length)
                    .sum();
            assertThat(held).isPositive().isLessThanOrEqualTo(PackedObjects.HELD);
            for (int at = 0; at < many; at++) {
                try (var in = Channels.newInputStream(object.open("v1/content/" + at))) {
                    assertThat(in.readAllBytes()).startsWith(at).hasSize(LayDown.HELD_FILE);
                }
            }
            assertThat(objects.next()).isEmpty();
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        Packs.header(tar, name, content.length, Instant.EPOCH);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
