package vn.khoso.preservation.retention;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.khoso.schemas.retention.RetentionRule;

/**
 * The retention schedule as it stood after one change: what a decision was made with, and can be made with again.
 *
 * @param revision journal index of the last change in it; 0 for the empty schedule
 * @param rules every version of every rule, by code and version
 * @param mapping result code (KQ...) to rule code
 */
public record RetentionTable(long revision, List<RetentionRule> rules, Map<String, String> mapping) {

    /** The rule of results whose type nobody has classified: kept until somebody does. */
    public static final String UNCLASSIFIED = "VN-TTHC-00";

    public RetentionTable {
        rules = rules.stream()
                .sorted(Comparator.comparing(RetentionRule::code).thenComparingInt(RetentionRule::version))
                .toList();
        mapping = java.util.Collections.unmodifiableMap(new TreeMap<>(mapping));
    }

    /** Versions of a rule, newest first; empty when there is no such rule. */
    public List<RetentionRule> versions(String code) {
        return rules.stream().filter(rule -> rule.code().equals(code)).toList().reversed();
    }
}
