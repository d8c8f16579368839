package vn.khoso.preservation.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
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
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DueDatePropertyTest {

    private static final List<Integer> PERIODS = List.of(2, 5, 10, 20, 30, 50, 70);

    /** What the oracle knows of a document. {@code rule}: index in PERIODS, 7 permanent, 8 switched off, 9 of no rule. */
    record Paper(int rule, int closedYear, boolean hasClosed, boolean legacy, int issuedYear) {}

    /** Packages of one to six documents, always the same: a failure shows the documents it is about. */
    private static Stream<List<Paper>> packages(int many) {
        SplittableRandom random = new SplittableRandom(many);
        return Stream.generate(() -> Stream.generate(() -> paper(random))
                        .limit(random.nextInt(1, 7))
                        .toList())
                .limit(many);
    }

    private static Paper paper(SplittableRandom random) {
        return new Paper(
                random.nextInt(10),
                random.nextInt(1945, 2061),
                random.nextInt(4) > 0,
                random.nextBoolean(),
                random.nextInt(1945, 2061));
    }

    @Test
    void the_due_date_is_the_clerks_due_date() {
        assertThat(packages(2_000))
                .allSatisfy(papers -> assertThat(decide(papers).due()).isEqualTo(clerk(papers)));
    }

    @Test
    void the_order_of_documents_does_not_matter() {
        assertThat(packages(500)).allSatisfy(papers -> {
            List<Paper> reversed = new ArrayList<>(papers);
            Collections.reverse(reversed);
            assertThat(decide(reversed).due()).isEqualTo(decide(papers).due());
            assertThat(decide(reversed).period()).isEqualTo(decide(papers).period());
        });
    }

    @Test
    void another_document_never_brings_the_date_forward() {
        assertThat(packages(500)).allSatisfy(papers -> {
            Optional<LocalDate> all = decide(papers).due();
            Optional<LocalDate> fewer = papers.size() == 1
                    ? all
                    : decide(papers.subList(1, papers.size())).due();
            assertThat(all.isEmpty() || !all.get().isBefore(fewer.orElseThrow()))
                    .isTrue();
        });
    }

    @Test
    void every_document_is_explained_in_both_languages_and_then_the_package() {
        assertThat(packages(500)).allSatisfy(papers -> {
            RetentionDecision decision = decide(papers);
            assertThat(decision.steps()).hasSize(papers.size() + 1);
            assertThat(decision.steps())
                    .allSatisfy(step -> assertThat(step.vi()).isNotBlank().isNotEqualTo(step.en()));
        });
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
