package vn.khoso.preservation.seal;

import java.util.Optional;

/**
 * A time stamping authority (RFC 3161).
 *
 * <p>An implementation MUST check that the answer is granted, covers the document and is signed by a certificate for time stamping, and
 * MUST throw {@link vn.khoso.preservation.fault.ArchiveFault.SealUnavailable} and nothing else when it has no such answer.
 */
public interface TimeStamping {

    /** Who stamps, for people. */
    String name();

    /** A stamp over the SHA-256 of the document. May wait as long as its time limit for an answer. */
    TimeStamp stamp(byte[] document);

    /**
     * Reads a reply that was kept; of any authority.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentAltered when it is no reply, or not over this document
     */
    TimeStamp read(byte[] reply, byte[] document);

    /** The certificates that somebody needs who verifies the stamps, in PEM; empty when only the operator has them. */
    Optional<String> certificatesPem();
}
