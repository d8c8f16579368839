package vn.khoso.preservation.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.khoso.preservation.testing.Results;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionRule;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.PartialDate;

/**
 * The engine against an oracle that knows nothing of its code: it walks the years one by one, as a clerk with a calendar
 * would.
 */
class DueDatePropertyTest {

    private static final List<Integer> PERIODS = List.of(2, 5, 10, 20, 30, 50, 70);

    /** What the oracle knows of a document. {@code rule}: index in PERIODS, 7 permanent, 8 switched off, 9 of no rule. */
    record Paper(int rule, int closedYear, boolean hasClosed, boolean legacy, int issuedYear) {}

    @Provide
    Arbitrary<List<Paper>> papers() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(1945, 2060),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1945, 2060))
                .as(Paper::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 2000)
    void theDueDateIsTheClerksDueDate(@ForAll("papers") List<Paper> papers) {
        assertThat(decide(papers).due()).isEqualTo(clerk(papers));
    }

    @Property(tries = 500)
    void theOrderOfDocumentsDoesNotMatter(@ForAll("papers") List<Paper> papers) {
        List<Paper> reversed = new ArrayList<>(papers);
        Collections.reverse(reversed);
        assertThat(decide(reversed).due()).isEqualTo(decide(papers).due());
        assertThat(decide(reversed).period()).isEqualTo(decide(papers).period());
    }

    @Property(tries = 500)
    void anotherDocumentNeverBringsTheDateForward(@ForAll("papers") List<Paper> papers) {
        Optional<LocalDate> all = decide(papers).due();
        Optional<LocalDate> fewer = papers.size() == 1
                ? all
                : decide(papers.subList(1, papers.size())).due();
        assertThat(all.isEmpty() || !all.get().isBefore(fewer.orElseThrow())).isTrue();
    }

    @Property(tries = 500)
    void everyDocumentIsExplainedInBothLanguagesAndThenThePackage(@ForAll("papers") List<Paper> papers) {
        RetentionDecision decision = decide(papers);
        assertThat(decision.steps()).hasSize(papers.size() + 1);
        assertThat(decision.steps())
                .allSatisfy(step -> assertThat(step.vi()).isNotBlank().isNotEqualTo(step.en()));
    }

    private static Optional<LocalDate> clerk(List<Paper> papers) {
        int last = 0;
        for (Paper paper : papers) {
            if (paper.rule() >= PERIODS.size() || (!paper.hasClosed() && !paper.legacy())) {
                return Optional.empty();
            }
            int year = paper.hasClosed() ? paper.closedYear() : paper.issuedYear();
            for (int kept = 0; kept < PERIODS.get(paper.rule()); kept++) {
                year++;
            }
            last = Math.max(last, year);
        }
        return Optional.of(LocalDate.of(last + 1, 1, 1).minusDays(1));
    }

    private static RetentionDecision decide(List<Paper> papers) {
        return DueDate.of(papers.stream().map(DueDatePropertyTest::result).toList(), table());
    }

    private static AdministrativeResult result(Paper paper) {
        return Results.any()
                .retentionCode(Optional.of("R" + paper.rule()))
                .completedDate(
                        paper.hasClosed() ? Optional.of(LocalDate.of(paper.closedYear(), 6, 15)) : Optional.empty())
                .legacy(paper.legacy())
                .issuedDate(new PartialDate(Integer.toString(paper.issuedYear())))
                .build();
    }

    private static RetentionTable table() {
        List<RetentionRule> rules = new ArrayList<>();
        for (int n = 0; n < PERIODS.size(); n++) {
            rules.add(rule("R" + n, new RetentionPeriod.Years(PERIODS.get(n)), true));
        }
        rules.add(rule("R7", new RetentionPeriod.Permanent(), true));
        rules.add(rule("R8", new RetentionPeriod.Years(1), false));
        return new RetentionTable(1, rules, Map.of());
    }

    private static RetentionRule rule(String code, RetentionPeriod period, boolean enabled) {
        return new RetentionRule(
                code,
                1,
                "nhóm",
                "group",
                RetentionRule.Trigger.CASE_CLOSED,
                period,
                "07",
                RetentionRule.Action.DESTROY_REVIEW,
                "căn cứ",
                LocalDate.of(1900, 1, 1),
                Optional.empty(),
                Optional.empty(),
                enabled);
    }
}
