package vn.khoso.schemas.oais;

import java.util.HexFormat;
import java.util.Locale;

/** A message digest with its algorithm (PREMIS 3, 1.5.2). Hex is lower case inside, whatever case it came in. */
public record Fixity(DigestAlgorithm algorithm, String hex) {

    public Fixity {
        hex = hex.toLowerCase(Locale.ROOT);
        if (hex.length() != algorithm.hexLength() || !isHex(hex)) {
            throw new IllegalArgumentException("not a " + algorithm.standardName() + " digest: " + hex);
        }
    }

    public static Fixity of(DigestAlgorithm algorithm, byte[] digest) {
        return new Fixity(algorithm, HexFormat.of().formatHex(digest));
    }

    /** A loop, not a stream: an audit makes one of these for every file of the archive. */
    private static boolean isHex(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return algorithm.shortName() + ":" + hex;
    }
}
