package vn.khoso.server.assembly;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.replication.OpenSite;
import vn.khoso.preservation.replication.s3.S3Site;
import vn.khoso.preservation.storage.s3.S3Place;
import vn.khoso.preservation.storage.s3.S3Volume;
import vn.khoso.server.configuration.VolumePlace;

/** Volumes that are buckets. Apart from the others, so that a server without any never loads the client. */
final class BucketVolumes {

    private BucketVolumes() {}

    private static S3Place place(VolumePlace.Bucket bucket) {
        VolumePlace.Store store = bucket.store();
        return new S3Place(
                store.endpoint(),
                store.region(),
                bucket.bucket(),
                bucket.prefix(),
                store.pathStyle(),
                new S3Place.Credentials(store.key(), store.secret()),
                S3Place.Limits.USUAL);
    }

    static void format(VolumePlace.Bucket bucket, UUID id, String holder, Clock clock) {
        S3Volume.format(place(bucket), id, clock.instant(), new S3Volume.Writer(holder, System::nanoTime));
    }

    static Optional<UUID> identityOf(VolumePlace.Bucket bucket) {
        return S3Volume.identityOf(place(bucket));
    }

    static OpenSite.Opening opening(
            VolumePlace.Bucket bucket, UUID id, String holder, JournalStore journal, boolean sameJournal) {
        return new S3Site(place(bucket), id, new S3Volume.Writer(holder, System::nanoTime), journal, sameJournal);
    }
}
