package vn.khoso.server.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import vn.khoso.preservation.replication.OpenSite;
import vn.khoso.preservation.replication.file.FileSite;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.configuration.VolumePlace;

/**
 * Remembers beside the volumes, in {@code volume-NAME.id} of the data folder, which volume is ours: when its disk is not mounted,
 * the empty mount point must not become a new volume. To put a new disk in the place of a dead one, the operator deletes that
 * file.
 */
public record VolumeMemory(Path data, List<VolumePlace> places, Volume.Settings settings) {

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
        for (VolumePlace place : places) {
            UUID id = remembered(place).or(() -> there(place)).orElseGet(mint::version7);
            if (remembered(place).isEmpty()) {
                if (there(place).isEmpty()) {
                    format(place, id, clock);
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
        for (VolumePlace place : places) {
            remembered(place).or(() -> there(place)).ifPresent(id -> sites.add(site(place, id, journal, false, clock)));
        }
        return sites;
    }

    /** Folders in which volumes lie. */
    public List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (VolumePlace place : places) {
            if (place instanceof VolumePlace.Folder(String name, Path folder)) {
                folders.add(folder);
            }
        }
        return folders;
    }

    /**
     * Makes volumes with identities that they had elsewhere, for a restore, and remembers them. One that is there already is refused.
     *
     * @param identities by name; a name without a place is left out
     * @param journal what is shipped to them
     */
    public Map<UUID, OpenSite> makeAnew(Map<String, UUID> identities, JournalStore journal, Clock clock)
            throws IOException {
        refuseNested();
        Map<UUID, OpenSite> sites = new LinkedHashMap<>();
        for (VolumePlace place : places) {
            UUID id = identities.get(place.name());
            if (id != null) {
                format(place, id, clock);
                Files.writeString(memory(place), id + "\n");
                sites.put(id, opening(place, id, journal, false).open());
            }
        }
        return sites;
    }

    private void format(VolumePlace place, UUID id, Clock clock) throws IOException {
        switch (place) {
            case VolumePlace.Folder(String name, Path folder) -> {
                Files.createDirectories(folder);
                Volume.format(folder, id, clock.instant());
            }
            case VolumePlace.Bucket bucket -> BucketVolumes.format(bucket, id, holder(place), clock);
        }
    }

    private CopySite site(VolumePlace place, UUID id, JournalStore journal, boolean sameJournal, Clock clock) {
        return CopySite.open(place.name(), id, opening(place, id, journal, sameJournal), clock);
    }

    private OpenSite.Opening opening(VolumePlace place, UUID id, JournalStore journal, boolean sameJournal) {
        return switch (place) {
            case VolumePlace.Folder(String name, Path folder) ->
                new FileSite(folder, id, settings, journal, sameJournal);
            case VolumePlace.Bucket bucket -> BucketVolumes.opening(bucket, id, holder(place), journal, sameJournal);
        };
    }

    /** This data folder's name as a writer: after a crash it takes the bucket back without waiting. */
    private String holder(VolumePlace place) {
        Path file = data.resolve("volume-" + place.name() + ".writer");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID() + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read who writes to volume " + place.name(), unreadable);
        }
    }

    private void refuseNested() {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (VolumePlace place : places) {
            if (place instanceof VolumePlace.Folder(String name, Path folder)) {
                folders.put(name, folder);
            }
        }
        FileSite.refuseNested(folders);
        List<VolumePlace.Bucket> buckets = places.stream()
                .filter(VolumePlace.Bucket.class::isInstance)
                .map(VolumePlace.Bucket.class::cast)
                .toList();
        for (VolumePlace.Bucket one : buckets) {
            for (VolumePlace.Bucket other : buckets) {
                if (!one.name().equals(other.name()) && one.overlaps(other)) {
                    throw new IllegalArgumentException("ổ lưu trữ " + one.name() + " và " + other.name()
                            + " nằm lẫn trong một thùng chứa / volumes " + one.name() + " and " + other.name()
                            + " lie among each other in one bucket");
                }
            }
        }
    }

    private Path memory(VolumePlace place) {
        // The name of the time with one volume, for the place that it had then.
        Path before = data.resolve("volume.id");
        boolean first = place instanceof VolumePlace.Folder(String name, Path folder)
                && folder.equals(data.resolve("volume"))
                && Files.exists(before);
        return first ? before : data.resolve("volume-" + place.name() + ".id");
    }

    private Optional<UUID> remembered(VolumePlace place) {
        try {
            Path memory = memory(place);
            return Files.exists(memory)
                    ? Optional.of(UUID.fromString(Files.readString(memory).strip()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read which volume is " + place.name(), unreadable);
        }
    }

    private static Optional<UUID> there(VolumePlace place) {
        return switch (place) {
            case VolumePlace.Folder(String name, Path folder) ->
                Files.exists(folder.resolve("volume.json")) ? Optional.of(Volume.identityOf(folder)) : Optional.empty();
            case VolumePlace.Bucket bucket -> BucketVolumes.identityOf(bucket);
        };
    }
}
