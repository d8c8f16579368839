package vn.khoso.preservation.seal;

/** A private key with its certificate, and what the archive does with it. */
public interface SealingKey {

    /**
     * CMS SignedData over the bytes (RFC 5652), detached, DER, with the certificate inside, SHA-256 or stronger.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault.SealUnavailable when the key cannot be used
     */
    byte[] sign(byte[] document);

    /** The certificate in PEM: what a stranger needs to verify offline. */
    String certificatePem();
}
