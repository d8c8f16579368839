package vn.khoso.schemas.retention;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One version of one row of the retention schedule.
 *
 * @param code for example {@code VN-LAND-01}
 * @param version from 1; a change makes a new version, none is ever rewritten
 * @param maintenance code {@code maintenance} of TT05, 01 to 07
 * @param effectiveFrom first day on which this version is the rule
 * @param effectiveTo last day, empty while it is in force
 * @param enabled an unconfirmed rule ships disabled and never gives a due date
 */
public record RetentionRule(
        String code,
        int version,
        String groupVi,
        String groupEn,
        Trigger trigger,
        RetentionPeriod period,
        String maintenance,
        Action action,
        String basis,
        LocalDate effectiveFrom,
        Optional<LocalDate> effectiveTo,
        Optional<String> confirmedBy,
        boolean enabled) {

    /** The event whose year is the base year. */
    public enum Trigger {
        CASE_CLOSED,
        VALID_TO,
        REVOKED,
        DEATH,
        EVENT
    }

    /** What happens when the period is over. */
    public enum Action {
        DESTROY_REVIEW,
        TRANSFER,
        RETAIN
    }

    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(effectiveFrom)
                && effectiveTo.map(last -> !day.isAfter(last)).orElse(true);
    }
}
