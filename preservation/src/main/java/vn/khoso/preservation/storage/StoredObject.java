package vn.khoso.preservation.storage;

import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

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
     * The bytes of one file as they lie there; no link is followed.
     *
     * @param place relative to the object's folder, as a survey names it
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentMissing when it is not there
     * @throws vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable when it cannot be opened
     */
    ReadableByteChannel open(String place);
}
