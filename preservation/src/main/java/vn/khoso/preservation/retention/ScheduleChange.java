package vn.khoso.preservation.retention;

import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.retention.RetentionRule;

/** One change of the retention schedule with the event that records it. */
public sealed interface ScheduleChange {

    /** Who did it and why; the store adds what was changed to its detail. */
    Event event();

    /** A new version of a rule: the highest version plus one. */
    record AddRule(RetentionRule rule, Event event) implements ScheduleChange {}

    /** A result code falls under a rule from now on. */
    record MapType(String documentTypeCode, String ruleCode, Event event) implements ScheduleChange {}
}
