package vn.khoso.preservation;

import java.util.List;
import java.util.Map;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.retention.RetentionEngine;
import vn.khoso.preservation.retention.RetentionSchedule;
import vn.khoso.preservation.retention.ScheduleChange;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.retention.RetentionRule;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** The retention schedule and what follows from it for a package. A change is on storage too before it is acknowledged. */
public final class Retention {

    private final RetentionSchedule schedule;
    private final RetentionEngine engine;
    private final JournalSegments segments;

    public Retention(RetentionSchedule schedule, RetentionEngine engine, JournalSegments segments) {
        this.schedule = schedule;
        this.engine = engine;
        this.segments = segments;
    }

    /** Every version of every rule, by code and version. */
    public List<RetentionRule> rules() {
        return schedule.current().rules();
    }

    /** Result code (KQ...) to rule code. */
    public Map<String, String> mapping() {
        return schedule.current().mapping();
    }

    /**
     * Adds a version of a rule.
     *
     * @param event who and why; what was changed is added to it
     * @throws IllegalArgumentException when the version is not the highest plus one
     */
    public void add(RetentionRule rule, Event event) {
        change(List.of(new ScheduleChange.AddRule(rule, event)));
    }

    /**
     * Puts a result code under a rule.
     *
     * @param event who and why; what was changed is added to it
     * @throws IllegalArgumentException when there is no such rule
     */
    public void map(String documentTypeCode, String ruleCode, Event event) {
        change(List.of(new ScheduleChange.MapType(documentTypeCode, ruleCode, event)));
    }

    /** The due date of a package with these results, explained. */
    public RetentionDecision decide(List<AdministrativeResult> results) {
        return engine.decide(results);
    }

    private void change(List<ScheduleChange> changes) {
        segments.shipUpTo(schedule.change(changes).getLast().index());
    }
}
