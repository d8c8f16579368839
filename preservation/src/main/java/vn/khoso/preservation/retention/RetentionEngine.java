package vn.khoso.preservation.retention;

import java.util.List;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** Computes when a package falls due (Law 33/2024/QH15, Art. 15) by the schedule as it stands, and explains it step by step. */
public final class RetentionEngine {

    private final RetentionSchedule schedule;

    public RetentionEngine(RetentionSchedule schedule) {
        this.schedule = schedule;
    }

    /** The decision for a package that holds these results; the worst is "unclassified". */
    public RetentionDecision decide(List<AdministrativeResult> results) {
        return DueDate.of(results, current());
    }

    /** The schedule to decide with, so that several decisions of one package rest on the same revision. */
    public RetentionTable current() {
        return schedule.current();
    }
}
