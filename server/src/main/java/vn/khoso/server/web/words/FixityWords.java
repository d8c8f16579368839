package vn.khoso.server.web.words;

/** Words of fixity audits. */
public enum FixityWords implements Text {
    TITLE("Kiểm tra toàn vẹn", "Fixity audits"),
    SUB(
            "Kho đọc lại từng byte và so với mã băm đã giữ. Năm kết quả không bao giờ gộp vào nhau.",
            "Every byte is read again and compared with the digest kept. The five outcomes are never mixed."),
    START("Bắt đầu kiểm tra toàn bộ", "Start a full audit"),
    RATE("Giới hạn tốc độ đọc (MB/giây, 0 là không giới hạn)", "Reading limit (MB/s, 0 for none)"),
    RUNS("Các lần kiểm tra", "Audits"),
    STARTED("Bắt đầu", "Started"),
    BY("Người yêu cầu", "Requested by"),
    SCHEDULE("lịch định kỳ", "schedule"),
    STATE("Trạng thái", "State"),
    RUNNING("Đang chạy", "Running"),
    DONE("Xong", "Finished"),
    CANCELLED("Đã dừng", "Cancelled"),
    PACKAGES("Gói tin", "Packages"),
    BYTES("Đã đọc", "Read"),
    INTACT("Nguyên vẹn", "Intact"),
    ALTERED("Bị thay đổi", "Altered"),
    MISSING("Bị thiếu", "Missing"),
    EXTRA("Thừa tệp", "Extra"),
    UNREAD("Không đọc được", "Unread"),
    CANCEL("Dừng lần kiểm tra này", "Stop this audit"),
    NO_RUNS("Chưa có lần kiểm tra nào. Bắt đầu một lần để có số liệu.", "No audit yet. Start one to have figures."),
    INCIDENTS("Sự cố", "Incidents"),
    NO_INCIDENTS("Không có sự cố nào.", "There are no incidents."),
    INCIDENT_TITLE("Sự cố toàn vẹn", "Fixity incident"),
    AT("Lúc", "At"),
    KIND("Loại", "Kind"),
    SUBJECT("Tệp", "File"),
    ALTERED_MEANS("byte đọc được không khớp mã băm đã giữ", "the bytes read are not those of the digest kept"),
    MISSING_MEANS("tệp phải có mà không thấy ở nơi lưu trữ", "the file should be on storage and is not"),
    EXTRA_MEANS("có tệp mà không gói tin nào ghi nhận", "a file that no package knows of"),
    UNREAD_MEANS(
            "đọc tệp gặp lỗi nên chưa biết nội dung còn đúng không",
            "reading failed, so nothing is known of the content"),
    DETAIL("Ghi chép kỹ thuật", "Technical record"),
    OPEN("Đang mở", "Open"),
    CLOSED("Đã xử lý", "Closed"),
    CLOSE_REASON("Đã xử lý thế nào", "What was done"),
    CLOSE("Đóng sự cố", "Close the incident"),
    CAUSE("Nguyên nhân", "Cause"),
    ACTION("Cách xử lý", "Action"),
    RESULT("Kết quả", "Result"),
    CLOSED_BY("Người xử lý", "Closed by"),
    FAILED("Việc kiểm tra không đáng tin", "The audit itself does not work"),
    FULL("toàn bộ", "every copy"),
    SAMPLE("mẫu ngẫu nhiên và bản lâu chưa đọc", "a random sample and the oldest"),
    AWAY("ổ vắng mặt", "volume away"),
    MINUTES("Biên bản sự cố", "Minutes of the incident"),
    MINUTES_SUB(
            "Theo Phụ lục VII Thông tư 05/2025/TT-BNV. In trang này rồi ký; phần … điền tay.",
            "After Annex VII of Circular 05/2025/TT-BNV. Print and sign; fill in what shows …"),
    MINUTES_TABLE("Tải dạng bảng (TSV)", "As a table (TSV)"),
    ARCHIVE("Cơ quan lưu trữ", "Archive"),
    NUMBER("Số biên bản", "Number"),
    FOUND_AT("Phát hiện lúc", "Found at"),
    CLOSED_AT("Khắc phục xong lúc", "Restored at"),
    SIGN_OPERATOR("Người xử lý (ký, ghi rõ họ tên)", "Operator (signature, full name)"),
    SIGN_HEAD("Người phụ trách lưu trữ (ký, ghi rõ họ tên)", "Head of the archive (signature, full name)"),
    WRONG_RATE("Tốc độ phải là số từ 0 đến 10.000.", "The limit must be a number from 0 to 10,000."),
    INCIDENT_NEXT(
            "Không dùng bản này để cung cấp. Đối chiếu với bản sao lưu rồi khôi phục; nhật ký giữ mọi bước.",
            "Do not give this copy out. Compare with the backup and restore; the journal keeps every step.");

    private final String vi;
    private final String en;

    FixityWords(String vi, String en) {
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
