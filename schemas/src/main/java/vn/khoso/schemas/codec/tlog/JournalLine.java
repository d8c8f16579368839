package vn.khoso.schemas.codec.tlog;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * A journal entry as it lies in a segment, read without its event: enough for the chain and the tree.
 *
 * <p>The line is canonical JSON with the keys event, hash, index, previous, recordedAt, and no text of JSON can hold an unescaped
 * quotation mark; so the last four fields are found from the end, and the line without {@code "hash":"...",} is what was hashed.
 *
 * @param index of the entry in the journal, from 1; its leaf in the tree is {@code index - 1}
 * @param previous hash of the entry before, hex
 * @param hash of this entry, hex
 * @param bytes the line without its line feed: the data of the leaf
 */
public record JournalLine(long index, String previous, String hash, byte[] bytes) {

    /** What the first entry has for {@code previous}. */
    public static final String START = "0".repeat(64);

    private static final Pattern END = Pattern.compile(
            ",\"hash\":\"([0-9a-f]{64})\"(,\"index\":([1-9][0-9]{0,17}),\"previous\":\"([0-9a-f]{64})\",\"recordedAt\":\"[0-9T:.Z-]{20,32}\"})\\z");
    private static final int LONGEST_END = 300;

    /** @throws IllegalArgumentException when it is not an entry, or not what its own hash says */
    public static JournalLine parse(byte[] line) {
        int tail = Math.max(0, line.length - LONGEST_END);
        Matcher end = END.matcher(new String(line, tail, line.length - tail, StandardCharsets.ISO_8859_1));
        if (!end.find()) {
            throw new IllegalArgumentException("no journal entry");
        }
        var digest = Digests.of(DigestAlgorithm.SHA_256);
        digest.update(line, 0, tail + end.start());
        digest.update(end.group(2).getBytes(StandardCharsets.ISO_8859_1));
        if (!java.util.HexFormat.of().formatHex(digest.digest()).equals(end.group(1))) {
            throw new IllegalArgumentException("entry " + end.group(3) + " is not what was appended");
        }
        return new JournalLine(Long.parseLong(end.group(3)), end.group(4), end.group(1), line);
    }

    /** Whether this entry comes right after that one. */
    public boolean follows(long index, String hash) {
        return this.index == index + 1 && previous.equals(hash);
    }
}
