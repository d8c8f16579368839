package vn.khoso.server.problem;

import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.AlreadyStored;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.StorageFull;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.VolumeFenced;
import vn.khoso.preservation.fault.ArchiveFault.WorkerUnavailable;

/** The problems that the edge itself tells. */
public final class Problems {

    private static final String LATER = "Thử lại sau ít phút; nếu vẫn lỗi, báo người vận hành kèm mã vết.";
    private static final String OPERATOR = "Báo người vận hành kèm mã vết. Không có gì bị mất.";
    private static final String LATER_EN =
            "Try again in some minutes; if it still fails, give the operator the trace id.";
    private static final String OPERATOR_EN = "Give the operator the trace id. Nothing is lost.";

    private static final String OFFICER = "Kho đã ghi lại để cán bộ bảo quản xử lý. Cần gấp thì báo kèm mã vết.";
    private static final String OFFICER_EN =
            "The archive has recorded it for a preservation officer. If it is urgent, give them the trace id.";

    private Problems() {}

    public static Problem signInFirst() {
        return Problem.of(
                401,
                "SIGN_IN_FIRST",
                "Anh/chị cần đăng nhập.",
                "Sign in first.",
                "Đăng nhập, hoặc gửi mã truy cập trong tiêu đề Authorization.",
                "Sign in, or send an access token in the Authorization header.");
    }

    public static Problem forbidden(String vi, String en) {
        return Problem.of(
                403,
                "FORBIDDEN",
                vi,
                en,
                "Đề nghị quản trị viên cấp vai trò phù hợp.",
                "Ask an administrator for a fitting role.");
    }

    public static Problem crossSite() {
        return Problem.of(
                403,
                "CROSS_SITE",
                "Yêu cầu không đến từ trang của kho.",
                "The request did not come from a page of this archive.",
                "Mở lại trang của kho và làm lại từ đó.",
                "Open a page of this archive again and start from there.");
    }

    public static Problem tooLarge(long limit) {
        return new Problem(
                413,
                "TOO_LARGE",
                "Nội dung gửi lên quá lớn.",
                "The body is too large.",
                "The body has more than " + limit + " bytes.",
                "",
                "",
                "Gửi nội dung nhỏ hơn.",
                "Send a smaller body.");
    }

    /** What the server answers by status when a route or the container refused. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 ->
                Problem.of(
                        400,
                        "BAD_REQUEST",
                        "Yêu cầu không đúng dạng.",
                        "The request is not well formed.",
                        "Xem mô tả API tại /api/openapi.yaml.",
                        "See the description of the API at /api/openapi.yaml.");
            case 401 -> signInFirst();
            case 403 -> forbidden("Anh/chị không được làm việc này.", "You may not do this.");
            case 404 ->
                Problem.of(
                        404,
                        "NOT_FOUND",
                        "Không có địa chỉ hoặc tài liệu này.",
                        "There is no such address or document.",
                        "Kiểm tra lại đường dẫn.",
                        "Check the address.");
            case 405 ->
                Problem.of(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "Địa chỉ này không nhận phương thức đó.",
                        "This address does not take that method.",
                        "Xem mô tả API tại /api/openapi.yaml.",
                        "See the description of the API at /api/openapi.yaml.");
            case 406 ->
                Problem.of(
                        406,
                        "NOT_ACCEPTABLE",
                        "Không có dạng mà anh/chị yêu cầu.",
                        "There is no form that you accept.",
                        "Đổi tiêu đề Accept.",
                        "Change the Accept header.");
            case 413 ->
                Problem.of(
                        413,
                        "TOO_LARGE",
                        "Nội dung gửi lên quá lớn.",
                        "The body is too large.",
                        "Gửi nội dung nhỏ hơn.",
                        "Send a smaller body.");
            case 415 ->
                Problem.of(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "Kho không nhận dạng nội dung này ở đây.",
                        "This media type is not taken here.",
                        "Đổi tiêu đề Content-Type.",
                        "Change the Content-Type header.");
            case 429 ->
                Problem.of(
                        429,
                        "TOO_MANY_REQUESTS",
                        "Quá nhiều yêu cầu.",
                        "Too many requests.",
                        "Đợi rồi thử lại.",
                        "Wait, then try again.");
            case 503 ->
                Problem.of(
                        503,
                        "UNAVAILABLE",
                        "Kho tạm thời chưa phục vụ được.",
                        "The archive cannot serve this now.",
                        LATER,
                        LATER_EN);
            default ->
                status >= 500
                        ? internal()
                        : Problem.of(
                                status,
                                "REFUSED",
                                "Yêu cầu bị từ chối.",
                                "The request was refused.",
                                "Xem mô tả API tại /api/openapi.yaml.",
                                "See the description of the API at /api/openapi.yaml.");
        };
    }

    /** A bug: the one answer for all of them. */
    public static Problem internal() {
        return Problem.of(
                500,
                "INTERNAL",
                "Máy chủ gặp lỗi ngoài dự kiến.",
                "The server met an unexpected error.",
                OPERATOR,
                OPERATOR_EN);
    }

