package vn.khoso.preservation.retention;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.retention.RetentionDecision.Step;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionPeriod.Permanent;
import vn.khoso.schemas.retention.RetentionPeriod.Unclassified;
import vn.khoso.schemas.retention.RetentionPeriod.Years;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * The due date of a package: 31 December of the year in which the work ended plus the period; the longest document wins
 * (Law 33/2024/QH15, Art. 15(3) and (4)).
 *
 * <p>Whatever is not certain never gives a date: one document that is unclassified, or that waits for its event, keeps
 * the whole package. One permanent document keeps it for ever. A date is no leave to destroy: that needs a confirmed rule
 * and people.
 */
public final class DueDate {

    private static final DateTimeFormatter VIETNAMESE = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    /** Which of two documents is named as the one that decides, whatever their order in the package. */
    private static final Comparator<DocumentRetention> LONGEST = Comparator.comparing(
                    (DocumentRetention document) -> years(document.period()))
            .thenComparing(document -> document.ruleCode().orElse(""))
            .thenComparing(document -> document.ruleVersion().orElse(0));

    private DueDate() {}

    /** The decision for a package with these results by this table: a function of its arguments and nothing else. */
    public static RetentionDecision of(List<AdministrativeResult> results, RetentionTable table) {
        List<DocumentRetention> documents = results.stream()
                .map(result -> DocumentRetention.of(result, table))
                .toList();
        List<Step> steps = new ArrayList<>();
        documents.forEach(document -> steps.add(document.step()));
        if (documents.isEmpty()) {
            steps.add(new Step(
                    "Gói không có giấy tờ nào được mô tả: chưa phân loại, giữ lại cho đến khi có người phân loại.",
                    "The package describes no document: unclassified, kept until somebody classifies it."));
            return undecided(steps);
        }
        Optional<DocumentRetention> permanent = documents.stream()
                .filter(document -> document.period() instanceof Permanent)
                .max(LONGEST);
        if (permanent.isPresent()) {
            steps.add(new Step(
                    "Có giấy tờ bảo quản vĩnh viễn, nên cả gói được bảo quản vĩnh viễn (Điều 15 Luật Lưu trữ 33/2024/QH15).",
                    "One document is permanent, so the whole package is kept for ever (Law 33/2024/QH15, Art. 15)."));
            return decision(permanent.get(), Optional.empty(), steps);
        }
        if (documents.stream().anyMatch(document -> document.period() instanceof Unclassified)) {
            steps.add(
                    new Step(
                            "Có giấy tờ chưa phân loại, nên gói chưa có ngày hết hạn và được giữ cho đến khi có người phân loại.",
                            "One document is unclassified, so the package has no due date and is kept until somebody classifies it."));
            return undecided(steps);
        }
        Optional<DocumentRetention> waiting =
                documents.stream().filter(document -> document.due().isEmpty()).max(LONGEST);
        if (waiting.isPresent()) {
            steps.add(new Step(
                    "Có giấy tờ mà thời hạn chưa bắt đầu tính, nên gói chưa có ngày hết hạn.",
                    "The period of one document has not begun, so the package has no due date."));
            return decision(waiting.get(), Optional.empty(), steps);
        }
        DocumentRetention last = documents.stream()
                .max(Comparator.comparing(
                                (DocumentRetention document) -> document.due().orElseThrow())
                        .thenComparing(LONGEST))
                .orElseThrow();
        LocalDate due = last.due().orElseThrow();
        steps.add(new Step(
                "Gói lấy thời hạn của giấy tờ lâu nhất: hết hạn ngày " + vietnamese(due)
                        + " (Điều 15 Luật Lưu trữ 33/2024/QH15).",
                "The package takes the document that is kept longest: due on " + due
                        + " (Law 33/2024/QH15, Art. 15)."));
        return decision(last, Optional.of(due), steps);
    }

    /** The last day of the year in which the period ends. */
    static LocalDate endOfYear(int baseYear, int years) {
        return LocalDate.of(baseYear + years, Month.DECEMBER, 31);
    }

    static String vietnamese(LocalDate day) {
        return VIETNAMESE.format(day);
    }

    private static int years(RetentionPeriod period) {
        return switch (period) {
            case Years years -> years.years();
            case Permanent permanent -> Integer.MAX_VALUE;
            case Unclassified unclassified -> Integer.MAX_VALUE;
        };
    }

    private static RetentionDecision decision(DocumentRetention document, Optional<LocalDate> due, List<Step> steps) {
        return new RetentionDecision(
                due, document.period(), document.ruleCode(), document.ruleVersion(), document.baseYear(), steps);
    }

    private static RetentionDecision undecided(List<Step> steps) {
        return new RetentionDecision(
                Optional.empty(), new Unclassified(), Optional.empty(), Optional.empty(), Optional.empty(), steps);
    }
}
