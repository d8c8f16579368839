package vn.khoso.ingest.http;

import jakarta.ws.rs.core.Response;
import vn.khoso.schemas.codec.json.ProblemJson;

/**
 * Why a delivery was turned away at the edge, as a problem document (RFC 9457).
 *
 * @param cause what stood in the way, English
 */
record IngestProblem(
        int status, String code, String title, String titleEn, String cause, String rule, String next, String nextEn) {

    static IngestProblem keyUsed() {
        return new IngestProblem(
                422,
                "IDEMPOTENCY_KEY_USED",
                "Khóa Idempotency-Key này đã dùng cho một gói khác.",
                "This Idempotency-Key was used for another package.",
                "The earlier delivery under this key had other bytes.",
                "draft-ietf-httpapi-idempotency-key-header",
                "Dùng khóa mới cho gói mới, hoặc gửi lại đúng gói cũ.",
                "Use a new key for a new package, or send the old package as it was.");
    }

    static IngestProblem tooLarge(long limit) {
        return new IngestProblem(
                413,
                "SIP_TOO_LARGE",
                "Gói nộp lớn hơn mức kho tiếp nhận.",
                "The package is larger than the archive takes.",
                "The limit is " + limit + " bytes.",
                "RFC 9110, 15.5.14",
                "Chia thành nhiều gói nhỏ hơn rồi gửi lại.",
                "Send several smaller packages.");
    }

    static IngestProblem lengthDiffers(long announced, long received) {
        return new IngestProblem(
                400,
                "SIP_LENGTH_DIFFERS",
                "Dữ liệu nhận được không đủ như đã khai báo.",
                "Fewer or more bytes came than were announced.",
                announced + " bytes were announced, " + received + " were received.",
                "RFC 9112, 8",
                "Gửi lại toàn bộ gói.",
                "Send the whole package again.");
    }

    static IngestProblem withoutAgency() {
        return new IngestProblem(
                403,
                "DEPOSITOR_WITHOUT_AGENCY",
                "Tài khoản chưa gắn với cơ quan nào nên không thể nộp.",
                "The account works for no agency, so it cannot submit.",
                "Nobody would answer for the submission.",
                "ISO 16363, 4.1.1",
                "Đề nghị quản trị viên gắn tài khoản với một cơ quan.",
                "Ask an administrator to set an agency for the account.");
    }

    static IngestProblem notParked() {
        return new IngestProblem(
                409,
                "SIP_NOT_PARKED",
                "Gói tin nộp này không ở trạng thái tạm dừng.",
                "This submission is not parked.",
                "Only a parked submission can be resumed.",
                "",
                "Xem trạng thái hiện tại của gói tin nộp.",
                "Look at the present state of the submission.");
    }

    Response answer(Asking asking, String object) {
        ProblemJson problem =
                new ProblemJson(status, code, title, titleEn, cause, object, rule, next, nextEn, asking.traceId());
        return Response.status(status)
                .header("Cache-Control", "no-store")
                .type(ProblemJson.MEDIA_TYPE)
                .entity(problem.text())
                .build();
    }
}
