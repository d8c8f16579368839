package vn.khoso.schemas.oais;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Digest algorithms that packages name. Only {@link #strong()} ones prove anything; the others are kept as given. */
public enum DigestAlgorithm {
    SHA_256("SHA-256", "sha256", 64, true),
    SHA_512("SHA-512", "sha512", 128, true),
    SHA_1("SHA-1", "sha1", 40, false),
    MD5("MD5", "md5", 32, false);

    private final String standardName;
    private final String shortName;
    private final int hexLength;
    private final boolean strong;

    DigestAlgorithm(String standardName, String shortName, int hexLength, boolean strong) {
        this.standardName = standardName;
        this.shortName = shortName;
        this.hexLength = hexLength;
        this.strong = strong;
    }

    /** The name in PREMIS and in the Java security API, for example {@code SHA-256}. */
    public String standardName() {
        return standardName;
    }

    /** The name in BagIt manifests and OCFL inventories, for example {@code sha256}. */
    public String shortName() {
        return shortName;
    }

    public int hexLength() {
        return hexLength;
    }

    /** Whether equality of digests is taken as proof that bytes are equal. */
    public boolean strong() {
        return strong;
    }

    /** Finds an algorithm by a manifest's spelling: any case, hyphens ignored (RFC 8493, 2.4). */
    public static Optional<DigestAlgorithm> named(String text) {
        String normal = text.toLowerCase(Locale.ROOT).replace("-", "");
        return Stream.of(values()).filter(one -> one.shortName.equals(normal)).findFirst();
    }
}
