package vn.khoso.schemas.codec.tlog;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/** A hash in a Merkle tree (RFC 6962, 2.1): SHA-256, with leaves and nodes kept apart by their first byte. */
public final class TreeHash {

    /** Bytes of one hash. */
    public static final int LENGTH = 32;

    /** Root of the tree without entries: the hash of nothing. */
    public static final TreeHash EMPTY =
            new TreeHash(Digests.of(DigestAlgorithm.SHA_256).digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Hash of an entry. */
    public static TreeHash ofLeaf(byte[] entry) {
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        digest.update(LEAF);
        return new TreeHash(digest.digest(entry));
    }

    /** Hash of two subtrees. */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        digest.update(NODE);
        digest.update(left.bytes);
        return new TreeHash(digest.digest(right.bytes));
    }

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public static TreeHash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a hash of " + bytes.length + " bytes");
        }
        return new TreeHash(bytes.clone());
    }

    /** One hash of a row of them, as they lie in a tile. */
    public static TreeHash at(byte[] row, int position) {
        return new TreeHash(Arrays.copyOfRange(row, position * LENGTH, (position + 1) * LENGTH));
    }

    /** @throws IllegalArgumentException when it is not the one base64 spelling of 32 bytes */
    public static TreeHash ofBase64(String text) {
        return of(Base64Text.strict(text));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
