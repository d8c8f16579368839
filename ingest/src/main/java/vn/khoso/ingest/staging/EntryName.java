package vn.khoso.ingest.staging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.PackagePath;

/**
 * Judges names of container entries. A name that is good on one system and dangerous on another is not good: what is
 * archived must be handed out on any system for a century.
 */
final class EntryName {

    /** Longest path in UTF-8 bytes. */
    private static final int MAX_PATH_BYTES = 4096;

    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern RESERVED = Pattern.compile(
            "(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\\$|conout\\$)(\\..*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private EntryName() {}

    /** A name that may be used, or what is wrong with it. */
    sealed interface Verdict {
        record Good(PackagePath path) implements Verdict {}

        /** The container's own root, as tar writes it: nothing to unpack. */
        record Root() implements Verdict {}

        record Bad(Finding finding) implements Verdict {}
    }

    static Verdict judge(byte[] raw, int maxDepth) {
        Optional<String> decoded = utf8(raw);
        if (decoded.isEmpty()) {
            return bad(
                    FindingCode.CONTAINER_PATH_UNSAFE,
                    printable(new String(raw, StandardCharsets.ISO_8859_1)),
                    "encoding");
        }
        String name = decoded.get();
        while (name.startsWith("./")) {
            name = name.substring(2);
        }
        if (name.endsWith("/")) {
            name = name.substring(0, name.length() - 1);
        }
        if ((name.isEmpty() || name.equals(".")) && raw.length > 0 && raw[0] == '.') {
            return new Verdict.Root();
        }
        return judge(name, maxDepth);
    }

    private static Verdict judge(String name, int maxDepth) {
        String shown = printable(name);
        String slashed = name.replace('\\', '/');
        if (slashed.startsWith("/") || DRIVE.matcher(slashed).matches()) {
            return bad(FindingCode.CONTAINER_PATH_ESCAPES, shown, "absolute");
        }
        String[] parts = slashed.split("/", -1);
        for (String part : parts) {
            if (part.equals("..")) {
                return bad(FindingCode.CONTAINER_PATH_ESCAPES, shown, "parent");
            }
        }
        if (name.indexOf('\\') >= 0) {
            return bad(FindingCode.CONTAINER_PATH_UNSAFE, shown, "backslash");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES || parts.length > maxDepth + 1) {
            return bad(FindingCode.CONTAINER_PATH_UNSAFE, shown, "length");
        }
        for (String part : parts) {
            Optional<String> trouble = troubleOf(part);
            if (trouble.isPresent()) {
                return bad(FindingCode.CONTAINER_PATH_UNSAFE, shown, trouble.get());
            }
        }
        return new Verdict.Good(new PackagePath(name));
    }

    private static Optional<String> troubleOf(String part) {
        if (part.isEmpty() || part.equals(".")) {
            return Optional.of("empty part");
        }
        if (part.getBytes(StandardCharsets.UTF_8).length > PackagePath.MAX_PART_BYTES) {
            return Optional.of("length");
        }
        if (part.codePoints().anyMatch(EntryName::forbidden)) {
            return Optional.of("control character");
        }
        if (part.endsWith(".") || part.endsWith(" ") || part.startsWith(" ")) {
            return Optional.of("space or dot at an end");
        }
        return RESERVED.matcher(part).matches() ? Optional.of("reserved name") : Optional.empty();
    }

    /** Controls, and the marks that make a name look like another (CVE-2021-42574). */
    private static boolean forbidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> c != 0x200C && c != 0x200D; // joiners are letters' business
            default -> (c & 0xFFFE) == 0xFFFE;
        };
    }

    /** Two names that are the same to a person or to some file system have the same key. */
    static String twinKey(String path) {
        String folded = path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    static Optional<String> utf8(byte[] raw) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(raw))
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    /** The name as it may stand in a letter: controls spelled out, at most 300 characters. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(300).forEach(c -> {
            if (forbidden(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.isEmpty() ? "\"\"" : text.toString();
    }

    private static Verdict bad(FindingCode code, String shown, String reason) {
        return new Verdict.Bad(Finding.of(code, shown).with("reason", reason));
    }
}
