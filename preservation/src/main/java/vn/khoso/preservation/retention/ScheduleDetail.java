package vn.khoso.preservation.retention;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.RetentionJson;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionRule;

/** What an event says of a change of the schedule: the whole change, so that the journal alone can repeat it. */
public sealed interface ScheduleDetail {

    /** A new version of a rule. */
    record Rule(RetentionRule rule) implements ScheduleDetail {}

    /** A result code fell under a rule. */
    record Mapping(String documentTypeCode, String ruleCode) implements ScheduleDetail {}

    /** The change's event with the change in its detail. */
    static Event complete(ScheduleChange change) {
        Event event = change.event();
        Map<String, String> detail = new HashMap<>(event.detail());
        List<String> objects = new ArrayList<>(event.objects());
        switch (change) {
            case ScheduleChange.AddRule add -> {
                detail.put("rule", CanonicalJson.text(RetentionJson.write(add.rule())));
                objects.add(add.rule().code());
            }
            case ScheduleChange.MapType map -> {
                detail.put("documentType", map.documentTypeCode());
                detail.put("ruleCode", map.ruleCode());
                objects.add(map.ruleCode());
            }
        }
        return new Event(
                event.id(),
                EventType.RETENTION_RULE_CHANGE,
                event.at(),
                event.outcome(),
                event.agent(),
                objects.stream().distinct().toList(),
                event.note(),
                detail);
    }

    /** Empty for an event that changed nothing in the schedule. */
    static Optional<ScheduleDetail> of(Event event) {
        if (event.type() != EventType.RETENTION_RULE_CHANGE) {
            return Optional.empty();
        }
        Map<String, String> detail = event.detail();
        Optional<ScheduleDetail> rule = Optional.ofNullable(detail.get("rule"))
                .map(text -> new Rule(RetentionJson.readRule(StrictJson.own(text.getBytes(StandardCharsets.UTF_8)))));
        return rule.or(() -> Optional.ofNullable(detail.get("documentType"))
                .map(type -> new Mapping(type, detail.getOrDefault("ruleCode", ""))));
    }

    /** The table after an entry; the table itself when the entry is about something else. */
    static RetentionTable after(RetentionTable table, JournalEntry entry) {
        Optional<ScheduleDetail> said = of(entry.event());
        if (said.isEmpty()) {
            return table;
        }
        List<RetentionRule> rules = new ArrayList<>(table.rules());
        Map<String, String> mapping = new TreeMap<>(table.mapping());
        switch (said.get()) {
            case Rule added -> rules.add(added.rule());
            case Mapping mapped -> mapping.put(mapped.documentTypeCode(), mapped.ruleCode());
        }
        return new RetentionTable(entry.index(), rules, mapping);
    }
}
