package vn.khoso.ingest.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.finding.FindingLevel;

/**
 * What archive and producers agreed on: the weight of each finding and the formats that are taken. Data, so that a
 * province changes it without a programmer.
 *
 * @param version goes into every package, so that a later reader knows by which rules it was judged
 * @param levels for every code
 * @param mediaTypes in lower case
 */
public record SubmissionAgreement(int version, Map<FindingCode, FindingLevel> levels, Set<String> mediaTypes)
        implements Outcome.Policy {

    private static final String DEFAULT = "default";

    public SubmissionAgreement {
        levels = Map.copyOf(levels);
        mediaTypes = Set.copyOf(mediaTypes);
        if (!levels.keySet().containsAll(Set.of(FindingCode.values()))) {
            throw new IllegalArgumentException("an agreement names a level for every finding");
        }
    }

    /** The agreement that comes with the archive: everything refuses but what practice must live with. */
    public static SubmissionAgreement shipped() {
        try (InputStream in = SubmissionAgreement.class.getResourceAsStream("agreement.json")) {
            if (in == null) {
                throw new IllegalStateException("agreement.json is not on the class path");
            }
            return parse(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("agreement.json", unreadable);
        }
    }

    /** @throws IllegalArgumentException when it names a code or level that there is not, or is no JSON */
    public static SubmissionAgreement parse(byte[] json) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            FindingLevel fallback =
                    FindingLevel.valueOf(root.path("levels").path(DEFAULT).asText());
            Map<FindingCode, FindingLevel> levels = new EnumMap<>(FindingCode.class);
            Set.of(FindingCode.values()).forEach(code -> levels.put(code, fallback));
            root.path("levels").properties().forEach(level -> {
                if (!level.getKey().equals(DEFAULT)) {
                    levels.put(
                            code(level.getKey()),
                            FindingLevel.valueOf(level.getValue().asText()));
                }
            });
            Set<String> mediaTypes = new HashSet<>();
            root.path("mediaTypes").forEach(type -> mediaTypes.add(type.asText().toLowerCase(Locale.ROOT)));
            return new SubmissionAgreement(root.path("version").asInt(), levels, mediaTypes);
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the agreement is no JSON", notJson);
        }
    }

    private static FindingCode code(String text) {
        return FindingCode.ofCode(text).orElseThrow(() -> new IllegalArgumentException("no finding code " + text));
    }

    @Override
    public FindingLevel level(Finding finding) {
        return java.util.Objects.requireNonNull(levels.get(finding.code()));
    }

    /** Whether a format is taken; one that nobody could identify is another question. */
    public boolean takes(String mediaType) {
        return mediaTypes.contains(mediaType.toLowerCase(Locale.ROOT));
    }
}
