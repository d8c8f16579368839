package vn.khoso.ingest.bag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.khoso.ingest.step.Findings;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;

/**
 * What the archive's BagIt profile asks of {@code bag-info.txt} beyond the RFC (bagit-profiles 1.4). What the profile says of
 * manifests, fetch.txt and required tag files has findings of its own.
 */
final class BagProfile {

    private static final String RESOURCE = "/vn/khoso/schemas/khoso-bagit-profile-1.json";

    private final List<Label> labels;

    private BagProfile(List<Label> labels) {
        this.labels = labels;
    }

    /** @param values empty when any value will do */
    private record Label(String name, boolean required, boolean repeatable, Set<String> values) {}

    /** The profile that the schemas ship. */
    static BagProfile shipped() {
        try (InputStream in = BagProfile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + RESOURCE);
            }
            List<Label> labels = new ArrayList<>();
            new ObjectMapper()
                    .readTree(in)
                    .path("Bag-Info")
                    .properties()
                    .forEach(label -> labels.add(label(label.getKey(), label.getValue())));
            return new BagProfile(List.copyOf(labels));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE, unreadable);
        }
    }

    private static Label label(String name, JsonNode rule) {
        Set<String> values = new HashSet<>();
        rule.path("values").forEach(value -> values.add(value.asText()));
        return new Label(
                name,
                rule.path("required").asBoolean(false),
                rule.path("repeatable").asBoolean(true),
                values);
    }

    void judge(BagInfo info, Findings findings) {
        for (Label label : labels) {
            List<String> found = info.all(label.name());
            if (label.required() && found.isEmpty()) {
                violated(label, "1", findings);
            } else if (!label.repeatable() && found.size() > 1) {
                violated(label, "1", findings);
            } else if (!label.values().isEmpty() && !label.values().containsAll(found)) {
                violated(label, String.join(", ", label.values()), findings);
            }
        }
    }

    private static void violated(Label label, String expected, Findings findings) {
        findings.add(Finding.of(FindingCode.BAG_PROFILE_VIOLATED, label.name()).with("expected", expected));
    }
}
