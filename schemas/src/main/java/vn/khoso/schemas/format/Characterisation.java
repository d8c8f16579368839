package vn.khoso.schemas.format;

import java.util.List;
import java.util.Map;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.oais.FormatDesignation;

/**
 * What the tools said of one file (ISO 16363, 4.2.5.1).
 *
 * @param format identification by PRONOM signature, else by extension
 * @param verdict what validation came to
 * @param tools names and versions of the tools that spoke, {@code JHOVE 1.32.1 PDF-hul 1.12.7}
 * @param properties facts that matter for keeping: {@code pages}, {@code pdfVersion}, {@code width}, ...
 * @param findings subject of each is the file's path
 */
public record Characterisation(
        FormatDesignation format,
        Verdict verdict,
        List<String> tools,
        Map<String, String> properties,
        List<Finding> findings) {

    /** Result of format validation. */
    public enum Verdict {
        VALID,
        WELL_FORMED,
        NOT_WELL_FORMED,
        /** No module for this format; identification only. */
        NOT_CHECKED,
        /** The tool gave up: time, memory, crash. Never to be read as valid. */
        UNDETERMINED
    }

    public Characterisation {
        tools = List.copyOf(tools);
        properties = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(properties));
        findings = List.copyOf(findings);
    }
}
