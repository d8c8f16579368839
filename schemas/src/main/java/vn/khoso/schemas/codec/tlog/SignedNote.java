package vn.khoso.schemas.codec.tlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures below it (C2SP signed-note).
 *
 * @param text what is signed; ends with a line feed
 */
public record SignedNote(String text, List<Signature> signatures) {

    private static final String DASH = "\u2014 ";
    private static final int MOST_SIGNATURES = 16;

    /**
     * A signature line.
     *
     * @param name of the key
     * @param keyId four bytes that say which key of that name
     * @param bytes the signature
     */
    public record Signature(String name, int keyId, byte[] bytes) {

        String line() {
            byte[] all = new byte[4 + bytes.length];
            System.arraycopy(NoteKey.idBytes(keyId), 0, all, 0, 4);
            System.arraycopy(bytes, 0, all, 4, bytes.length);
            return DASH + name + " " + Base64.getEncoder().encodeToString(all) + "\n";
        }

        private static Signature parse(String line) {
            String[] parts = line.split(" ", -1);
            if (parts.length != 3 || !DASH.strip().equals(parts[0])) {
                throw new IllegalArgumentException("no signature line of a note");
            }
            byte[] all = Base64Text.strict(parts[2]);
            if (!NoteKey.named(parts[1]) || all.length < 5) {
                throw new IllegalArgumentException("no signature line of a note");
            }
            return new Signature(parts[1], NoteKey.id(all), Arrays.copyOfRange(all, 4, all.length));
        }
    }

    public SignedNote {
        if (!text.endsWith("\n")
                || text.chars().anyMatch(c -> c < 0x20 && c != '\n')
                || signatures.isEmpty()
                || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("no signed note");
        }
        signatures = List.copyOf(signatures);
    }

    /** @throws IllegalArgumentException when it is not a signed note */
    public static SignedNote parse(String note) {
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("no signed note");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
            signatures.add(Signature.parse(line));
        }
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    /** The bytes that a signature covers. */
    public byte[] signed() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The whole note as it lies in a file. */
    public String written() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /** Whether this key signed the note. Signatures of other keys count for nothing, here as in the specification. */
    public boolean signedBy(NoteKey key) {
        List<Signature> own = signatures.stream()
                .filter(one -> one.name().equals(key.name()) && one.keyId() == key.id())
                .toList();
        return !own.isEmpty() && own.stream().allMatch(one -> key.verifies(signed(), one.bytes()));
    }
}
