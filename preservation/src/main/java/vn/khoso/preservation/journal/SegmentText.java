package vn.khoso.preservation.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.JournalEntryJson;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.codec.json.StrictJson;

/** The journal's segments as they are written on any volume: {@code 00000001.ndjson}, an entry a line. */
public final class SegmentText {

    private static final Pattern NAME = Pattern.compile("[0-9]{8}\\.ndjson");
    private static final int DIGITS = 8;

    private SegmentText() {}

    /** @param number from 1 */
    public static String name(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits + ".ndjson";
    }

    /**
     * How many segments are among these names.
     *
     * @throws ContentAltered when one between them is missing
     */
    public static int count(List<String> names) {
        List<String> segments = names.stream()
                .filter(name -> NAME.matcher(name).matches())
                .sorted()
                .toList();
        for (int at = 0; at < segments.size(); at++) {
            if (!segments.get(at).equals(name(at + 1))) {
                throw new ContentAltered(
                        "journal segment " + (at + 1) + " is missing; the next one is " + segments.get(at));
            }
        }
        return segments.size();
    }

    /** The bytes of one line, with its line feed. */
    public static byte[] line(JournalText entry) {
        byte[] json = JournalEntryJson.bytes(entry);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /**
     * A line as it lies there.
     *
     * @param end offset behind its line feed
     * @param entry empty when the line is not whole or its own hash does not hold
     */
    public record Line(long end, Optional<JournalEntry> entry) {}

    /** The lines of a segment. */
    public static List<Line> lines(byte[] bytes) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                lines.add(new Line(at + 1L, parse(Arrays.copyOfRange(bytes, start, at))));
                start = at + 1;
            }
        }
        if (start < bytes.length) {
            lines.add(new Line(bytes.length, Optional.empty()));
        }
        return lines;
    }

    private static Optional<JournalEntry> parse(byte[] line) {
        try {
            // The spelling is canonical: a line that says the same in other bytes was not written by us.
            return Optional.of(JournalEntryJson.read(StrictJson.own(line)))
                    .filter(JournalHash::holds)
                    .filter(entry -> Arrays.equals(CanonicalJson.bytes(JournalEntryJson.write(entry)), line));
        } catch (IllegalArgumentException | java.time.DateTimeException notAnEntry) {
            return Optional.empty();
        }
    }
}
