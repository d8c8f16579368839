package vn.khoso.schemas.retention;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * When an AIP falls due and why: the answer to "Vì sao ngày này?".
 *
 * @param due 31 December of the end year plus the period; empty when permanent or unclassified
 * @param period the longest period among the documents
 * @param ruleCode the rule that decided, with {@code ruleVersion}; empty when unclassified
 * @param steps the reasoning in order, one for each document and one for the package
 */
public record RetentionDecision(
        Optional<LocalDate> due,
        RetentionPeriod period,
        Optional<String> ruleCode,
        Optional<Integer> ruleVersion,
        Optional<Integer> baseYear,
        List<Step> steps) {

    public RetentionDecision {
        steps = List.copyOf(steps);
    }

    /** One step of the explanation in both languages. */
    public record Step(String vi, String en) {}
}
