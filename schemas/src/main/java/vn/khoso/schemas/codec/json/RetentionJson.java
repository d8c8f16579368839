package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionRule;

/** Retention rules, periods and decisions as JSON. A period is a number of years, {@code "PERMANENT"} or {@code "UNCLASSIFIED"}. */
public final class RetentionJson {

    private static final String PERMANENT = "PERMANENT";
    private static final String UNCLASSIFIED = "UNCLASSIFIED";

    private RetentionJson() {}

    public static ObjectNode write(RetentionRule rule) {
        ObjectNode json = StrictJson.object();
        json.put("code", rule.code());
        json.put("version", rule.version());
        json.put("groupVi", rule.groupVi());
        json.put("groupEn", rule.groupEn());
        json.put("trigger", rule.trigger().name());
        putPeriod(json, rule.period());
        json.put("maintenance", rule.maintenance());
        json.put("action", rule.action().name());
        json.put("basis", rule.basis());
        json.put("effectiveFrom", rule.effectiveFrom().toString());
        rule.effectiveTo().ifPresent(last -> json.put("effectiveTo", last.toString()));
        rule.confirmedBy().ifPresent(who -> json.put("confirmedBy", who));
        json.put("enabled", rule.enabled());
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(RetentionRule)} wrote */
    public static RetentionRule readRule(JsonNode json) {
        Fields fields = new Fields(json);
        return new RetentionRule(
                fields.text("code"),
                fields.integer("version"),
                fields.text("groupVi"),
                fields.text("groupEn"),
                RetentionRule.Trigger.valueOf(fields.text("trigger")),
                period(json.path("period")),
                fields.text("maintenance"),
                RetentionRule.Action.valueOf(fields.text("action")),
                fields.text("basis"),
                fields.day("effectiveFrom"),
                fields.optionalDay("effectiveTo"),
                fields.optionalText("confirmedBy"),
                fields.flag("enabled"));
    }

    public static ObjectNode write(RetentionDecision decision) {
        ObjectNode json = StrictJson.object();
        decision.due().ifPresent(day -> json.put("due", day.toString()));
        putPeriod(json, decision.period());
        decision.ruleCode().ifPresent(code -> json.put("ruleCode", code));
        decision.ruleVersion().ifPresent(version -> json.put("ruleVersion", version));
        decision.baseYear().ifPresent(year -> json.put("baseYear", year));
        json.set(
                "steps",
                Fields.list(
                        decision.steps(),
                        step -> StrictJson.object().put("vi", step.vi()).put("en", step.en())));
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(RetentionDecision)} wrote */
    public static RetentionDecision readDecision(JsonNode json) {
        Fields fields = new Fields(json);
        return new RetentionDecision(
                fields.optionalDay("due"),
                period(json.path("period")),
                fields.optionalText("ruleCode"),
                fields.optionalInteger("ruleVersion"),
                fields.optionalInteger("baseYear"),
                fields.list(
                        "steps",
                        step -> new RetentionDecision.Step(new Fields(step).text("vi"), new Fields(step).text("en"))));
    }

    private static void putPeriod(ObjectNode json, RetentionPeriod period) {
        switch (period) {
            case RetentionPeriod.Years years -> json.put("period", years.years());
            case RetentionPeriod.Permanent permanent -> json.put("period", PERMANENT);
            case RetentionPeriod.Unclassified unclassified -> json.put("period", UNCLASSIFIED);
        }
    }

    private static RetentionPeriod period(JsonNode json) {
        if (json.isInt()) {
            return new RetentionPeriod.Years(json.intValue());
        }
        return switch (json.asText()) {
            case PERMANENT -> new RetentionPeriod.Permanent();
            case UNCLASSIFIED -> new RetentionPeriod.Unclassified();
            default -> throw new IllegalArgumentException("not a retention period: " + json);
        };
    }
}
