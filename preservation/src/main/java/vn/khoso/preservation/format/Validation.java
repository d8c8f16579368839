package vn.khoso.preservation.format;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a validation tool said of a file.
 *
 * @param tool name and version of the tool and its module
 * @param properties facts that matter for keeping: {@code pages}, {@code pdfVersion}, {@code width}, {@code height}, ...
 */
public record Validation(String tool, Soundness soundness, List<Complaint> complaints, Map<String, String> properties) {

    /** How far a file keeps to its format. */
    public enum Soundness {
        /** Keeps to the whole specification, as far as the tool knows it. */
        VALID,
        /** Keeps to the syntax; the tool knows no further rule that applies. */
        WELL_FORMED,
        /** Keeps to the syntax, breaks a further rule. */
        NOT_VALID,
        /** Breaks the syntax. */
        NOT_WELL_FORMED,
        /** The tool does not say, for instance since a limit was reached. */
        UNDETERMINED
    }

    /**
     * One thing that is wrong.
     *
     * @param id stable code of the tool such as {@code PDF-HUL-137}, empty when it has none
     * @param message in the tool's words
     */
    public record Complaint(String id, String message) {}

    public Validation {
        complaints = List.copyOf(complaints);
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }
}
