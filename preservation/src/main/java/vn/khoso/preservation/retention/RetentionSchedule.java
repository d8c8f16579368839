package vn.khoso.preservation.retention;

import java.util.List;
import java.util.Map;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.retention.RetentionRule;

/** The table of retention rules with all versions, and which document type falls under which rule. */
public interface RetentionSchedule {

    /** Every version of every rule, by code and version. */
    List<RetentionRule> rules();

    /** Adds a version and its journal event in one transaction; the version must be the highest plus one. */
    void add(RetentionRule rule, Event event);

    /** Result code (KQ...) to rule code. */
    Map<String, String> mapping();

    void map(String documentTypeCode, String ruleCode, Event event);
}
