package vn.khoso.server.web.words;

/** Words of a record's page, its retention page and its packages. */
public enum RecordWords implements Text {
    GONE_TITLE("Hồ sơ đã rút khỏi khai thác", "The record was withdrawn"),
    GONE(
            "Hồ sơ này đã thôi cung cấp từ {0}. Kho vẫn giữ dấu vết của nó.",
            "This record has not been given out since {0}. The archive keeps its tombstone."),
    ABSENT_TITLE("Không có hồ sơ này", "There is no such record"),
    ABSENT(
            "Không có hồ sơ ở địa chỉ này, hoặc anh/chị chưa được quyền xem. Đăng nhập bằng tài khoản có quyền rồi mở lại.",
            "There is no record at this address, or you may not see it. Sign in with an account that may, then open it again."),
    WHAT("Giấy tờ", "The paper"),
    TYPE("Mã loại giấy tờ", "Document type"),
    NUMBER("Số, ký hiệu", "Number and symbol"),
    ISSUED("Ngày cấp", "Issued"),
    ISSUER("Cơ quan cấp", "Issuing agency"),
    CUSTODIAN("Cơ quan đang quản lý", "Custodian"),
    SIGNER("Người ký", "Signer"),
    OWNER("Chủ giấy tờ", "Owner"),
    OWNER_NUMBER("Số định danh chủ giấy tờ", "Owner's number"),
    OWNER_HIDDEN(
            "Một phần thông tin về chủ giấy tờ không hiển thị với anh/chị.",
            "Some of the owner's details are not shown to you."),
    VALID_FROM("Có hiệu lực từ", "Valid from"),
    VALID_TO("Có hiệu lực đến", "Valid to"),
    PERMANENT_VALIDITY("không thời hạn", "without end"),
    EVENT_VALIDITY("đến khi có sự kiện chấm dứt", "until an event ends it"),
    SCOPE("Phạm vi có hiệu lực", "Scope of validity"),
    PROCEDURE("Thủ tục hành chính", "Procedure"),
    CASE("Mã hồ sơ TTHC", "Case code"),
    FILE_CODE("Mã hồ sơ lưu trữ", "Archive file code"),
    ACCESS("Chế độ sử dụng", "Access mode"),
    ACCESS_01("Công khai", "Public"),
    ACCESS_02("Có điều kiện", "Conditional"),
    ACCESS_03("Mật", "Secret"),
    FILES("Tệp", "Files"),
    FILE("Tệp", "File"),
    FORMAT("Định dạng", "Format"),
    SIZE("Dung lượng", "Size"),
    DIGEST("Mã băm SHA-256", "SHA-256 digest"),
    DOWNLOAD("Tải tệp", "Download"),
    NO_CONTENT(
            "Anh/chị được xem thông tin mô tả, chưa được quyền đọc nội dung tệp.",
            "You may read the description, not the content of the files."),
    ORDER("Yêu cầu gói tin cung cấp", "Order a dissemination package"),
    ORDER_HINT(
            "Gói tin cung cấp (DIP) là túi BagIt nén zip gồm tệp, mô tả và sự kiện; mọi byte được băm khi giao.",
            "A dissemination package (DIP) is a zipped bag of files, description and events; every byte is hashed on the way out."),
    PURPOSE("Mục đích sử dụng", "Purpose"),
    RETENTION("Thời hạn bảo quản", "Retention"),
    WHY("Vì sao ngày này?", "Why this date?"),
    DUE("Hết thời hạn bảo quản ngày {0}", "Retention ends on {0}"),
    KEPT_FOR_EVER("Bảo quản vĩnh viễn", "Kept permanently"),
    UNCLASSIFIED(
            "Chưa phân loại: không có ngày hết hạn, chờ lưu trữ viên xét",
            "Unclassified: no due date, waits for an archivist"),
    IDENTIFIER("Mã định danh lưu trữ", "Archive identifier"),
    PACKAGE("Gói tin lưu trữ", "Archival package"),
    STORED("Lưu lúc", "Stored"),
    EVENTS("Sự kiện bảo quản", "Preservation events"),
    DATA("Dữ liệu bóc tách", "Extracted data"),
    RAW("Dạng máy đọc (JSON)", "Machine-readable (JSON)"),
    RETENTION_TITLE("Vì sao ngày này?", "Why this date?"),
    STEPS("Cách tính, từng bước", "How it is computed, step by step"),
    PACKAGE_DECISION("Gói tin lưu trữ theo giấy tờ có thời hạn dài nhất", "The package follows its longest-kept paper"),
    RULE("Dòng trong bảng thời hạn", "Rule in the schedule"),
    BACK("Trở lại hồ sơ", "Back to the record"),
    DIP_TITLE("Gói tin cung cấp", "Dissemination package"),
    DIP_READY("Gói tin đã sẵn sàng.", "The package is ready."),
    DIP_FAILED(
            "Không lập được gói tin: nội dung lưu giữ không khớp giá trị băm hoặc không đọc được. Kho đã ghi sự cố; anh/chị báo cán bộ bảo quản kèm mã {0}.",
            "The package could not be made: the kept bytes do not match or cannot be read. The archive has recorded it; tell a preservation officer and quote {0}."),
    DIP_UNTIL("Tải được đến {0}.", "Can be downloaded until {0}."),
    DIP_DOWNLOAD("Tải gói tin", "Download the package"),
    DIP_ABSENT(
            "Không có gói tin này, đã hết hạn, hoặc không phải của anh/chị.",
            "There is no such package, it has expired, or it is not yours.");

    private final String vi;
    private final String en;

    RecordWords(String vi, String en) {
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
