package vn.khoso.schemas.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an audit is to read.
 *
 * @param volumes identities of the volumes whose copies it reads; empty for all
 * @param sample the part that it reads; empty for every copy
 */
public record AuditScope(List<UUID> volumes, Optional<AuditSample> sample) {

    /** Every kept copy on every volume. */
    public static final AuditScope EVERYTHING = new AuditScope(List.of(), Optional.empty());

    public AuditScope {
        volumes = List.copyOf(volumes);
    }

    public boolean covers(UUID volume) {
        return volumes.isEmpty() || volumes.contains(volume);
    }

    /** Whether every copy is read on the volumes that it covers. */
    public boolean full() {
        return sample.isEmpty();
    }
}
