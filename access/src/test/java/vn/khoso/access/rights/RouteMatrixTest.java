package vn.khoso.access.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.khoso.access.step.AccessDecision;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Role;

/** Every role times every action against a table that was written apart from the rules. */
class RouteMatrixTest {

    private final AccessRules rules = new AccessRules();

    @Test
    void every_role_may_try_exactly_the_actions_of_the_table() {
        List<String> differences = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Table.Row row : Table.read("routes.tsv")) {
            Action action = Action.valueOf(row.cell("action"));
            for (String who : Table.WHO) {
                boolean expected = row.cell(who).equals("yes");
                boolean found = rules.decide(Table.requester(who), action, Optional.empty())
                        .granted();
                seen.add(who + action);
                if (expected != found) {
                    differences.add(action + " by " + who + ": expected " + expected + ", found " + found);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(seen).hasSize((Role.values().length + 1) * Action.values().length);
    }

    @Test
    void a_refusal_says_why_in_both_languages() {
        AccessDecision refused = rules.decide(Table.requester("anonymous"), Action.EDIT_ACCOUNTS, Optional.empty());
        assertThat(refused).isInstanceOfSatisfying(AccessDecision.Denied.class, denied -> {
            assertThat(denied.whyVi()).contains("đăng nhập");
            assertThat(denied.whyEn()).contains("Sign in");
        });
    }
}
