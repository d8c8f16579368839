package vn.khoso.preservation.storage;

import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import vn.khoso.schemas.oais.PackagePath;

/** One object on the medium, as an audit reads it. */
public interface StoredObject {

    /**
     * What the object's inventories promise and what lies in its folder.
     *
     * @return empty when the medium is there and the object is not
     * @throws vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable when the medium, the folder or an inventory
     *     cannot be read
     */
    Optional<ObjectSurvey> survey();

    /**
     * Where the bytes of a file of the newest version lie, as the inventories say; the inventory itself when none of them can be
     * believed or names it, {@code .} when the object is not there. So that whoever reads a file names damage as an audit does. An
     * adapter that keeps files under their own paths need not write it.
     */
    default String placeOf(PackagePath path) {
        return path.value();
    }

    /**
     * The bytes of one file as they lie there; no link is followed.
     *
     * @param place relative to the object's folder, as a survey names it
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentMissing when it is not there
     * @throws vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable when it cannot be opened
     */
    ReadableByteChannel open(String place);
}
