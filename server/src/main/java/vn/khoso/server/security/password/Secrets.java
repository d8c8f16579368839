package vn.khoso.server.security.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/** Random tokens and what is kept of them. A token has 256 bits of its own, so one pass of SHA-256 hides it well enough. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secrets() {}

    /** 43 characters that may stand in a cookie or a header. */
    public static String token() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is stored instead of the token: SHA-256, hex. */
    public static String hash(String token) {
        return Digests.fixity(DigestAlgorithm.SHA_256, token.getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    /** The token that a page of this session must send back with every change; follows from the session's own token. */
    public static String csrfToken(String sessionToken) {
        return hash("csrf:" + sessionToken);
    }

    /** Compares in constant time. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
