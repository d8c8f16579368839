package vn.khoso.preservation.replication.s3;

import java.util.UUID;
import java.util.stream.Stream;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.s3.S3Checkpoints;
import vn.khoso.preservation.journal.s3.S3JournalSegments;
import vn.khoso.preservation.journal.s3.S3Tiles;
import vn.khoso.preservation.journal.transparency.CheckpointStore;
import vn.khoso.preservation.journal.transparency.JournalLines;
import vn.khoso.preservation.journal.transparency.SegmentedLines;
import vn.khoso.preservation.journal.transparency.TileStore;
import vn.khoso.preservation.replication.OpenSite;
import vn.khoso.preservation.replication.SiteJournal;
import vn.khoso.preservation.storage.s3.S3ArchivalStorage;
import vn.khoso.preservation.storage.s3.S3Place;
import vn.khoso.preservation.storage.s3.S3StoredObjects;
import vn.khoso.preservation.storage.s3.S3Volume;
import vn.khoso.schemas.catalogue.JournalEntry;

/**
 * Opens a volume that is a bucket: identity, the writer's lease, recovery of what was interrupted, and that its journal is this
 * archive's.
 *
 * @param writer the same for every opening
 * @param sameJournal whether its journal must go on to that of the database; not so while the database is made from it
 */
public record S3Site(S3Place place, UUID id, S3Volume.Writer writer, JournalStore journal, boolean sameJournal)
        implements OpenSite.Opening {

    @Override
    public OpenSite open() {
        S3Volume volume = S3Volume.open(place, id, writer);
        try {
            return opened(volume);
        } catch (ArchiveFault refused) {
            volume.close();
            throw refused;
        }
    }

    private OpenSite opened(S3Volume volume) {
        S3ArchivalStorage storage = S3ArchivalStorage.on(volume);
        S3JournalSegments segments = S3JournalSegments.on(volume.files(), journal);
        if (sameJournal) {
            segments.requireSameJournal();
        }
        return new OpenSite(
                volume,
                storage,
                storage,
                new S3StoredObjects(volume, storage),
                new Shipping(
                        segments,
                        segments.shipped(),
                        new SegmentedLines(segments),
                        new S3Tiles(volume.files()),
                        S3Checkpoints.on(volume.files())));
    }

    private record Shipping(
            S3JournalSegments segments,
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
}