    /** What a fault of the archive is to somebody outside: its kind, never its message. @param object what was asked for */
    public static Problem ofFault(ArchiveFault fault, String object) {
        Problem problem = kind(fault);
        return problem.about(object).ruledBy(rule(problem.status()));
    }

    private static String rule(int status) {
        return switch (status) {
            case 409 -> "RFC 9110, 15.5.10";
            case 410 -> "RFC 9110, 15.5.11";
            case 503 -> "RFC 9110, 15.6.4";
            case 507 -> "RFC 4918, 11.5";
            default -> "RFC 9110, 15.6.1";
        };
    }

    private static Problem kind(ArchiveFault fault) {
        return switch (fault) {
            case StorageUnavailable away ->
                Problem.of(
                        503,
                        "STORAGE_UNAVAILABLE",
                        "Kho lưu trữ tạm thời không đọc ghi được.",
                        "Storage cannot be read or written now.",
                        LATER,
                        LATER_EN);
            case StorageFull full ->
                Problem.of(
                        507,
                        "STORAGE_FULL",
                        "Kho lưu trữ hết chỗ; chưa nhận gì của lần gửi này.",
                        "Storage is full; nothing of this was kept.",
                        "Báo người vận hành thêm chỗ rồi gửi lại.",
                        "Ask the operator for more space, then send it again.");
            case VolumeFenced fenced ->
                Problem.of(
                        503,
                        "STORAGE_READ_ONLY",
                        "Kho lưu trữ đang chỉ cho đọc vì lỗi đĩa.",
                        "Storage takes no writes after a disk error.",
                        OPERATOR,
                        OPERATOR_EN);
            case ContentAltered altered ->
                Problem.of(
                        500,
                        "CONTENT_ALTERED",
                        "Nội dung lưu giữ không khớp giá trị băm; không giao ra.",
                        "The kept bytes are not what was promised; they are not handed out.",
                        OFFICER,
                        OFFICER_EN);
            case ContentMissing missing ->
                Problem.of(
                        410,
                        "CONTENT_MISSING",
                        "Nội dung này không có trong kho lưu trữ.",
                        "This content is not on storage.",
                        OFFICER,
                        OFFICER_EN);
            case AlreadyStored taken ->
                Problem.of(
                        409,
                        "ALREADY_STORED",
                        "Mã này đã lưu nội dung khác.",
                        "The identifier is taken by other content.",
                        "Kiểm tra gói; gửi lại với mã mới nếu là gói khác.",
                        "Check the package; send it under a new identifier if it is another one.");
            case DatabaseUnavailable away ->
                Problem.of(
                        503,
                        "DATABASE_UNAVAILABLE",
                        "Cơ sở dữ liệu tạm thời không trả lời.",
                        "The database does not answer now.",
                        LATER,
                        LATER_EN);
            case WorkerUnavailable away ->
                Problem.of(
                        503,
                        "WORKER_UNAVAILABLE",
                        "Bộ phận kiểm tra tệp tạm thời không chạy được.",
                        "The file checkers cannot run now.",
                        LATER,
                        LATER_EN);
            case SealUnavailable away ->
                Problem.of(
                        503,
                        "SEAL_UNAVAILABLE",
                        "Khóa ký tạm thời không dùng được.",
                        "The signing key cannot be used now.",
                        LATER,
                        LATER_EN);
            case DiscoveryUnavailable away ->
                Problem.of(
                        503,
                        "DISCOVERY_UNAVAILABLE",
                        "Tìm kiếm đang được dựng lại.",
                        "Search is being rebuilt.",
                        LATER,
                        LATER_EN);
        };
    }
}
