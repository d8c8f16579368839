package vn.khoso.ingest.bag;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.ingest.step.Findings;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;

/**
 * What {@code bagit.txt} says (RFC 8493, 2.1.1): the version, and how the other tag files are encoded.
 *
 * @param version as written; {@code 1.0} when it could not be read, so that the rest can be judged
 */
record BagDeclaration(String version, Charset charset) {

    static final String FILE = "bagit.txt";

    private static final Set<String> SUPPORTED = Set.of("0.97", "1.0");
    private static final Pattern VERSION = Pattern.compile("BagIt-Version: ?(\\d+\\.\\d+)");
    private static final Pattern ENCODING = Pattern.compile("Tag-File-Character-Encoding: ?(\\S+)");
    private static final BagDeclaration ASSUMED = new BagDeclaration("1.0", StandardCharsets.UTF_8);

    static BagDeclaration read(Optional<UnpackedFile> file, Findings findings) {
        if (file.isEmpty()) {
            findings.add(FindingCode.BAG_DECLARATION_MISSING, FILE);
            return ASSUMED;
        }
        List<String> lines = TagText.read(file.get(), StandardCharsets.UTF_8)
                .map(TagText::lines)
                .orElse(List.of());
        Matcher version = VERSION.matcher(lines.isEmpty() ? "" : lines.getFirst());
        Matcher encoding = ENCODING.matcher(lines.size() < 2 ? "" : lines.get(1));
        if (lines.size() != 2 || !version.matches() || !encoding.matches()) {
            findings.add(Finding.of(FindingCode.BAG_DECLARATION_INVALID, FILE)
                    .with("expected", "BagIt-Version: M.N / Tag-File-Character-Encoding: UTF-8"));
            return ASSUMED;
        }
        if (!SUPPORTED.contains(version.group(1))) {
            findings.add(Finding.of(FindingCode.BAG_VERSION_UNSUPPORTED, FILE)
                    .with("found", version.group(1))
                    .with("expected", "0.97, 1.0"));
        }
        return new BagDeclaration(version.group(1), charset(encoding.group(1), findings));
    }

    private static Charset charset(String name, Findings findings) {
        Optional<Charset> charset = TagText.charset(name);
        if (!charset.equals(Optional.of(StandardCharsets.UTF_8))) {
            findings.add(Finding.of(FindingCode.BAG_TEXT_NOT_UTF8, FILE).with("found", name));
        }
        return charset.orElse(StandardCharsets.UTF_8);
    }
}
