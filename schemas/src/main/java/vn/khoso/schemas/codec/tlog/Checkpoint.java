package vn.khoso.schemas.codec.tlog;

import java.util.List;

/**
 * The head of a log at a size (C2SP tlog-checkpoint).
 *
 * @param origin which log, one line
 * @param size entries, 0 to 2^63-1
 * @param root of the tree of that size
 * @param extensions further lines; opaque
 */
public record Checkpoint(String origin, long size, TreeHash root, List<String> extensions) {

    public Checkpoint {
        if (!line(origin) || size < 0 || !extensions.stream().allMatch(Checkpoint::line)) {
            throw new IllegalArgumentException("no checkpoint");
        }
        extensions = List.copyOf(extensions);
    }

    private static boolean line(String text) {
        return !text.isEmpty() && text.indexOf('\n') < 0;
    }

    /** What is signed. */
    public String text() {
        StringBuilder text = new StringBuilder(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        extensions.forEach(extension -> text.append(extension).append('\n'));
        return text.toString();
    }

    /** @throws IllegalArgumentException when it is not the text of a checkpoint */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("no checkpoint");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < 3 || !lines[1].matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("no checkpoint");
        }
        return new Checkpoint(
                lines[0],
                Long.parseLong(lines[1]),
                TreeHash.ofBase64(lines[2]),
                List.of(lines).subList(3, lines.length));
    }

    /**
     * Reads a checkpoint that the log signed.
     *
     * @throws IllegalArgumentException when it is none, of another log, or not signed by the key
     */
    public static Checkpoint signed(String note, NoteKey key) {
        SignedNote signed = SignedNote.parse(note);
        Checkpoint checkpoint = parse(signed.text());
        if (!checkpoint.origin().equals(key.name())) {
            throw new IllegalArgumentException(
                    "a checkpoint of " + checkpoint.origin() + ", and the key is of " + key.name());
        }
        if (!signed.signedBy(key)) {
            throw new IllegalArgumentException("the checkpoint is not signed by the key " + key.name());
        }
        return checkpoint;
    }
}
