package vn.khoso.ingest.bag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.ingest.step.Findings;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;

/**
 * The labels of {@code bag-info.txt} (RFC 8493, 2.2.2).
 *
 * @param values by label in lower case, since labels are case-insensitive; a label may stand more than once
 */
public record BagInfo(Map<String, List<String>> values) {

    static final String FILE = "bag-info.txt";

    static final BagInfo NONE = new BagInfo(Map.of());

    private static final Pattern LINE = Pattern.compile("([^:\\s][^:]*?)[ \\t]*:[ \\t]*(.*)");

    public BagInfo {
        values = Map.copyOf(values);
    }

    /** All values of a label, in their order. */
    public List<String> all(String label) {
        return values.getOrDefault(label.toLowerCase(Locale.ROOT), List.of());
    }

    /** The first value of a label. */
    public Optional<String> first(String label) {
        return all(label).stream().findFirst();
    }

    static BagInfo parse(List<String> lines, Findings findings) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher matcher = LINE.matcher(line);
            boolean continued = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (continued && !current.isEmpty()) {
                current.set(current.size() - 1, current.getLast() + " " + line.strip());
            } else if (!continued && matcher.matches()) {
                current = values.computeIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), label -> new ArrayList<>());
                current.add(matcher.group(2).strip());
            } else {
                findings.add(Finding.of(FindingCode.BAG_INFO_INVALID, FILE + ":" + (i + 1)));
            }
        }
        return new BagInfo(values);
    }
}
