package vn.khoso.access.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import vn.khoso.schemas.codec.json.ProblemJson;

/** Problem documents (RFC 9457) of this edge: what happened, to what, by which rule, what to do. */
final class Refusal {

    static final String PROBLEM = ProblemJson.MEDIA_TYPE;

    private final ContainerRequestContext request;

    Refusal(ContainerRequestContext request) {
        this.request = request;
    }

    /** The same for "not there" and "not for you": the two are not told apart. */
    Response absent() {
        return answer(
                404,
                "RECORD_NOT_FOUND",
                "Không có tài liệu này, hoặc anh/chị không có quyền xem.",
                "There is no such document, or it is not for you.",
                "",
                "Kiểm tra lại mã. Cổng dịch vụ phải gửi mục đích trong tiêu đề X-Purpose.",
                "Check the id. A portal must send its purpose in the header X-Purpose.");
    }

    Response gone() {
        return answer(
                410,
                "RECORD_WITHDRAWN",
                "Hồ sơ này đã được rút khỏi khai thác.",
                "This record was withdrawn.",
                "",
                "Liên hệ cơ quan quản lý hồ sơ.",
                "Contact the agency that keeps the file.");
    }

    /** For a range that begins behind the end (RFC 9110, 15.5.17). */
    Response unsatisfiable(long size) {
        return answer(
                416,
                "RANGE_NOT_SATISFIABLE",
                "Tệp không có khoảng byte này.",
                "The file has no such range of bytes.",
                "Range",
                "Tệp dài " + size + " byte; yêu cầu lại trong khoảng đó.",
                "The file has " + size + " bytes; ask again within them.");
    }

    /** For a parameter that is malformed: to be thrown. */
    WebApplicationException malformed(String parameter, String vi, String en) {
        return new WebApplicationException(answer(
                400,
                "BAD_PARAMETER",
                vi,
                en,
                parameter,
                "Sửa tham số rồi gửi lại.",
                "Correct the parameter, then send it again."));
    }

    Response answer(int status, String code, String vi, String en, String object, String next, String nextEn) {
        String trace = request.getProperty("khoso.trace") instanceof String known ? known : "";
        ProblemJson problem = new ProblemJson(status, code, vi, en, en, object, "", next, nextEn, trace);
        return Response.status(status)
                .type(PROBLEM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem.text())
                .build();
    }
}
