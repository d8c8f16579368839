package vn.khoso.server.web.words;

/** Words of the retention schedule. */
public enum RetentionWords implements Text {
    TITLE("Thời hạn bảo quản", "Retention periods"),
    SUB(
            "{0,number} dòng đang có hiệu lực; dòng chưa được tỉnh xác nhận không bao giờ cho phép tiêu huỷ.",
            "{0,plural,one{# row}other{# rows}} in force; a row the province has not confirmed never lets anything be destroyed."),
    CODE("Mã", "Code"),
    GROUP("Nhóm hồ sơ", "Group"),
    PERIOD("Thời hạn", "Period"),
    TRIGGER("Tính từ", "Counted from"),
    BASIS("Căn cứ", "Legal basis"),
    EFFECTIVE("Hiệu lực", "In effect"),
    STATE("Tình trạng", "State"),
    VERSION("Phiên bản {0,number}", "Version {0,number}"),
    YEARS("{0,number} năm", "{0,plural,one{# year}other{# years}}"),
    MAINTENANCE("mã {0}", "code {0}"),
    PERMANENT("Vĩnh viễn", "Permanent"),
    UNCLASSIFIED("Chưa phân loại", "Unclassified"),
    FROM("từ {0}", "from {0}"),
    FROM_TO("{0} – {1}", "{0} – {1}"),
    ENABLED("Đang dùng", "In use"),
    DISABLED("Đang tắt", "Switched off"),
    UNCONFIRMED("chờ tỉnh xác nhận", "to be confirmed"),
    CONFIRMED("đã xác nhận", "confirmed"),
    CASE_CLOSED("năm kết thúc hồ sơ", "year the case was closed"),
    VALID_TO("ngày hết hiệu lực", "end of validity"),
    REVOKED("ngày thu hồi", "revocation"),
    DEATH("ngày mất", "death"),
    EVENT("sự kiện", "an event"),
    MAPPING("Loại giấy tờ thuộc dòng nào", "Which type falls under which row"),
    DOCUMENT_TYPE("Mã loại giấy tờ", "Document type"),
    CHANGE_TITLE("Phiên bản mới của {0}", "New version of {0}"),
    CHANGE_HINT(
            "Phiên bản cũ được giữ nguyên; phiên bản mới có hiệu lực từ ngày anh/chị chọn và được ghi vào nhật ký.",
            "The old version stays; the new one is in force from the day you choose and is written to the journal."),
    YEARS_FIELD("Số năm (để trống nếu vĩnh viễn)", "Years (empty for permanent)"),
    FROM_FIELD("Có hiệu lực từ ngày", "In force from"),
    FROM_HINT("ngày/tháng/năm, ví dụ 01/01/2027", "day/month/year, for example 01/01/2027"),
    CONFIRM_FIELD("Tỉnh đã xác nhận dòng này", "The province has confirmed this row"),
    ENABLE_FIELD("Dùng dòng này", "Use this row"),
    CHECK("Xem trước thay đổi", "Preview the change"),
    DO_NOT_SAVE("Không lưu, trở lại", "Go back without saving"),
    TOUCHED(
            "{0,number} hồ sơ đang lưu thuộc dòng này theo loại giấy tờ. Phiên bản mới áp dụng cho hồ sơ tiếp nhận từ ngày có hiệu lực.",
            "{0,plural,one{# kept record is}other{# kept records are}} of a type under this row. The new version applies to records taken in from its first day."),
    TOUCHED_UNKNOWN(
            "Chưa đếm được số hồ sơ thuộc dòng này vì tìm kiếm đang được dựng lại.",
            "The records under this row cannot be counted while search is being rebuilt."),
    SAVE("Lưu phiên bản mới", "Save the new version"),
    MAP_SAVE("Gán loại giấy tờ vào dòng", "Map the type to the row"),
    WRONG_YEARS("Số năm phải từ 1 đến 200.", "Years must be 1 to 200."),
    WRONG_DATE(
            "Ngày không có thật hoặc sớm hơn phiên bản trước.",
            "The date does not exist or is before the version before."),
    UNKNOWN_RULE("Không có dòng nào mang mã này.", "There is no row with this code.");

    private final String vi;
    private final String en;

    RetentionWords(String vi, String en) {
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
