package vn.khoso.server.web.words;

/** Words of the ingest queue and of one submission. */
public enum IngestWords implements Text {
    TITLE("Hàng đợi tiếp nhận", "Ingest queue"),
    SUB("{0,number} gói tin nộp chưa xong", "{0,plural,one{# submission}other{# submissions}} not concluded"),
    NEW("Nộp gói tin mới", "Submit a package"),
    ALL("Tất cả", "All"),
    PACKAGE("Gói tin nộp", "Submission"),
    AGENCY("Cơ quan nộp", "Agency"),
    SIZE("Dung lượng", "Size"),
    STATE("Trạng thái", "State"),
    STEP("Bước, kết quả", "Step, result"),
    RECEIVED("Nhận lúc", "Received"),
    CONCLUDED("Kết thúc lúc", "Concluded"),
    WAITING("Chờ xử lý", "Waiting"),
    RUNNING("Đang kiểm tra", "Being checked"),
    ARCHIVED("Đã lưu trữ", "Archived"),
    REFUSED("Không đạt", "Refused"),
    PARKED("Tạm dừng", "Parked"),
    EMPTY("Chưa có gói tin nộp nào ở đây.", "No submissions here yet."),
    EMPTY_FILTERED("Không có gói tin nào ở trạng thái này.", "No submission is in this state."),
    FILTER("Lọc theo trạng thái", "Filter by state"),
    NEW_TITLE("Nộp gói tin mới", "Submit a package"),
    NEW_HINT(
            "Gói tin nộp (SIP) là túi BagIt nén zip, tar hoặc tar.gz, có metadata/tthc.json và danh mục mã băm. Dung lượng tối đa {0}.",
            "A submission package (SIP) is a bag as zip, tar or tar.gz with metadata/tthc.json and digests. At most {0}."),
    FILE("Tệp gói tin", "Package file"),
    SEND("Nộp gói tin", "Submit the package"),
    NO_AGENCY(
            "Tài khoản này không gắn với cơ quan nào nên không nộp được. Đề nghị quản trị viên gán cơ quan.",
            "This account works for no agency, so it cannot submit. Ask an administrator to set one."),
    NO_FILE("Anh/chị chưa chọn tệp gói tin.", "No package file was chosen."),
    TOO_LARGE(
            "Tệp lớn hơn mức nhận tối đa {0}. Chia gói tin nhỏ hơn rồi nộp lại; chưa có gì được giữ.",
            "The file is larger than {0}. Send smaller packages; nothing was kept."),
    CUT(
            "Đường truyền bị ngắt trước khi nhận đủ tệp. Chưa có gì được giữ; anh/chị nộp lại.",
            "The connection ended before the whole file came. Nothing was kept; send it again."),
    DETAIL_TITLE("Chi tiết gói tin nộp", "Submission"),
    IDENTIFIER("Mã gói tin nộp", "Submission identifier"),
    DEPOSITOR("Người nộp", "Depositor"),
    AIP("Gói tin lưu trữ", "Archival package"),
    PHASE("Bước {0}/{1} · {2}", "Step {0}/{1} · {2}"),
    FILES_DONE("{0,number}/{1,number} tệp", "{0,number}/{1,number} files"),
    PROGRESS("Tiến độ", "Progress"),
    FINDINGS("Kết quả kiểm tra", "Findings"),
    FINDINGS_COUNT("{0,number} phát hiện", "{0,plural,one{# finding}other{# findings}}"),
    JOURNAL_NUMBER("nhật ký số {0,number}", "journal no. {0,number}"),
    NO_FINDINGS("Không có lỗi hay cảnh báo nào.", "No errors or warnings."),
    WHAT("Phát hiện", "What was found"),
    OBJECT("Ở đâu", "Where"),
    RULE("Theo quy tắc", "By which rule"),
    NEXT("Cần làm gì", "What to do"),
    LEVEL_REFUSE("Không nhận", "Refused"),
    LEVEL_WARN("Cảnh báo", "Warning"),
    LEVEL_NOTE("Ghi nhận", "Note"),
    RECEIPT("Biên nhận ký số", "Signed receipt"),
    COPIES("Số bản sao đã đọc lại và đối chiếu", "Copies read back and compared"),
    COPIES_OWED("Bản sao còn nợ, hạn chót", "A copy is owed, due by"),
    RECEIPT_DOWNLOAD("Tải biên nhận (JSON)", "Download the receipt (JSON)"),
    SIGNATURE_DOWNLOAD("Tải chữ ký (CMS)", "Download the signature (CMS)"),
    PROOF_DOWNLOAD(
            "Tải bằng chứng nhật ký (có sau điểm kiểm mỗi ngày)",
            "Download the journal proof (after the daily checkpoint)"),
    CERTIFICATE_DOWNLOAD("Tải chứng thư của kho (PEM)", "Download the certificate (PEM)"),
    VERIFY(
            "Kiểm tra ngoại tuyến, không cần kho: để ba tệp vào một thư mục rồi chạy lệnh dưới đây.",
            "Verify offline, without the archive: put the three files into one folder and run this command."),
    REPORT("Mở thư trả lời", "Open the letter"),
    RAW("Dạng máy đọc (JSON)", "Machine-readable (JSON)"),
    TIMELINE("Diễn biến", "Timeline"),
    TROUBLE(
            "Kho gặp trục trặc, không phải lỗi của gói tin: {0}. Đã thử {1,number} lần; hệ thống sẽ thử lại.",
            "The archive had trouble; the package is not at fault: {0}. Tried {1,plural,one{# time}other{# times}}; it will be tried again."),
    PARKED_NOTE(
            "Đã thử {1,number} lần không được vì trục trặc của kho, không phải lỗi của gói tin: {0}. Khi đã khắc phục, cho chạy tiếp.",
            "{1,plural,one{# try}other{# tries}} failed for reasons of the archive; the package is not at fault: {0}. Resume when that is mended."),
    RESUME("Cho gói tin chạy tiếp", "Resume the submission"),
    RECORDS("Hồ sơ trong gói", "Records in the package"),
    RECORDS_MORE(
            "và {0,number} hồ sơ nữa, tìm được ở mục Tìm kiếm",
            "and {0,plural,one{# more record}other{# more records}}, found by search"),
    ABSENT_TITLE("Không có gói tin nộp này", "There is no such submission"),
    ABSENT(
            "Không có gói tin ở địa chỉ này, hoặc gói thuộc cơ quan khác.",
            "There is no submission at this address, or it belongs to another agency.");

    private final String vi;
    private final String en;

    IngestWords(String vi, String en) {
        this.vi = vi;
        this.en = en;
    }

    @Override
    public String vi() {
        return vi;
    }

    @Override
    public String en() {
        return en;
    }
}
