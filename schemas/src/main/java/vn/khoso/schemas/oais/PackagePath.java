package vn.khoso.schemas.oais;

import java.text.Normalizer;

/**
 * Where a file lies inside a package: parts joined by {@code /}, relative, never out of it.
 *
 * <p>Paths come from strangers. A path becomes this type at the door, once. The spelling (NFC or NFD) is kept as it
 * came; {@link #nfc()} is for comparing.
 */
public record PackagePath(String value) implements Comparable<PackagePath> {

    /** Longest part in UTF-8 bytes that ext4, XFS and NTFS can store. */
    public static final int MAX_PART_BYTES = 255;

    public PackagePath {
        if (value.isEmpty() || value.indexOf('\\') >= 0 || value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw new IllegalArgumentException("not a package path: " + value);
        }
        for (String part : value.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("not a package path: " + value);
            }
        }
    }

    /** The same path in Unicode normal form C: two paths that are equal here are twins to a person. */
    public String nfc() {
        return Normalizer.normalize(value, Normalizer.Form.NFC);
    }

    /** The last part. */
    public String fileName() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    public PackagePath within(String folder) {
        return new PackagePath(folder + "/" + value);
    }

    @Override
    public int compareTo(PackagePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
