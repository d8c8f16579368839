package vn.khoso.server.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.configuration.Settings;

/**
 * Remembers beside the volume, in {@code volume.id} of the data folder, which volume is ours: when its disk is not mounted, the
 * empty mount point must not become a new archive.
 */
public record VolumeMemory(Path memory, Path folder, Volume.Settings settings) {

    private static final int FLUSH_THREADS = 4;

    public static VolumeMemory of(Settings settings) {
        return new VolumeMemory(settings.data().resolve("volume.id"), settings.volume(), new Volume.Settings(settings.reserveBytes(), FLUSH_THREADS));
    }

    /** Opens the volume that is remembered; formats one when nothing is remembered and nothing is there. */
    public Volume open(IdentifierMint mint, Clock clock) throws IOException {
        if (!Files.exists(memory)) {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve("volume.json"))) {
                Volume.format(folder, mint.version7(), clock.instant());
            }
            Files.writeString(memory, identity() + "\n");
        }
        return Volume.open(folder, UUID.fromString(Files.readString(memory).strip()), settings);
    }

    private UUID identity() throws IOException {
        var json = vn.khoso.schemas.codec.json.StrictJson.own(Files.readAllBytes(folder.resolve("volume.json")));
        return UUID.fromString(json.path("id").asText());
    }
}
