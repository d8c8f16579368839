package vn.khoso.preservation.replication.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.file.FileCheckpoints;
import vn.khoso.preservation.journal.file.FileJournalLines;
import vn.khoso.preservation.journal.file.FileJournalSegments;
import vn.khoso.preservation.journal.file.FileTiles;
import vn.khoso.preservation.journal.transparency.CheckpointStore;
import vn.khoso.preservation.journal.transparency.JournalLines;
import vn.khoso.preservation.journal.transparency.TileStore;
import vn.khoso.preservation.replication.OpenSite;
import vn.khoso.preservation.replication.SiteJournal;
import vn.khoso.preservation.storage.file.FileArchivalStorage;
import vn.khoso.preservation.storage.file.FileStoredObjects;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.catalogue.JournalEntry;

/**
 * Opens a volume that is a folder: identity, lock and shape, recovery of what a crash left, and that its journal is this
 * archive's.
 *
 * @param sameJournal whether its journal must go on to that of the database; not so while the database is made from it
 */
public record FileSite(Path folder, UUID id, Volume.Settings settings, JournalStore journal, boolean sameJournal)
        implements OpenSite.Opening {

    @Override
    public OpenSite open() {
        Volume volume = Volume.open(folder, id, settings);
        try {
            return opened(volume);
        } catch (ArchiveFault refused) {
            volume.close();
            throw refused;
        }
    }

    private OpenSite opened(Volume volume) {
        FileArchivalStorage storage = FileArchivalStorage.on(volume);
        FileJournalSegments segments = FileJournalSegments.on(volume, journal);
        if (sameJournal) {
            segments.requireSameJournal();
        }
        return new OpenSite(
                volume,
                storage,
                storage,
                new FileStoredObjects(volume),
                new Shipping(
                        segments,
                        segments.shipped(),
                        new FileJournalLines(volume, segments),
                        new FileTiles(volume),
                        FileCheckpoints.on(volume)));
    }

    private record Shipping(
            FileJournalSegments segments,
            long shippedAtOpening,
            JournalLines lines,
            TileStore tiles,
            CheckpointStore checkpoints)
            implements SiteJournal {

        @Override
        public void shipUpTo(long index) {
            segments.shipUpTo(index);
        }

        @Override
        public long shipped() {
            return segments.shipped();
        }

        @Override
        public Stream<JournalEntry> entries() {
            return segments.entries();
        }
    }

    /**
     * Refuses folders of which one lies inside another: one disk that fills or dies would take both copies, and a walk
     * through the outer would meet the inner.
     *
     * @param folders by name of the volume
     * @throws IllegalArgumentException in words for the operator
     */
    public static void refuseNested(Map<String, Path> folders) {
        List<Map.Entry<String, Path>> all = List.copyOf(folders.entrySet());
        for (Map.Entry<String, Path> outer : all) {
            for (Map.Entry<String, Path> inner : all) {
                if (!outer.getKey().equals(inner.getKey())
                        && inner.getValue()
                                .toAbsolutePath()
                                .normalize()
                                .startsWith(outer.getValue().toAbsolutePath().normalize())) {
                    throw new IllegalArgumentException("ổ lưu trữ " + inner.getKey() + " nằm trong ổ " + outer.getKey()
                            + " / volume " + inner.getKey() + " lies inside volume " + outer.getKey() + ": "
                            + inner.getValue());
                }
            }
        }
    }
}
