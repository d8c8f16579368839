package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * Reads {@code metadata/tthc.json} of a deposit: every record that can be understood, and everything that is wrong, each
 * by its JSON pointer (RFC 6901). Bytes of strangers: it answers to any input and throws at none.
 *
 * <p>No value of a field about a person stands in a finding.
 */
public final class ResultReader {

    /** Where the file lies in the bag. */
    public static final String PATH = "metadata/tthc.json";

    /** Value of the field {@code schema}. */
    public static final String SCHEMA = "https://khoso.vn/schema/tthc/1";

    /** Most records that one bag may carry. */
    public static final int MAX_RECORDS = 10_000;

    /** Findings are counted up to here; more help nobody. */
    public static final int MAX_FINDINGS = 2_000;

    private static final Set<String> KNOWN = Set.of("schema", "records");

    /**
     * What reading came to.
     *
     * @param results the records that could be understood, in their order
     * @param findings all that is wrong
     * @param complete whether every record could be understood; if not, {@code results} must not be kept as the package's
     */
    public record Reading(List<AdministrativeResult> results, List<Finding> findings, boolean complete) {
        public Reading {
            results = List.copyOf(results);
            findings = List.copyOf(findings);
        }
    }

    /** Reads the bytes of the file. */
    public Reading read(byte[] bytes) {
        List<Finding> findings = new ArrayList<>();
        return switch (StrictJson.read(bytes)) {
            case StrictJson.Outcome.Document document -> records(document.root(), findings);
            case StrictJson.Outcome.Refused refused -> {
                findings.add(notJson(refused));
                // A byte order mark is wrong (RFC 8259, 8.1) but hides nothing: tell the rest in the same letter.
                yield refused.reason() == StrictJson.Reason.BYTE_ORDER_MARK
                        ? withoutMark(Arrays.copyOfRange(bytes, 3, bytes.length), findings)
                        : new Reading(List.of(), findings, false);
            }
        };
    }

    private static Reading withoutMark(byte[] bytes, List<Finding> findings) {
        return switch (StrictJson.read(bytes)) {
            case StrictJson.Outcome.Document document -> records(document.root(), findings);
            case StrictJson.Outcome.Refused refused -> {
                findings.add(notJson(refused));
                yield new Reading(List.of(), findings, false);
            }
        };
    }

    private static Finding notJson(StrictJson.Outcome.Refused refused) {
        return Finding.of(FindingCode.METADATA_NOT_JSON, PATH)
                .with("reason", refused.reason().name())
                .with("line", Integer.toString(refused.line()))
                .with("column", Integer.toString(refused.column()));
    }

    private static Reading records(JsonNode root, List<Finding> findings) {
        JsonNode records = root.path("records");
        if (!root.isObject() || !records.isArray()) {
            findings.add(violated(
                    root.isObject() ? "/records" : "", Violation.WRONG_TYPE, "{\"schema\",\"records\":[...]}"));
            return new Reading(List.of(), findings, false);
        }
        if (!SCHEMA.equals(root.path("schema").textValue())) {
            findings.add(violated("/schema", Violation.NOT_ALLOWED, SCHEMA));
        }
        root.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                findings.add(violated("/" + escaped(name), Violation.UNKNOWN_FIELD, "schema, records"));
            }
        });
        if (records.isEmpty() || records.size() > MAX_RECORDS) {
            findings.add(violated("/records", Violation.WRONG_SIZE, "1 - " + MAX_RECORDS));
            return new Reading(List.of(), findings, false);
        }
        return each(records, findings);
    }

    private static Reading each(JsonNode records, List<Finding> findings) {
        List<AdministrativeResult> results = new ArrayList<>(records.size());
        Set<String> sources = new HashSet<>();
        for (int i = 0; i < records.size(); i++) {
            String pointer = "/records/" + i;
            if (findings.size() >= MAX_FINDINGS) {
                findings.add(violated(pointer, Violation.NOT_READ_ON, Integer.toString(MAX_FINDINGS)));
                return new Reading(results, findings, false);
            }
            Optional<AdministrativeResult> result = RecordReading.of(records.get(i), pointer, findings);
            result.ifPresent(one -> {
                results.add(one);
                if (!sources.add(one.sourceSystem() + "\n" + one.sourceRecordId())) {
                    findings.add(Finding.of(FindingCode.METADATA_DUPLICATE_RESULT, pointer + "/sourceRecordId")
                            .with("found", one.sourceRecordId()));
                }
            });
        }
        return new Reading(results, findings, results.size() == records.size());
    }

    /** In which way a field is not as the schema has it. */
    enum Violation {
        MISSING,
        WRONG_TYPE,
        WRONG_SIZE,
        NOT_ALLOWED,
        UNKNOWN_FIELD,
        UNSAFE_TEXT,
        NOT_READ_ON
    }

    static Finding violated(String pointer, Violation violation, String expected) {
        return Finding.of(FindingCode.METADATA_SCHEMA_VIOLATED, pointer.isEmpty() ? "/" : pointer)
                .with("reason", violation.name().toUpperCase(Locale.ROOT))
                .with("expected", expected);
    }

    /** A name as a step of a JSON pointer; a long one is cut, it is shown only. */
    static String escaped(String name) {
        String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
        return shown.replace("~", "~0").replace("/", "~1").replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }
}
