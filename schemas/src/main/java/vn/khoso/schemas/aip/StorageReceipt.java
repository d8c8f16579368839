package vn.khoso.schemas.aip;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.SipId;

/**
 * What {@code Archive.store} promises: the package is durable, was read back, and is in the journal.
 *
 * @param version OCFL version, from 1
 * @param rootDigest SHA-512 of the root inventory: it fixes every byte of the version
 * @param copies how many verified copies there are, from 1
 * @param owed the copies that the policy asks for and that are still to be made
 * @param journalIndex index of the journal entry that records the storing
 */
public record StorageReceipt(
        AipId aip,
        SipId sip,
        int version,
        Fixity rootDigest,
        int copies,
        List<OwedCopy> owed,
        Instant storedAt,
        long journalIndex) {

    public StorageReceipt {
        owed = List.copyOf(owed);
        if (copies < 1) {
            throw new IllegalArgumentException("a receipt for " + copies + " copies of " + aip);
        }
    }

    /**
     * A copy that is still to be made.
     *
     * @param volume identity of the volume that it will lie on
     * @param dueBy until when, by the policy
     */
    public record OwedCopy(UUID volume, Instant dueBy) {}
}
