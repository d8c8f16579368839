package vn.khoso.ingest.step;

import java.util.List;
import java.util.stream.Stream;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingLevel;
import vn.khoso.schemas.finding.JudgedFinding;

/** What the steps came to so far. Findings add up: a letter names all of them, not the first. */
public sealed interface Outcome<T> {

    /** In the order in which they were found. */
    List<Finding> findings();

    /** The work can go on with this value; whether it may, the policy says when it judges the findings. */
    record Passed<T>(T value, List<Finding> findings) implements Outcome<T> {
        public Passed {
            findings = List.copyOf(findings);
        }
    }

    /** The next step has nothing to work on, or the policy refuses. */
    record Stopped<T>(List<Finding> findings) implements Outcome<T> {
        public Stopped {
            findings = List.copyOf(findings);
        }
    }

    /** A value with what the policy made of all findings about it; none of them refuses. */
    record Judged<T>(T value, List<JudgedFinding> findings) {
        public Judged {
            findings = List.copyOf(findings);
        }
    }

    /** The weight of findings, as agreed with the producers. */
    @FunctionalInterface
    interface Policy {
        FindingLevel level(Finding finding);

        default List<JudgedFinding> judge(List<Finding> findings) {
            return findings.stream()
                    .map(one -> new JudgedFinding(one, level(one)))
                    .toList();
        }

        /** The findings of work that stopped: when none of them weighs enough by itself, together they do. */
        default List<JudgedFinding> refusal(List<Finding> findings) {
            List<JudgedFinding> judged = judge(findings);
            boolean heavy = judged.stream().anyMatch(one -> one.level() == FindingLevel.REFUSE);
            return heavy
                    ? judged
                    : findings.stream()
                            .map(one -> new JudgedFinding(one, FindingLevel.REFUSE))
                            .toList();
        }
    }

    static <T> Outcome<T> passed(T value) {
        return new Passed<>(value, List.of());
    }

    /** Runs the step on the value and adds its findings to those there are. */
    default <U> Outcome<U> then(Step<? super T, U> step) {
        return switch (this) {
            case Stopped<T> stopped -> new Stopped<>(stopped.findings());
            case Passed<T> passed -> step.run(passed.value()).after(passed.findings());
        };
    }

    /** Goes on only when no finding so far refuses the package. */
    default Outcome<Judged<T>> judged(Policy policy) {
        return switch (this) {
            case Stopped<T> stopped -> new Stopped<>(stopped.findings());
            case Passed<T> passed -> {
                List<JudgedFinding> judged = policy.judge(passed.findings());
                yield judged.stream().anyMatch(one -> one.level() == FindingLevel.REFUSE)
                        ? new Stopped<>(passed.findings())
                        : new Passed<>(new Judged<>(passed.value(), judged), passed.findings());
            }
        };
    }

    private Outcome<T> after(List<Finding> earlier) {
        List<Finding> all = Stream.concat(earlier.stream(), findings().stream()).toList();
        return switch (this) {
            case Stopped<T> stopped -> new Stopped<>(all);
            case Passed<T> passed -> new Passed<>(passed.value(), all);
        };
    }
}
