package vn.khoso.server.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a volume lies. */
public sealed interface VolumePlace {

    /** {@code [a-z0-9-]{1,32}}. */
    String name();

    /** A disk or a mount. */
    record Folder(String name, Path folder) implements VolumePlace {}

    /**
     * A bucket, or a prefix in one.
     *
     * @param prefix empty for the whole bucket
     */
    record Bucket(String name, String bucket, String prefix, Store store) implements VolumePlace {

        /** Whether keys of one would lie among the keys of the other. */
        public boolean overlaps(Bucket other) {
            String here = prefix.isEmpty() ? "" : prefix + "/";
            String there = other.prefix().isEmpty() ? "" : other.prefix() + "/";
            return bucket.equals(other.bucket()) && (here.startsWith(there) || there.startsWith(here));
        }
    }

    /**
     * An S3 store.
     *
     * @param endpoint of Ceph, MinIO or another store; empty for AWS
     * @param pathStyle whether buckets stand in the path and not in the host's name
     */
    record Store(Optional<URI> endpoint, String region, boolean pathStyle, String key, String secret) {

        /** Never a secret: this ends in logs. */
        @Override
        public String toString() {
            return endpoint.map(URI::toString).orElse("AWS") + " " + region;
        }
    }
}
