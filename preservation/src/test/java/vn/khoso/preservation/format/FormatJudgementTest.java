package vn.khoso.preservation.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khoso.preservation.format.Identification.Means;
import vn.khoso.preservation.format.Validation.Complaint;
import vn.khoso.preservation.format.Validation.Soundness;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.format.Characterisation.Verdict;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.PackagePath;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FormatJudgementTest {

    private static final PackagePath NAME = new PackagePath("data/KQ-0001.pdf");

    private static final FormatDesignation HTML = new FormatDesignation(
            Optional.of("fmt/96"), "text/html", Optional.of("Hypertext Markup Language"), Optional.of("5"));

    private final FormatJudgement judgement = new FormatJudgement();

    @ParameterizedTest
    @CsvSource({
        "VALID, VALID, ",
        "WELL_FORMED, WELL_FORMED, ",
        "NOT_VALID, WELL_FORMED, FORMAT_NOT_VALID",
        "NOT_WELL_FORMED, NOT_WELL_FORMED, FORMAT_NOT_WELL_FORMED",
        "UNDETERMINED, UNDETERMINED, FORMAT_UNDETERMINED"
    })
    void soundness_becomes_a_verdict_and_a_finding(Soundness soundness, Verdict verdict, FindingCode code) {
        Characterisation said = judgement.of(NAME, facts(Means.SIGNATURE, true, Optional.of(validation(soundness))));
        assertThat(said.verdict()).isEqualTo(verdict);
        assertThat(codes(said)).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @EnumSource(Means.class)
    void what_no_tool_validates_is_not_checked_and_never_valid(Means means) {
        assertThat(judgement.of(NAME, facts(means, true, Optional.empty())).verdict())
                .isEqualTo(Verdict.NOT_CHECKED);
    }

    @Test
    void a_name_that_lies_is_told_with_both_sides() {
        Characterisation said = judgement.of(NAME, facts(Means.SIGNATURE, false, Optional.empty()));
        assertThat(said.findings())
                .containsExactly(Finding.of(FindingCode.FORMAT_EXTENSION_DIFFERS, NAME.value())
                        .with("expected", "pdf")
                        .with("found", "Hypertext Markup Language 5 (fmt/96)"));
    }

    @Test
    void silence_keeps_what_was_identified_and_gives_the_reason() {
        Characterisation said = judgement.ofSilence(
                NAME,
                Optional.of(facts(Means.SIGNATURE, true, Optional.empty()).identification()),
                "TIME",
                "no answer");
        assertThat(said.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(said.format()).isEqualTo(HTML);
        assertThat(said.findings().getFirst().arguments()).containsEntry("reason", "TIME");
        assertThat(judgement.ofSilence(NAME, Optional.empty(), "CRASH", "x").format())
                .isEqualTo(FormatDesignation.UNKNOWN);
    }

    @Test
    void three_complaints_are_quoted_and_all_are_counted() {
        Validation many = new Validation(
                "JHOVE",
                Soundness.NOT_WELL_FORMED,
                List.of(
                        new Complaint("A-1", "one"),
                        new Complaint("", "two"),
                        new Complaint("", "three"),
                        new Complaint("", "four")),
                Map.of());
        Finding finding = judgement
                .of(NAME, facts(Means.SIGNATURE, true, Optional.of(many)))
                .findings()
                .getFirst();
        assertThat(finding.arguments())
                .containsEntry("message", "one (A-1); two; three")
                .containsEntry("count", "4");
    }

    @ParameterizedTest
    @CsvSource(value = {"a.PDF, pdf", "a.tar.gz, gz", "a, ''", ".hidden, ''", "a., ''", "Đơn.xin.docx, docx"})
    void an_extension_is_what_stands_after_the_last_dot(String name, String extension) {
        assertThat(FormatJudgement.extension(name)).isEqualTo(extension);
    }

    private static FileFacts facts(Means means, boolean fits, Optional<Validation> validation) {
        return new FileFacts(new Identification("DROID", HTML, means, fits, List.of("fmt/96")), validation);
    }

    private static Validation validation(Soundness soundness) {
        return new Validation("JHOVE", soundness, List.of(new Complaint("X", "y")), Map.of("pages", "1"));
    }

    private static List<FindingCode> codes(Characterisation said) {
        return said.findings().stream().map(Finding::code).toList();
    }
}
