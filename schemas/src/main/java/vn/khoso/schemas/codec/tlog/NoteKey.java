package vn.khoso.schemas.codec.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * The public half of an Ed25519 key that signs notes, in the form {@code <name>+<id>+<key>} (C2SP signed-note, "vkey").
 *
 * @param name of whoever signs, without space and plus
 * @param key the 32 bytes of RFC 8032
 */
public record NoteKey(String name, byte[] key) {

    private static final byte ED25519 = 1;
    private static final int KEY_LENGTH = 32;

    /** SubjectPublicKeyInfo of RFC 8410 without the key itself. */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    public NoteKey {
        if (!named(name) || key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("no key of a note");
        }
        key = key.clone();
    }

    /** @param spki the key as Java and OpenSSL encode it (RFC 8410) */
    public static NoteKey ofEncoded(String name, byte[] spki) {
        if (spki.length != SPKI.length + KEY_LENGTH || !Arrays.equals(SPKI, Arrays.copyOf(spki, SPKI.length))) {
            throw new IllegalArgumentException("no Ed25519 key");
        }
        return new NoteKey(name, Arrays.copyOfRange(spki, SPKI.length, spki.length));
    }

    /** @throws IllegalArgumentException when the text is not a key, or its id is of another one */
    public static NoteKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no key of a note");
        }
        byte[] typed = Base64Text.strict(parts[2]);
        if (typed.length != KEY_LENGTH + 1 || typed[0] != ED25519) {
            throw new IllegalArgumentException("no Ed25519 key");
        }
        NoteKey key = new NoteKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().formatHex(idBytes(key.id())).equals(parts[1])) {
            throw new IllegalArgumentException("the key is not the one that its id names");
        }
        return key;
    }

    static boolean named(String name) {
        return !name.isEmpty()
                && name.chars()
                        .noneMatch(c -> c == '+' || c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** The first four bytes of SHA-256 over name, line feed, type and key. */
    public int id() {
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        return id(digest.digest(typed()));
    }

    static int id(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt();
    }

    static byte[] idBytes(int id) {
        return ByteBuffer.allocate(4).putInt(id).array();
    }

    private byte[] typed() {
        byte[] typed = new byte[KEY_LENGTH + 1];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, KEY_LENGTH);
        return typed;
    }

    /** The form to hand out. */
    public String text() {
        return name + "+" + HexFormat.of().formatHex(idBytes(id())) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    /** The key in PEM, for OpenSSL. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(encoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private byte[] encoded() {
        byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + KEY_LENGTH);
        System.arraycopy(key, 0, encoded, SPKI.length, KEY_LENGTH);
        return encoded;
    }

    /** Whether the signature (RFC 8032, pure Ed25519) is this key's over the text. */
    public boolean verifies(byte[] text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded())));
            ed25519.update(text);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey one && one.text().equals(text());
    }

    @Override
    public int hashCode() {
        return id();
    }

    @Override
    public String toString() {
        return text();
    }
}
