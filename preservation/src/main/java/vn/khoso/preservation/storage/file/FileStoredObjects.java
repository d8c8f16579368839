package vn.khoso.preservation.storage.file;

import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import vn.khoso.preservation.storage.Canaries;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.preservation.storage.ocfl.PromisesParser;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.AipId;

/** The objects of a {@link Volume} for audits. Content is promised by its SHA-256, which is read twice as fast as SHA-512. */
public final class FileStoredObjects implements StoredObjects {

    private final Volume volume;
    private final FileArchivalStorage storage;
    private final InventoryParser parser = new InventoryParser();
    private final PromisesParser promises = new PromisesParser();

    public FileStoredObjects(Volume volume) {
        this.volume = volume;
        this.storage = FileArchivalStorage.reading(volume);
    }

    @Override
    public StoredObject object(AipId aip) {
        return new FileStoredObject(
                volume.ocfl(), new ObjectFolder(StorageRoot.place(volume.ocfl(), aip), aip, parser), promises);
    }

    /** The digest that names the object's folder begins with these bits. */
    @Override
    public long mark(AipId aip) {
        return StorageLayout.mark(aip);
    }

    @Override
    public Optional<Canaries> canaries() {
        return Optional.of(new Canaries(new Planted(), volume.canaries().planted()));
    }

    @Override
    public boolean replantCanaries() {
        return volume.canaries().replant(volume.root(), volume.files());
    }

    /** The canaries, read by the very code that reads packages. */
    private final class Planted implements StoredObjects {

        @Override
        public StoredObject object(AipId aip) {
            return new FileStoredObject(
                    volume.ocfl(), new ObjectFolder(PlantedCanaries.place(volume.root(), aip), aip, parser), promises);
        }

        @Override
        public long mark(AipId aip) {
            return FileStoredObjects.this.mark(aip);
        }

        @Override
        public Stream<AipId> unknown(MarkRange range, LongPredicate known) {
            return Stream.empty();
        }
    }

    @Override
    public Stream<AipId> unknown(MarkRange range, LongPredicate known) {
        return storage.unlike(range, known);
    }
}
