package vn.khoso.preservation.storage.s3;

import java.util.function.LongPredicate;
import java.util.stream.Stream;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.preservation.storage.ocfl.PromisesParser;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.AipId;

/** The objects of an {@link S3Volume} for audits. */
public final class S3StoredObjects implements StoredObjects {

    private final S3Bucket bucket;
    private final S3ArchivalStorage storage;
    private final InventoryParser parser = new InventoryParser();
    private final PromisesParser promises = new PromisesParser();

    public S3StoredObjects(S3Volume volume, S3ArchivalStorage storage) {
        this.bucket = volume.bucket();
        this.storage = storage;
    }

    @Override
    public StoredObject object(AipId aip) {
        return new S3StoredObject(bucket, new S3ObjectFolder(bucket, aip, parser), promises);
    }

    @Override
    public long mark(AipId aip) {
        return StorageLayout.mark(aip);
    }

    @Override
    public Stream<AipId> unknown(MarkRange range, LongPredicate known) {
        return storage.unlike(range, known);
    }
}
