package vn.khoso.ingest.step;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;

/**
 * Collects what one step finds, in order. Of each kind the first {@value #KEPT} are kept in full and the others counted, so
 * that a package with a million faults still gives a letter that a person can read.
 */
public final class Findings {

    /** Findings of one code that a letter names one by one. */
    public static final int KEPT = 100;

    private final List<Finding> kept = new ArrayList<>();
    private final Map<FindingCode, Integer> counts = new EnumMap<>(FindingCode.class);

    public void add(Finding finding) {
        if (counts.merge(finding.code(), 1, Integer::sum) <= KEPT) {
            kept.add(finding);
        }
    }

    public void add(FindingCode code, String subject) {
        add(Finding.of(code, subject));
    }

    public void addAll(List<Finding> findings) {
        findings.forEach(this::add);
    }

    public boolean none() {
        return kept.isEmpty();
    }

    /** All that were kept, and for each kind with more than {@value #KEPT} one that says how many there are. */
    public List<Finding> list() {
        List<Finding> all = new ArrayList<>(kept);
        counts.forEach((code, count) -> {
            if (count > KEPT) {
                all.add(Finding.of(code, "package").with("count", Integer.toString(count)));
            }
        });
        return all;
    }
}
