package vn.khoso.preservation.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.testing.Results;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionPeriod.Permanent;
import vn.khoso.schemas.retention.RetentionPeriod.Unclassified;
import vn.khoso.schemas.retention.RetentionPeriod.Years;
import vn.khoso.schemas.retention.RetentionRule;
import vn.khoso.schemas.retention.RetentionRule.Trigger;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.PartialDate;
import vn.khoso.schemas.tthc.Validity;

class DueDateTest {

    private static final LocalDate CLOSED = LocalDate.of(2024, 3, 5);
    private static final RetentionTable TABLE = new RetentionTable(
            9,
            List.of(
                    rule("TEN", 1, Trigger.CASE_CLOSED, new Years(10), true),
                    rule("TWENTY", 1, Trigger.CASE_CLOSED, new Years(20), true),
                    rule("EVER", 1, Trigger.CASE_CLOSED, new Permanent(), true),
                    rule("OFF", 1, Trigger.CASE_CLOSED, new Years(5), false),
                    rule("LICENCE", 1, Trigger.VALID_TO, new Years(10), true),
                    rule("HEALTH", 1, Trigger.DEATH, new Years(10), true),
                    rule("HOLD", 1, Trigger.CASE_CLOSED, new Unclassified(), true)),
            Map.of("KQ.A", "TEN", "KQ.B", "NO-SUCH-RULE"));

    @Test
    void theLongestDocumentOfAFileClosedIn2024DecidesItsDueDateIn2044() {
        RetentionDecision decision = DueDate.of(List.of(closed("TEN"), closed("TWENTY")), TABLE);
        assertThat(decision.due()).contains(LocalDate.of(2044, 12, 31));
        assertThat(decision.period()).isEqualTo(new Years(20));
        assertThat(decision.ruleCode()).contains("TWENTY");
        assertThat(decision.ruleVersion()).contains(1);
        assertThat(decision.baseYear()).contains(2024);
        assertThat(decision.steps()).hasSize(3);
        assertThat(decision.steps().getLast().vi()).contains("31/12/2044").contains("Điều 15");
        assertThat(decision.steps().getLast().en()).contains("2044-12-31");
    }

    @Test
    void aPermanentDocumentInsideKeepsTheFileForEver() {
        RetentionDecision decision = DueDate.of(List.of(closed("TEN"), closed("EVER"), closed("HOLD")), TABLE);
        assertThat(decision.due()).isEmpty();
        assertThat(decision.period()).isEqualTo(new Permanent());
        assertThat(decision.ruleCode()).contains("EVER");
    }

    @Test
    void anEndOfValidityLeavesRetentionUnchanged() {
        AdministrativeResult licence = Results.of(closed("TWENTY"))
                .validity(new Validity(
                        Optional.empty(),
                        Validity.End.DATE,
                        Optional.of(new PartialDate("2029-06-30")),
                        "toàn quốc",
                        Validity.Status.VALID))
                .build();
        assertThat(DueDate.of(List.of(licence), TABLE).due()).contains(LocalDate.of(2044, 12, 31));
        assertThat(licence.validity().on(LocalDate.of(2029, 6, 30))).isEqualTo(Validity.Status.VALID);
        assertThat(licence.validity().on(LocalDate.of(2029, 7, 1))).isEqualTo(Validity.Status.EXPIRED);
    }

    @Test
    void oneUnclassifiedDocumentKeepsTheWholeFile() {
        assertUnclassified(DueDate.of(List.of(closed("TEN"), closed("HOLD")), TABLE));
    }

    @Test
    void aRuleThatIsSwitchedOffGivesNoDate() {
        RetentionDecision decision = DueDate.of(List.of(closed("OFF")), TABLE);
        assertUnclassified(decision);
        assertThat(decision.steps().getFirst().vi()).contains("chưa được xác nhận");
    }

    @Test
    void aTypeWithoutARuleIsUnclassified() {
        AdministrativeResult result = Results.of(closed("TEN"))
                .retentionCode(Optional.empty())
                .documentTypeCode("KQ.Z")
                .build();
        RetentionDecision decision = DueDate.of(List.of(result), TABLE);
        assertUnclassified(decision);
        assertThat(decision.steps().getFirst().vi()).contains("VN-TTHC-00");
    }

    @Test
    void theMappingOfTheTypeDecidesWhenNoRuleIsNamed() {
        AdministrativeResult result = Results.of(closed("TWENTY"))
                .retentionCode(Optional.empty())
                .documentTypeCode("KQ.A")
                .build();
        assertThat(DueDate.of(List.of(result), TABLE).due()).contains(LocalDate.of(2034, 12, 31));
    }

    @Test
    void aRuleThatIsNotInTheTableIsUnclassified() {
        assertUnclassified(DueDate.of(List.of(closed("NO-SUCH-RULE")), TABLE));
        assertUnclassified(DueDate.of(
                List.of(Results.of(closed("TEN"))
                        .retentionCode(Optional.empty())
                        .documentTypeCode("KQ.B")
                        .build()),
                TABLE));
    }

