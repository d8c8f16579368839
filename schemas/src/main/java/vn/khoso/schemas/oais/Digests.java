package vn.khoso.schemas.oais;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one place that asks the platform for a message digest, so that no weak one slips in elsewhere. */
public final class Digests {

    private Digests() {}

    /** A fresh digest; not to be shared between threads. */
    public static MessageDigest of(DigestAlgorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.standardName());
        } catch (NoSuchAlgorithmException absent) {
            // MD5, SHA-1 and SHA-256 are promised by every Java platform, SHA-512 by every JDK.
            throw new IllegalStateException("this Java has no " + algorithm.standardName(), absent);
        }
    }

    /** Digest of bytes that are already in memory. */
    public static Fixity fixity(DigestAlgorithm algorithm, byte[] bytes) {
        return Fixity.of(algorithm, of(algorithm).digest(bytes));
    }
}
