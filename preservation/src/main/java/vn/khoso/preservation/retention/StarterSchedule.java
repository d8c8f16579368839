package vn.khoso.preservation.retention;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionRule;

/**
 * The rows with which the schedule of a new archive begins. Nobody has confirmed them yet; those whose source was not
 * seen are switched off.
 */
public final class StarterSchedule {

    private static final String NONE = "-";

    private final IdentifierMint mint;
    private final Clock clock;

    public StarterSchedule(IdentifierMint mint, Clock clock) {
        this.mint = mint;
        this.clock = clock;
    }

    /** Loads the starter rows into an empty schedule, all or none; a schedule that has been changed before stays as it is. */
    public List<JournalEntry> load(RetentionSchedule schedule, Agent archive) {
        if (schedule.current().revision() > 0) {
            return List.of();
        }
        List<ScheduleChange> changes = new ArrayList<>();
        rules().forEach(rule -> changes.add(new ScheduleChange.AddRule(
                rule, event(archive, "A starter row of the retention schedule was loaded."))));
        mapping()
                .forEach(pair -> changes.add(new ScheduleChange.MapType(
                        pair.getKey(),
                        pair.getValue(),
                        event(archive, "A starter row of the mapping of result codes was loaded."))));
        return schedule.change(changes);
    }

    /** The starter rules, version 1 each. */
    static List<RetentionRule> rules() {
        return rows("starter-rules.tsv").stream().map(StarterSchedule::rule).toList();
    }

    static List<Map.Entry<String, String>> mapping() {
        return rows("starter-mapping.tsv").stream()
                .map(cells -> Map.entry(cells.get(0), cells.get(1)))
                .toList();
    }

    private static RetentionRule rule(List<String> cells) {
        return new RetentionRule(
                cells.get(0),
                1,
                cells.get(1),
                cells.get(2),
                RetentionRule.Trigger.valueOf(cells.get(3)),
                period(cells.get(4)),
                cells.get(5),
                RetentionRule.Action.valueOf(cells.get(6)),
                cells.get(7),
                LocalDate.parse(cells.get(8)),
                cells.get(9).equals(NONE) ? Optional.empty() : Optional.of(LocalDate.parse(cells.get(9))),
                Optional.empty(),
                cells.get(10).equals("yes"));
    }

    private static RetentionPeriod period(String text) {
        return switch (text) {
            case "PERMANENT" -> new RetentionPeriod.Permanent();
            case "UNCLASSIFIED" -> new RetentionPeriod.Unclassified();
            default -> new RetentionPeriod.Years(Integer.parseInt(text));
        };
    }

    /** Rows of a table without its remarks and its heading. */
    private static List<List<String>> rows(String name) {
        try (InputStream stream = StarterSchedule.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("not shipped: " + name);
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private Event event(Agent archive, String note) {
        return new Event(
                mint.version7(),
                EventType.RETENTION_RULE_CHANGE,
                clock.instant(),
                EventOutcome.SUCCESS,
                archive,
                List.of(),
                note,
                Map.of());
    }
}
