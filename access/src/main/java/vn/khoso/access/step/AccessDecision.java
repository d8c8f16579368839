package vn.khoso.access.step;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** The answer to "may this one do this?". */
public sealed interface AccessDecision {

    /** Yes, with these things left out. */
    record Granted(Set<Redaction> redactions) implements AccessDecision {
        public Granted {
            redactions = Set.copyOf(redactions);
        }
    }

    /**
     * No. What a stranger is told of a record that he may not see is the same as of one that does not exist; the reason is
     * for routes and for the journal.
     *
     * @param until the day from which it may be allowed, when that is known
     */
    record Denied(String whyVi, String whyEn, Optional<LocalDate> until) implements AccessDecision {}

    default boolean granted() {
        return switch (this) {
            case Granted yes -> true;
            case Denied no -> false;
        };
    }
}
