package vn.khoso.preservation.backup.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.AipId;

/** An object as a pack gave it; unjudged. */
record PackedObject(AipId aip, Map<String, byte[]> small, Map<String, Path> large) implements StoredObject {

    static PackedObject of(String folder, Map<String, byte[]> small, Map<String, Path> large) {
        byte[] inventory = small.get(Inventory.FILE);
        if (inventory == null && large.containsKey(Inventory.FILE)) {
            try {
                inventory = Files.readAllBytes(large.getOrDefault(Inventory.FILE, Path.of("")));
            } catch (IOException trouble) {
                throw new StorageUnavailable("cannot read what was unpacked", trouble);
            }
        }
        if (inventory == null) {
            throw new ContentAltered("a pack holds an object without an inventory: " + folder);
        }
        try {
            AipId aip = new InventoryParser().id(inventory);
            if (!folder.equals(Packs.ROOT + StorageLayout.place(aip) + "/")) {
                throw new ContentAltered("a pack holds " + aip + " in the place of another: " + folder);
            }
            return new PackedObject(aip, small, large);
        } catch (IOException foreign) {
            throw new ContentAltered("a pack holds a foreign object: " + folder);
        }
    }

    @Override
    public Optional<ObjectSurvey> survey() {
        return Optional.empty();
    }

    @Override
    public ReadableByteChannel open(String place) {
        byte[] bytes = small.get(place);
        if (bytes != null) {
            return Channels.newChannel(new ByteArrayInputStream(bytes));
        }
        Path file = large.get(place);
        if (file == null) {
            throw new ContentMissing(aip + " " + place + " is not in its pack");
        }
        try {
            return FileChannel.open(file);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read what was unpacked of " + aip, trouble);
        }
    }
}
