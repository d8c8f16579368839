package vn.khoso.preservation.storage;

import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.stream.Stream;
import vn.khoso.schemas.oais.AipId;

/**
 * The objects as they lie on the medium, file by file and unjudged: what an audit compares with what was promised.
 *
 * <p>Other than {@link ArchivalStorage#open}, nothing here is verified on the way.
 */
public interface StoredObjects {

    /** Every object, in the order of the medium. The stream must be closed. */
    Stream<AipId> all();

    /**
     * What the object's inventories promise and what lies in its folder.
     *
     * @return empty when the medium is there and the object is not
     * @throws vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable when the medium, the folder or an inventory
     *     cannot be read
     */
    Optional<ObjectSurvey> survey(AipId aip);

    /**
     * The bytes of one file as they lie there; no link is followed.
     *
     * @param place relative to the object's folder, as a survey names it
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentMissing when it is not there
     * @throws vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable when it cannot be opened
     */
    ReadableByteChannel open(AipId aip, String place);
}
