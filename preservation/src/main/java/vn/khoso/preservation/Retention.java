package vn.khoso.preservation;

import java.util.List;
import java.util.Map;
import vn.khoso.preservation.retention.RetentionEngine;
import vn.khoso.preservation.retention.RetentionSchedule;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.retention.RetentionRule;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** The retention schedule and what follows from it for a package. */
public final class Retention {

    private final RetentionSchedule schedule;
    private final RetentionEngine engine;

    public Retention(RetentionSchedule schedule, RetentionEngine engine) {
        this.schedule = schedule;
        this.engine = engine;
    }

    public List<RetentionRule> rules() {
        return schedule.rules();
    }

    public Map<String, String> mapping() {
        return schedule.mapping();
    }

    public void add(RetentionRule rule, Event event) {
        schedule.add(rule, event);
    }

    public void map(String documentTypeCode, String ruleCode, Event event) {
        schedule.map(documentTypeCode, ruleCode, event);
    }

    /** The due date of a package with these results, explained. */
    public RetentionDecision decide(List<AdministrativeResult> results) {
        return engine.decide(results);
    }
}
