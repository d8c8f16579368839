package vn.khoso.schemas.codec.tlog;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * That an entry is in the log, with everything needed to see it offline (C2SP tlog-proof).
 *
 * @param entry the entry's bytes, in the {@code extra} line; empty when the proof is given without
 * @param index of the entry, from 0
 * @param checkpoint the signed checkpoint, as it is
 */
public record InclusionProof(Optional<byte[]> entry, long index, List<TreeHash> hashes, String checkpoint) {

    private static final String HEAD = "c2sp.org/tlog-proof@v1";
    private static final int MOST_HASHES = 63;

    public InclusionProof {
        hashes = List.copyOf(hashes);
        if (index < 0 || hashes.size() > MOST_HASHES) {
            throw new IllegalArgumentException("no inclusion proof");
        }
    }

    /** The form in a file. */
    public String text() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        entry.ifPresent(bytes -> text.append("extra ")
                .append(Base64.getEncoder().encodeToString(bytes))
                .append('\n'));
        text.append("index ").append(index).append('\n');
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /** @throws IllegalArgumentException when it is not the text of a proof */
    public static InclusionProof parse(String text) {
        int split = text.indexOf("\n\n");
        if (split < 0) {
            throw new IllegalArgumentException("no inclusion proof");
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, split).split("\n", -1)));
        if (!HEAD.equals(lines.removeFirst()) || lines.isEmpty()) {
            throw new IllegalArgumentException("no inclusion proof");
        }
        Optional<byte[]> entry = Optional.empty();
        if (lines.getFirst().startsWith("extra ")) {
            entry = Optional.of(Base64Text.strict(lines.removeFirst().substring("extra ".length())));
        }
        if (lines.isEmpty() || !lines.getFirst().matches("index (0|[1-9][0-9]{0,17})")) {
            throw new IllegalArgumentException("no inclusion proof");
        }
        long index = Long.parseLong(lines.removeFirst().substring("index ".length()));
        return new InclusionProof(
                entry, index, lines.stream().map(TreeHash::ofBase64).toList(), text.substring(split + 2));
    }

    /**
     * Whether the log that has this key holds these bytes at {@link #index}.
     *
     * @throws IllegalArgumentException when the checkpoint is none, of another log, or not signed by the key
     */
    public boolean holds(byte[] bytes, NoteKey key) {
        Checkpoint signed = Checkpoint.signed(checkpoint, key);
        return MerkleCheck.included(TreeHash.ofLeaf(bytes), index, signed.size(), signed.root(), hashes);
    }
}
