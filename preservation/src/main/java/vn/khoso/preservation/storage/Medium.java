package vn.khoso.preservation.storage;

import java.util.Optional;
import java.util.UUID;

/** The volume itself, apart from what lies on it: whether it is the right one, and whether it can take more. */
public interface Medium extends AutoCloseable {

    /** Written on the volume when it was made; no two volumes have the same. */
    UUID id();

    /** Why it takes no more changes; empty while it does. */
    Optional<String> fenced();

    /** Room that ingest may still take, bytes; 0 when only the reserve is left. */
    long room();

    /**
     * Asks the medium once more whether it is there and who it is.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable when it is gone, or another one lies in its place
     */
    void requireIdentity();

    @Override
    void close();
}
