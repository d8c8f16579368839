package vn.khoso.preservation.retention;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.retention.RetentionDecision.Step;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionPeriod.Permanent;
import vn.khoso.schemas.retention.RetentionPeriod.Unclassified;
import vn.khoso.schemas.retention.RetentionPeriod.Years;
import vn.khoso.schemas.retention.RetentionRule;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.Validity;

/**
 * What the schedule says of one document.
 *
 * @param due empty when permanent, unclassified, or when the period has not begun
 */
record DocumentRetention(
        RetentionPeriod period,
        Optional<LocalDate> due,
        Optional<String> ruleCode,
        Optional<Integer> ruleVersion,
        Optional<Integer> baseYear,
        Step step) {

    /** The day from whose year the period counts, or why there is none. */
    private sealed interface BaseDate {
        record Known(LocalDate day, String vi, String en) implements BaseDate {}

        record Unknown(String vi, String en) implements BaseDate {}
    }

    static DocumentRetention of(AdministrativeResult result, RetentionTable table) {
        String mapped = table.mapping().get(result.documentTypeCode());
        if (result.retentionCode().isEmpty() && mapped == null) {
            return unclassified(
                    result,
                    "loại giấy tờ chưa gắn với quy tắc nào; áp dụng " + RetentionTable.UNCLASSIFIED
                            + ", chưa phân loại.",
                    "no rule is set for its type; " + RetentionTable.UNCLASSIFIED + " applies, unclassified.");
        }
        String code = result.retentionCode().orElse(mapped == null ? RetentionTable.UNCLASSIFIED : mapped);
        List<RetentionRule> versions = table.versions(code);
        if (versions.isEmpty()) {
            return unclassified(
                    result,
                    "quy tắc " + code + " không có trong bảng thời hạn; chưa phân loại.",
                    "rule " + code + " is not in the schedule; unclassified.");
        }
        Optional<RetentionRule> inForce =
                versions.stream().filter(rule -> governs(rule, result)).findFirst();
        if (inForce.isEmpty()) {
            return unclassified(
                    result,
                    "không có phiên bản nào của quy tắc " + code + " có hiệu lực vào ngày tính; chưa phân loại.",
                    "no version of rule " + code + " was in force on the day that counts; unclassified.");
        }
        return inForce.get().enabled()
                ? by(inForce.get(), result)
                : unclassified(
                        result,
                        "quy tắc " + named(inForce.get(), "phiên bản")
                                + " đang tắt vì chưa được xác nhận; chưa phân loại.",
                        "rule " + named(inForce.get(), "version")
                                + " is switched off until it is confirmed; unclassified.");
    }

    /** The version in force on the base date; while there is no base date, the newest. */
    private static boolean governs(RetentionRule rule, AdministrativeResult result) {
        return switch (base(rule, result)) {
            case BaseDate.Known known -> rule.inForceOn(known.day());
            case BaseDate.Unknown unknown -> true;
        };
    }

    private static DocumentRetention by(RetentionRule rule, AdministrativeResult result) {
        String vi = "quy tắc " + named(rule, "phiên bản") + " (" + rule.groupVi() + "; " + rule.basis() + ")"
                + unconfirmedVi(rule);
        String en = "rule " + named(rule, "version") + " (" + rule.groupEn() + "; " + rule.basis() + ")"
                + unconfirmedEn(rule);
        return switch (rule.period()) {
            case Permanent permanent ->
                held(rule, permanent, result, vi + ": bảo quản vĩnh viễn.", en + ": kept for ever.");
            case Unclassified unclassified -> unclassified(result, vi + ": chưa phân loại.", en + ": unclassified.");
            case Years years ->
                switch (base(rule, result)) {
                    case BaseDate.Unknown unknown ->
                        held(
                                rule,
                                years,
                                result,
                                vi + ": " + years.years() + " năm, chưa bắt đầu tính vì " + unknown.vi() + ".",
                                en + ": " + years.years() + " years, not counting yet because " + unknown.en() + ".");
                    case BaseDate.Known known -> due(rule, years, known, result, vi, en);
                };
        };
    }

    private static DocumentRetention due(
            RetentionRule rule, Years years, BaseDate.Known base, AdministrativeResult result, String vi, String en) {
        LocalDate due = DueDate.endOfYear(base.day().getYear(), years.years());
        return new DocumentRetention(
                years,
                Optional.of(due),
                Optional.of(rule.code()),
                Optional.of(rule.version()),
                Optional.of(base.day().getYear()),
                step(
                        result,
                        vi + ": tính từ năm " + base.day().getYear() + " (" + base.vi() + "), " + years.years()
                                + " năm, hết hạn ngày " + DueDate.vietnamese(due) + ".",
                        en + ": counted from " + base.day().getYear() + " (" + base.en() + "), " + years.years()
                                + " years, due on " + due + "."));
    }

    private static BaseDate base(RetentionRule rule, AdministrativeResult result) {
        return switch (rule.trigger()) {
            case CASE_CLOSED -> closed(result);
            case VALID_TO -> validTo(result.validity());
            case REVOKED -> new BaseDate.Unknown("chưa biết ngày thu hồi", "the day of revocation is not known");
            case DEATH -> new BaseDate.Unknown("chưa biết ngày mất", "the day of death is not known");
            case EVENT -> new BaseDate.Unknown("sự kiện chưa xảy ra", "the event has not happened");
        };
    }

    private static BaseDate closed(AdministrativeResult result) {
        Optional<LocalDate> completed = result.procedureCase().completedDate();
        if (completed.isPresent()) {
            return new BaseDate.Known(completed.get(), "năm kết thúc hồ sơ", "the year in which the case was closed");
        }
        // An old paper has no case. Its own date stands for the end of the work, and the explanation says so.
        return result.legacy()
                ? new BaseDate.Known(
                        result.issuedDate().latest(),
                        "giấy tờ cũ không còn ngày kết thúc hồ sơ, lấy năm cấp giấy",
                        "an old paper without the day its case was closed, so the year of issue")
                : new BaseDate.Unknown(
                        "chưa biết ngày kết thúc hồ sơ", "the day on which the case was closed is not known");
    }

    private static BaseDate validTo(Validity validity) {
        return switch (validity.end()) {
            case DATE ->
                new BaseDate.Known(
                        validity.to().orElseThrow().latest(),
                        "năm hết hiệu lực",
                        "the year in which its validity ends");
            case PERMANENT -> new BaseDate.Unknown("giấy tờ có hiệu lực không thời hạn", "its validity has no end");
            case EVENT -> new BaseDate.Unknown("chưa biết ngày hết hiệu lực", "the end of its validity is not known");
        };
    }

    private static DocumentRetention held(
            RetentionRule rule, RetentionPeriod period, AdministrativeResult result, String vi, String en) {
        return new DocumentRetention(
                period,
                Optional.empty(),
                Optional.of(rule.code()),
                Optional.of(rule.version()),
                Optional.empty(),
                step(result, vi, en));
    }

    private static DocumentRetention unclassified(AdministrativeResult result, String vi, String en) {
        return new DocumentRetention(
                new Unclassified(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                step(result, vi, en));
    }

    private static Step step(AdministrativeResult result, String vi, String en) {
        String document = result.documentName() + " (" + result.documentTypeCode() + "): ";
        return new Step(document + vi, document + en);
    }

    private static String named(RetentionRule rule, String version) {
        return rule.code() + ", " + version + " " + rule.version();
    }

    private static String unconfirmedVi(RetentionRule rule) {
        return rule.confirmedBy().isPresent() ? "" : ", tỉnh chưa xác nhận nên chưa được dùng để hủy tài liệu";
    }

    private static String unconfirmedEn(RetentionRule rule) {
        return rule.confirmedBy().isPresent()
                ? ""
                : ", not confirmed by the province, so nothing may be destroyed by it";
    }
}
