package vn.khoso.server.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.file.FileSite;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.configuration.Settings;

/**
 * Remembers beside the volumes, in {@code volume-NAME.id} of the data folder, which volume is ours: when its disk is not mounted,
 * the empty mount point must not become a new volume. To put a new disk in the place of a dead one, the operator deletes that
 * file.
 */
public record VolumeMemory(Path data, List<Settings.VolumePlace> places, Volume.Settings settings) {

    private static final int FLUSH_THREADS = 4;

    public static VolumeMemory of(Settings settings) {
        return new VolumeMemory(
                settings.data(), settings.volumes(), new Volume.Settings(settings.reserve(), FLUSH_THREADS));
    }

    /**
     * Opens the volumes that are remembered; formats one where nothing is remembered and nothing is there.
     *
     * @throws IllegalArgumentException when one lies inside another
     */
    public List<CopySite> open(JournalStore journal, IdentifierMint mint, Clock clock) throws IOException {
        refuseNested();
        List<CopySite> sites = new ArrayList<>();
        for (Settings.VolumePlace place : places) {
            UUID id = remembered(place).or(() -> there(place)).orElseGet(mint::version7);
            if (remembered(place).isEmpty()) {
                if (there(place).isEmpty()) {
                    Files.createDirectories(place.folder());
                    Volume.format(place.folder(), id, clock.instant());
                }
                Files.writeString(memory(place), id + "\n");
            }
            sites.add(site(place, id, journal, true, clock));
        }
        return sites;
    }

    /** Opens what is there, whatever the database says; nothing is made. For a rebuild. */
    public List<CopySite> openWhatIsThere(JournalStore journal, Clock clock) {
        refuseNested();
        List<CopySite> sites = new ArrayList<>();
        for (Settings.VolumePlace place : places) {
            remembered(place).or(() -> there(place)).ifPresent(id -> sites.add(site(place, id, journal, false, clock)));
        }
        return sites;
    }

    private CopySite site(Settings.VolumePlace place, UUID id, JournalStore journal, boolean sameJournal, Clock clock) {
        return CopySite.open(place.name(), id, new FileSite(place.folder(), id, settings, journal, sameJournal), clock);
    }

    private void refuseNested() {
        Map<String, Path> folders = new LinkedHashMap<>();
        places.forEach(place -> folders.put(place.name(), place.folder()));
        FileSite.refuseNested(folders);
    }

    private Path memory(Settings.VolumePlace place) {
        // The name of the time with one volume, for the place that it had then.
        Path before = data.resolve("volume.id");
        boolean first = place.folder().equals(data.resolve("volume")) && Files.exists(before);
        return first ? before : data.resolve("volume-" + place.name() + ".id");
    }

    private Optional<UUID> remembered(Settings.VolumePlace place) {
        try {
            Path memory = memory(place);
            return Files.exists(memory)
                    ? Optional.of(UUID.fromString(Files.readString(memory).strip()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException("cannot read which volume is " + place.name(), unreadable);
        }
    }

    private static Optional<UUID> there(Settings.VolumePlace place) {
        return Files.exists(place.folder().resolve("volume.json"))
                ? Optional.of(Volume.identityOf(place.folder()))
                : Optional.empty();
    }
}
