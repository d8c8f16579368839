package vn.khoso.preservation.backup.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;

/** The objects of a set's packs, one after the other. */
final class PackedObjects implements AutoCloseable {

    /** Bytes of one object that are held in memory; what is above is unpacked to the disk. */
    static final long HELD = 32L * 1024 * 1024;

    private final Path set;
    private final Path scratch;
    private int number = 1;
    private Optional<TarArchiveInputStream> tar = Optional.empty();
    private Optional<TarArchiveEntry> ahead = Optional.empty();

    PackedObjects(Path set, Path scratch) {
        this.set = set;
        this.scratch = scratch;
    }

    Optional<PackedObject> next() throws IOException {
        if (ahead.isEmpty() && !step()) {
            return Optional.empty();
        }
        String folder = folder(ahead.orElseThrow().getName());
        Map<String, byte[]> small = new HashMap<>();
        Map<String, Path> large = new HashMap<>();
        long held = 0;
        do {
            TarArchiveEntry entry = ahead.orElseThrow();
            String place = entry.getName().substring(folder.length());
            if (entry.getSize() <= LayDown.HELD_FILE && held + entry.getSize() <= HELD) {
                small.put(place, tar.orElseThrow().readAllBytes());
                held += entry.getSize();
            } else {
                Path file = scratch.resolve("large-" + large.size());
                Files.copy(tar.orElseThrow(), file, StandardCopyOption.REPLACE_EXISTING);
                large.put(place, file);
            }
        } while (step() && ahead.orElseThrow().getName().startsWith(folder));
        return Optional.of(PackedObject.of(folder, small, large));
    }

    /** To the next file, in the next pack if need be. @return false at the end of all */
    private boolean step() throws IOException {
        ahead = Optional.empty();
        while (ahead.isEmpty()) {
            if (tar.isEmpty()) {
                Path pack = set.resolve(Packs.name(number));
                if (!Files.exists(pack)) {
                    return false;
                }
                number++;
                tar = Optional.of(LayDown.tar(pack));
            }
            ahead = Optional.ofNullable(tar.get().getNextEntry());
            if (ahead.isEmpty()) {
                close();
            }
        }
        return true;
    }

    private static String folder(String name) {
        // ocfl/ab/cd/<digest>/...
        String[] parts = name.split("/", 5);
        if (parts.length != 5 || !(parts[0] + "/").equals(Packs.ROOT)) {
            throw new ContentAltered("a pack holds " + name + ", which lies in no object");
        }
        return String.join("/", List.of(parts).subList(0, 4)) + "/";
    }

    @Override
    public void close() throws IOException {
        if (tar.isPresent()) {
            tar.get().close();
            tar = Optional.empty();
        }
    }
}
