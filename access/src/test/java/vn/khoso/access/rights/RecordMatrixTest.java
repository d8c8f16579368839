package vn.khoso.access.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.khoso.access.step.AccessDecision;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.step.RecordFacts;
import vn.khoso.access.testing.Records;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.Validity;

/**
 * Every role times every action on records times every class of record (mode, validity, own agency, own paper), against a
 * table that was written apart from the rules. {@code full} is with owners, {@code part} without, {@code no} is denied.
 */
class RecordMatrixTest {

    private static final List<Action> ON_RECORDS = List.of(
            Action.SEARCH_RECORDS,
            Action.READ_METADATA,
            Action.READ_CONTENT,
            Action.ORDER_DIP,
            Action.HARVEST,
            Action.QUERY_GRAPH);

    private final AccessRules rules = new AccessRules();

    @Test
    void every_cell_of_the_table_is_what_the_rules_say() {
        List<String> differences = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Table.Row row : Table.read("records.tsv")) {
            for (Action action : actions(row.cell("action"))) {
                for (String who : row.cell("who").split(",")) {
                    for (String purpose : each(row.cell("purpose"), "with", "without")) {
                        check(row, action, who, purpose, seen, differences);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        // 8 askers, 6 actions, 2 purposes, 3 modes, 6 states, own or other's agency, own or other's paper
        assertThat(seen).hasSize(8 * 6 * 2 * 3 * 6 * 2 * 2);
    }

    private void check(
            Table.Row row, Action action, String who, String purpose, Set<String> seen, List<String> differences) {
        for (String mode : each(row.cell("mode"), "public", "conditional", "secret")) {
            for (String status :
                    each(row.cell("status"), "valid", "expired", "revoked", "replaced", "suspended", "disputed")) {
                for (String agency : each(row.cell("agency"), "own", "other")) {
                    for (String paper : each(row.cell("paper"), "own", "other")) {
                        String cell = String.join(" ", action.name(), who, purpose, mode, status, agency, paper);
                        String found = found(action, who, purpose, facts(mode, status, agency, paper));
                        if (!seen.add(cell)) {
                            differences.add("twice in the table: " + cell);
                        }
                        if (!found.equals(row.cell("expected"))) {
                            differences.add(cell + ": expected " + row.cell("expected") + ", found " + found);
                        }
                    }
                }
            }
        }
    }

    private String found(Action action, String who, String purpose, RecordFacts facts) {
        Optional<Purpose> given =
                purpose.equals("with") ? Optional.of(new Purpose("giải quyết thủ tục")) : Optional.empty();
        AccessDecision decision = rules.decide(Table.requester(who), action, Optional.of(facts), given);
        return switch (decision) {
            case AccessDecision.Denied no -> "no";
            case AccessDecision.Granted yes -> yes.redactions().isEmpty() ? "full" : "part";
        };
    }

    private static RecordFacts facts(String mode, String status, String agency, String paper) {
        Records record = Records.record()
                .mode(AccessMode.valueOf(mode.toUpperCase(Locale.ROOT)))
                .status(Validity.Status.valueOf(status.toUpperCase(Locale.ROOT)))
                .of(agency.equals("own") ? Records.HA_TINH : Records.OTHER_AGENCY, "Ủy ban nhân dân")
                .owned(Records.person(paper.equals("own") ? Records.OWNER : Records.STRANGER, "Nguyễn Văn Mẫu"));
        return RecordFacts.of(record.entry(1), LocalDate.of(2026, 11, 20));
    }

    private static List<Action> actions(String cell) {
        return cell.equals("*")
                ? ON_RECORDS
                : List.of(cell.split(",")).stream().map(Action::valueOf).collect(Collectors.toList());
    }

    private static List<String> each(String cell, String... all) {
        return cell.equals("*") ? List.of(all) : List.of(cell.split(","));
    }
}
