package vn.khoso.schemas.oais;

import java.util.HexFormat;
import java.util.Locale;

/** A message digest with its algorithm (PREMIS 3, 1.5.2). Hex is lower case inside, whatever case it came in. */
public record Fixity(DigestAlgorithm algorithm, String hex) {

    public Fixity {
        hex = hex.toLowerCase(Locale.ROOT);
        if (hex.length() != algorithm.hexLength() || !hex.chars().allMatch(Fixity::isHex)) {
            throw new IllegalArgumentException("not a " + algorithm.standardName() + " digest: " + hex);
        }
    }

    public static Fixity of(DigestAlgorithm algorithm, byte[] digest) {
        return new Fixity(algorithm, HexFormat.of().formatHex(digest));
    }

    private static boolean isHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    @Override
    public String toString() {
        return algorithm.shortName() + ":" + hex;
    }
}
