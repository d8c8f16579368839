package vn.khoso.preservation.storage;

import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;

/**
 * One place where the content of AIPs lies: a file system, later a bucket. OCFL 1.1, one object an AIP.
 *
 * <p>An implementation MUST make {@link #create} and {@link #update} durable and read back before they return, and all
 * or nothing; MUST refuse to overwrite; MUST throw only {@link vn.khoso.preservation.fault.ArchiveFault}s for trouble of
 * the medium ({@code StorageUnavailable}, {@code StorageFull}, {@code VolumeFenced}).
 */
public interface ArchivalStorage {

    /**
     * Keeps version 1. A second call with the same content returns the first call's result (a retry after a crash); the
     * same id with other content is {@code AlreadyStored}.
     */
    StoredVersion create(NewVersion version);

    /** Keeps the next version of an object that exists; same promise as {@link #create}. */
    StoredVersion update(NewVersion version);

    /** The newest good version. */
    Optional<StoredVersion> head(AipId aip);

    /**
     * The bytes of a file of the newest version. The stream hashes as it goes and throws {@code ContentAltered} at its end
     * when they are not what the inventory promises; it throws before a single byte is returned when the size differs.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentMissing when there is no such object or file
     */
    InputStream open(AipId aip, PackagePath path);

    /**
     * The bytes from {@code offset}, at most {@code length}, after the whole file was read and hashed once: a part can
     * not be proven alone.
     */
    InputStream openRange(AipId aip, PackagePath path, long offset, long length);

    /** Every object, in the order of the medium. The stream must be closed. */
    Stream<AipId> all();
}
