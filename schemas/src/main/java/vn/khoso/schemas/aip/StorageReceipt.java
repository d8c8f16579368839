package vn.khoso.schemas.aip;

import java.time.Instant;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.SipId;

/**
 * What {@code Archive.store} promises: the package is durable, was read back, and is in the journal.
 *
 * @param version OCFL version, from 1
 * @param rootDigest SHA-512 of the root inventory: it fixes every byte of the version
 * @param copies how many verified copies there are
 * @param journalIndex index of the journal entry that records the storing
 */
public record StorageReceipt(
        AipId aip, SipId sip, int version, Fixity rootDigest, int copies, Instant storedAt, long journalIndex) {}