    @Test
    void withoutTheDayOfClosingTheYearOfIssueIsNotUsedInSilence() {
        AdministrativeResult open = Results.of(closed("TEN"))
                .completedDate(Optional.empty())
                .legacy(false)
                .build();
        RetentionDecision decision = DueDate.of(List.of(open), TABLE);
        assertThat(decision.due()).isEmpty();
        assertThat(decision.period()).isEqualTo(new Years(10));
        assertThat(decision.baseYear()).isEmpty();
        assertThat(decision.steps().getFirst().vi()).contains("chưa biết ngày kết thúc hồ sơ");
    }

    @Test
    void anOldPaperWithoutACaseCountsFromItsYearOfIssueAndSaysSo() {
        AdministrativeResult old = Results.of(closed("TEN"))
                .completedDate(Optional.empty())
                .legacy(true)
                .issuedDate(new PartialDate("1998"))
                .build();
        RetentionDecision decision = DueDate.of(List.of(old), TABLE);
        assertThat(decision.due()).contains(LocalDate.of(2008, 12, 31));
        assertThat(decision.steps().getFirst().vi()).contains("giấy tờ cũ").contains("năm cấp giấy");
    }

    @Test
    void aLicenceCountsFromTheEndOfItsValidity() {
        AdministrativeResult licence = Results.of(closed("LICENCE"))
                .validity(new Validity(
                        Optional.empty(),
                        Validity.End.DATE,
                        Optional.of(new PartialDate("2029-06")),
                        "toàn quốc",
                        Validity.Status.VALID))
                .build();
        assertThat(DueDate.of(List.of(licence), TABLE).due()).contains(LocalDate.of(2039, 12, 31));
    }

    @Test
    void aLicenceWithoutAnEndHasNoDate() {
        assertThat(DueDate.of(List.of(closed("LICENCE")), TABLE).due()).isEmpty();
    }

    @Test
    void aPeriodThatWaitsForADeathHasNoDate() {
        RetentionDecision decision = DueDate.of(List.of(closed("HEALTH"), closed("TWENTY")), TABLE);
        assertThat(decision.due()).isEmpty();
        assertThat(decision.ruleCode()).contains("HEALTH");
        assertThat(decision.steps().getFirst().vi()).contains("chưa biết ngày mất");
    }

    @Test
    void theVersionInForceOnTheDayOfClosingDecides() {
        RetentionTable versions = new RetentionTable(
                9,
                List.of(
                        version(
                                "R",
                                1,
                                new Years(5),
                                LocalDate.of(2000, 1, 1),
                                Optional.of(LocalDate.of(2022, 12, 31))),
                        version(
                                "R",
                                2,
                                new Years(15),
                                LocalDate.of(2023, 1, 1),
                                Optional.of(LocalDate.of(2024, 12, 31))),
                        version("R", 3, new Years(50), LocalDate.of(2025, 1, 1), Optional.empty())),
                Map.of());
        assertThat(dueClosedOn(LocalDate.of(2022, 12, 31), versions)).contains(LocalDate.of(2027, 12, 31));
        assertThat(dueClosedOn(LocalDate.of(2023, 1, 1), versions)).contains(LocalDate.of(2038, 12, 31));
        assertThat(dueClosedOn(LocalDate.of(2025, 1, 1), versions)).contains(LocalDate.of(2075, 12, 31));
        assertThat(dueClosedOn(LocalDate.of(1999, 12, 31), versions)).isEmpty();
    }

    @Test
    void anUnconfirmedRuleSaysThatNothingMayBeDestroyedByIt() {
        assertThat(DueDate.of(List.of(closed("TEN")), TABLE).steps().getFirst().vi())
                .contains("chưa được dùng để hủy");
    }

    @Test
    void aPackageWithoutDocumentsIsUnclassified() {
        assertUnclassified(DueDate.of(List.of(), TABLE));
    }

    private static Optional<LocalDate> dueClosedOn(LocalDate day, RetentionTable table) {
        return DueDate.of(
                        List.of(Results.of(closed("R"))
                                .completedDate(Optional.of(day))
                                .build()),
                        table)
                .due();
    }

    private static void assertUnclassified(RetentionDecision decision) {
        assertThat(decision.due()).isEmpty();
        assertThat(decision.period()).isEqualTo(new Unclassified());
        assertThat(decision.ruleCode()).isEmpty();
    }

    private static AdministrativeResult closed(String ruleCode) {
        return Results.any()
                .retentionCode(Optional.of(ruleCode))
                .completedDate(Optional.of(CLOSED))
                .build();
    }

    private static RetentionRule rule(
            String code, int version, Trigger trigger, RetentionPeriod period, boolean enabled) {
        return new RetentionRule(
                code,
                version,
                "nhóm " + code,
                "group " + code,
                trigger,
                period,
                "07",
                RetentionRule.Action.DESTROY_REVIEW,
                "căn cứ",
                LocalDate.of(1900, 1, 1),
                Optional.empty(),
                Optional.empty(),
                enabled);
    }

    private static RetentionRule version(
            String code, int version, RetentionPeriod period, LocalDate from, Optional<LocalDate> to) {
        return new RetentionRule(
                code,
                version,
                "nhóm",
                "group",
                Trigger.CASE_CLOSED,
                period,
                "07",
                RetentionRule.Action.DESTROY_REVIEW,
                "căn cứ",
                from,
                to,
                Optional.of("account:an"),
                true);
    }
}
