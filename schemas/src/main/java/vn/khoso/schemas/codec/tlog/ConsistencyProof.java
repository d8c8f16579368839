package vn.khoso.schemas.codec.tlog;

import java.util.List;

/**
 * That a log only grew from an older size to a checkpoint: the form in which witnesses are asked (C2SP tlog-witness, add-checkpoint).
 *
 * @param old the older size
 * @param checkpoint the newer signed checkpoint, as it is
 */
public record ConsistencyProof(long old, List<TreeHash> hashes, String checkpoint) {

    private static final int MOST_HASHES = 63;

    public ConsistencyProof {
        hashes = List.copyOf(hashes);
        if (old < 0 || hashes.size() > MOST_HASHES) {
            throw new IllegalArgumentException("no consistency proof");
        }
    }

    /** The form in a file. */
    public String text() {
        StringBuilder text = new StringBuilder("old ").append(old).append('\n');
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /** @throws IllegalArgumentException when it is not the text of a proof */
    public static ConsistencyProof parse(String text) {
        int split = text.indexOf("\n\n");
        if (split < 0) {
            throw new IllegalArgumentException("no consistency proof");
        }
        List<String> lines = List.of(text.substring(0, split).split("\n", -1));
        if (!lines.getFirst().matches("old (0|[1-9][0-9]{0,17})")) {
            throw new IllegalArgumentException("no consistency proof");
        }
        long old = Long.parseLong(lines.getFirst().substring("old ".length()));
        return new ConsistencyProof(
                old,
                lines.subList(1, lines.size()).stream().map(TreeHash::ofBase64).toList(),
                text.substring(split + 2));
    }

    /**
     * Whether the newer tree begins with the older one.
     *
     * @throws IllegalArgumentException when the checkpoint is none, of another log, or not signed by the key
     */
    public boolean holds(Checkpoint older, NoteKey key) {
        Checkpoint newer = Checkpoint.signed(checkpoint, key);
        return older.origin().equals(newer.origin())
                && older.size() == old
                && MerkleCheck.consistent(old, older.root(), newer.size(), newer.root(), hashes);
    }
}
