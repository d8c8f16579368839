package vn.khoso.preservation.fault;

import org.jspecify.annotations.Nullable;

/**
 * The archive could not do what it was asked: not the material's fault and not a bug. The whole list on one screen.
 *
 * <p>Caught at two places only: the ingest worker, which tries again later, and the HTTP edge, which answers with a
 * problem document (RFC 9457).
 */
public abstract sealed class ArchiveFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ArchiveFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The medium did not do what was asked: I/O error, mount gone, failed fsync. */
    public static final class StorageUnavailable extends ArchiveFault {
        private static final long serialVersionUID = 1L;

        public StorageUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** No room: nothing was kept of the attempt; try again when there is space. */
    public static final class StorageFull extends ArchiveFault {
        private static final long serialVersionUID = 1L;

        public StorageFull(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** An fsync failed earlier, so the volume takes no more writes until an operator has looked (fsync is never retried). */
    public static final class VolumeFenced extends ArchiveFault {
        private static final long serialVersionUID = 1L;

        public VolumeFenced(String message) {
            super(message, null);
        }
    }

    /** Bytes read are not the bytes that were promised. Nothing of them may be handed out as good. */
    public static final class ContentAltered extends ArchiveFault {
        private static final long serialVersionUID = 1L;

        public ContentAltered(String message) {
            super(message, null);
        }
    }

    /** What the catalogue names is not on storage. */
    public static final class ContentMissing extends ArchiveFault {
        private static final long serialVersionUID = 1L;

        public ContentMissing(String message) {
            super(message, null);
        }
    }

    /** The identifier is taken by other bytes. */
    public static final class AlreadyStored extends ArchiveFault {
        private static final long serialVersionUID = 1L;

        public AlreadyStored(String message) {
            super(message, null);
        }
    }

    /** PostgreSQL is away, or refused for a reason that may pass. */
    public static final class DatabaseUnavailable extends ArchiveFault {
        private static final long serialVersionUID = 1L;

        public DatabaseUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** No worker process could be started or kept. A hostile file is not this: it is an UNDETERMINED verdict. */
    public static final class WorkerUnavailable extends ArchiveFault {
        private static final long serialVersionUID = 1L;

        public WorkerUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The signing key cannot be used. */
    public static final class SealUnavailable extends ArchiveFault {
        private static final long serialVersionUID = 1L;

        public SealUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The index or graph cannot answer now; the archive itself can. */
    public static final class DiscoveryUnavailable extends ArchiveFault {
        private static final long serialVersionUID = 1L;

        public DiscoveryUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
