package vn.khoso.schemas.oais;

/**
 * One file kept in an AIP (PREMIS 3 object of category {@code file}).
 *
 * @param path where it lies in the AIP's logical state, for example {@code sip/data/KQ-0001.pdf}
 * @param size bytes
 * @param sha256 asked for every file by Circular 05/2025/TT-BNV
 * @param sha512 the digest under which OCFL stores it
 * @param format what identification said
 */
public record FileObject(PackagePath path, long size, Fixity sha256, Fixity sha512, FormatDesignation format) {

    public FileObject {
        if (size < 0
                || sha256.algorithm() != DigestAlgorithm.SHA_256
                || sha512.algorithm() != DigestAlgorithm.SHA_512) {
            throw new IllegalArgumentException("not a described file: " + path);
        }
    }
}
