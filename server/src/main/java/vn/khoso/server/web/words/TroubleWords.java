package vn.khoso.server.web.words;

/** What kept the archive from its work, for people who wait for a package: no fault of the package in any of them. */
public enum TroubleWords implements Text {
    STORAGE_UNAVAILABLE("nơi lưu trữ tạm thời không đọc ghi được", "storage cannot be read or written now"),
    STORAGE_FULL("nơi lưu trữ đã hết chỗ", "storage is full"),
    VOLUME_FENCED("nơi lưu trữ chỉ cho đọc sau một lỗi đĩa", "storage takes no writes after a disk error"),
    CONTENT_ALTERED("nội dung đọc lại không khớp mã băm", "what was read back is not what was written"),
    CONTENT_MISSING("nội dung cần đọc không có ở nơi lưu trữ", "what should be read is not on storage"),
    ALREADY_STORED("mã gói tin đã dùng cho nội dung khác", "the identifier is taken by other content"),
    DATABASE_UNAVAILABLE("cơ sở dữ liệu tạm thời không trả lời", "the database does not answer now"),
    WORKER_UNAVAILABLE("bộ phận kiểm tra tệp tạm thời không chạy được", "the file checkers cannot run now"),
    SEAL_UNAVAILABLE("khoá ký tạm thời không dùng được", "the signing key cannot be used now"),
    DISCOVERY_UNAVAILABLE("tìm kiếm đang được dựng lại", "search is being rebuilt"),
    OTHER("máy chủ gặp lỗi ngoài dự kiến", "the server met an unexpected error");

    private final String vi;
    private final String en;

    TroubleWords(String vi, String en) {
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
