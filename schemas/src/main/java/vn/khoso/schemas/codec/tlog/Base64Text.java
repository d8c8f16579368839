package vn.khoso.schemas.codec.tlog;

import java.util.Base64;

/** Base64 with one spelling for one value: padded, no stray bits, so that no byte of a proof can change unseen. */
final class Base64Text {

    private Base64Text() {}

    /** @throws IllegalArgumentException for any other spelling */
    static byte[] strict(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("base64 in an odd spelling");
        }
        return bytes;
    }
}
