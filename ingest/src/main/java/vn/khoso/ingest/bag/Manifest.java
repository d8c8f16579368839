package vn.khoso.ingest.bag;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.ingest.step.Findings;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/**
 * One manifest: which file has which digest.
 *
 * @param payload whether it is a payload manifest; else it is a tag manifest
 * @param lines by the path in normal form C, in the order of the file
 */
record Manifest(String name, DigestAlgorithm algorithm, boolean payload, Map<String, Line> lines) {

    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]+)[ \\t]+(.+)");
    private static final Pattern ESCAPED = Pattern.compile("%(0[AaDd]|25)");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
    private static final String PAYLOAD_FOLDER = "data/";

    /**
     * @param path as the manifest spells it, decoded
     * @param literal as the manifest spells it, not decoded
     */
    record Line(PackagePath path, String literal, Fixity digest) {}

    /** Reads the lines; what is wrong with one is a finding with its number, and the line is left out. */
    static Manifest parse(
            String name, DigestAlgorithm algorithm, boolean payload, List<String> lines, Findings findings) {
        Map<String, Line> byPath = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Place place = new Place(name, i + 1, findings);
            parse(lines.get(i), algorithm, payload, place)
                    .filter(line -> byPath.putIfAbsent(line.path().nfc(), line) != null)
                    .ifPresent(twice -> place.path(
                            FindingCode.BAG_MANIFEST_DUPLICATE_PATH,
                            twice.path().value()));
        }
        return new Manifest(name, algorithm, payload, byPath);
    }

    /** Where a finding is. */
    private record Place(String file, int number, Findings findings) {
        void line(String text) {
            add(FindingCode.BAG_MANIFEST_LINE_INVALID, file, text);
        }

        void path(FindingCode code, String path) {
            add(code, shortened(path), path);
        }

        private void add(FindingCode code, String subject, String found) {
            findings.add(Finding.of(code, subject)
                    .with("manifest", file)
                    .with("line", Integer.toString(number))
                    .with("found", shortened(found)));
        }

        private static String shortened(String text) {
            String shown = text.length() > 300 ? text.substring(0, 300) + "…" : text;
            return shown.isEmpty() ? "\"\"" : shown.replaceAll("\\p{Cntrl}", "\uFFFD");
        }
    }

    private static Optional<Line> parse(String text, DigestAlgorithm algorithm, boolean payload, Place place) {
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches() || matcher.group(1).length() != algorithm.hexLength()) {
            place.line(text);
            return Optional.empty();
        }
        String literal = withoutMark(matcher.group(2));
        Optional<PackagePath> path = path(decode(literal), payload);
        if (path.isEmpty()) {
            place.path(FindingCode.BAG_MANIFEST_PATH_UNSAFE, literal);
        }
        return path.map(good -> new Line(good, literal, new Fixity(algorithm, matcher.group(1))));
    }

    /** "./" is harmless; "*" is the mark of md5sum for a binary file. */
    private static String withoutMark(String path) {
        String plain = path.startsWith("*") ? path.substring(1) : path;
        return plain.startsWith("./") ? plain.substring(2) : plain;
    }

    private static Optional<PackagePath> path(String text, boolean payload) {
        boolean unsafe =
                text.startsWith("~") || DRIVE.matcher(text).matches() || payload != text.startsWith(PAYLOAD_FOLDER);
        try {
            return unsafe ? Optional.empty() : Optional.of(new PackagePath(text));
        } catch (IllegalArgumentException notAPath) {
            return Optional.empty();
        }
    }

    /** RFC 8493, 2.1.3: line feed, carriage return and the per cent sign are escaped, nothing else; decoded once. */
    private static String decode(String literal) {
        return ESCAPED.matcher(literal)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    static String key(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC);
    }
}
