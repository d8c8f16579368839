package vn.khoso.preservation.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.format.Characterisation.Verdict;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.PackagePath;

/**
 * Makes a verdict and findings of facts. Knows no tool; never says how much a finding weighs.
 *
 * <p>Arguments of its findings: {@code extension}, {@code expected} and {@code found} (extension and what the bytes say),
 * {@code tool}, {@code message}, {@code count}, {@code reason} ({@code TIME}, {@code MEMORY}, {@code CRASH}, {@code LIMIT}).
 */
public final class FormatJudgement {

    /** Messages of a tool quoted in a finding; how many there were is said beside them. */
    private static final int QUOTED = 3;

    /** A file of no bytes has no format. */
    public Characterisation ofEmptyFile(PackagePath name) {
        return new Characterisation(
                FormatDesignation.UNKNOWN,
                Verdict.NOT_CHECKED,
                List.of(),
                Map.of(),
                List.of(Finding.of(FindingCode.FILE_EMPTY, name.value())));
    }

    public Characterisation of(PackagePath name, FileFacts facts) {
        Identification identification = facts.identification();
        List<Finding> findings = new ArrayList<>(ofIdentification(name, identification));
        List<String> tools = new ArrayList<>(List.of(identification.tool()));
        if (facts.validation().isEmpty()) {
            return new Characterisation(identification.format(), Verdict.NOT_CHECKED, tools, Map.of(), findings);
        }
        Validation validation = facts.validation().get();
        tools.add(validation.tool());
        findings.addAll(ofValidation(name, validation));
        return new Characterisation(
                identification.format(), verdict(validation.soundness()), tools, validation.properties(), findings);
    }

    /**
     * The tool never answered.
     *
     * @param identification what a second, lighter question brought, when it brought anything
     * @param reason {@code TIME}, {@code MEMORY} or {@code CRASH}
     */
    public Characterisation ofSilence(
            PackagePath name, Optional<Identification> identification, String reason, String detail) {
        List<Finding> findings = new ArrayList<>();
        identification.ifPresent(known -> findings.addAll(ofIdentification(name, known)));
        findings.add(Finding.of(FindingCode.FORMAT_UNDETERMINED, name.value())
                .with("reason", reason)
                .with("message", detail));
        return new Characterisation(
                identification.map(Identification::format).orElse(FormatDesignation.UNKNOWN),
                Verdict.UNDETERMINED,
                identification.map(known -> List.of(known.tool())).orElse(List.of()),
                Map.of(),
                findings);
    }

    private static List<Finding> ofIdentification(PackagePath name, Identification identification) {
        return switch (identification.means()) {
            case NOTHING ->
                List.of(Finding.of(FindingCode.FORMAT_UNKNOWN, name.value()).with("extension", extension(name)));
            case EXTENSION -> List.of();
            case SIGNATURE ->
                identification.extensionFits()
                        ? List.of()
                        : List.of(Finding.of(FindingCode.FORMAT_EXTENSION_DIFFERS, name.value())
                                .with("expected", extension(name))
                                .with("found", described(identification.format())));
        };
    }

    private static List<Finding> ofValidation(PackagePath name, Validation validation) {
        return switch (validation.soundness()) {
            case VALID, WELL_FORMED -> List.of();
            case NOT_VALID -> List.of(complaining(FindingCode.FORMAT_NOT_VALID, name, validation));
            case NOT_WELL_FORMED -> List.of(complaining(FindingCode.FORMAT_NOT_WELL_FORMED, name, validation));
            case UNDETERMINED ->
                List.of(complaining(FindingCode.FORMAT_UNDETERMINED, name, validation)
                        .with("reason", "LIMIT"));
        };
    }

    private static Finding complaining(FindingCode code, PackagePath name, Validation validation) {
        List<Validation.Complaint> all = validation.complaints();
        String words = all.stream()
                .limit(QUOTED)
                .map(one -> one.id().isEmpty() ? one.message() : one.message() + " (" + one.id() + ")")
                .collect(Collectors.joining("; "));
        return Finding.of(code, name.value())
                .with("tool", validation.tool())
                .with("message", words)
                .with("count", Integer.toString(all.size()));
    }

    private static Verdict verdict(Validation.Soundness soundness) {
        return switch (soundness) {
            case VALID -> Verdict.VALID;
            case WELL_FORMED, NOT_VALID -> Verdict.WELL_FORMED;
            case NOT_WELL_FORMED -> Verdict.NOT_WELL_FORMED;
            case UNDETERMINED -> Verdict.UNDETERMINED;
        };
    }

    private static String described(FormatDesignation format) {
        String name = format.name().orElse(format.mediaType());
        String version = format.version().map(v -> " " + v).orElse("");
        return format.puid().map(puid -> name + version + " (" + puid + ")").orElse(name + version);
    }

    private static String extension(PackagePath name) {
        return extension(name.fileName());
    }

    /** Lower case, without the dot; empty when the name has none. */
    public static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot <= 0 || dot == fileName.length() - 1
                ? ""
                : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
