package vn.khoso.server.web.words;

/** Words of search. */
public enum SearchWords implements Text {
    TITLE("Tìm kiếm", "Search"),
    BOX("Từ cần tìm", "Words to find"),
    BOX_HINT(
            "Gõ có dấu hoặc không dấu; số, ký hiệu như 766/QĐ-TTg được tìm nguyên cụm.",
            "With or without accents; numbers and symbols such as 766/QĐ-TTg are found as one."),
    SUBMIT("Tìm hồ sơ", "Find records"),
    TOTAL("{0,number} hồ sơ", "{0,plural,one{# record}other{# records}}"),
    TOTAL_MORE("hơn {0,number} hồ sơ", "more than {0,number} records"),
    SORT("Sắp xếp", "Sort"),
    RELEVANCE("Sát nhất trước", "Best match first"),
    NEWEST_ISSUED("Mới cấp trước", "Newest first"),
    OLDEST_ISSUED("Cũ nhất trước", "Oldest first"),
    NARROW("Lọc kết quả", "Narrow the results"),
    REMOVE("Bỏ lọc {0}", "Remove filter {0}"),
    AGENCY("Cơ quan cấp", "Agency"),
    DOCUMENT_TYPE("Loại giấy tờ", "Document type"),
    YEAR("Năm cấp", "Year of issue"),
    VALIDITY("Hiệu lực", "Validity"),
    RETENTION("Thời hạn bảo quản", "Retention period"),
    EMPTY_FILTERED(
            "Không có hồ sơ nào khớp. Anh/chị bỏ bớt điều kiện lọc hoặc gõ ít từ hơn.",
            "Nothing matches. Remove a filter or use fewer words."),
    EMPTY_GUEST(
            "Khách chỉ thấy hồ sơ công khai. Anh/chị đăng nhập để tìm trong hồ sơ của cơ quan mình hoặc của chính mình.",
            "Guests see public records only. Sign in to search those of your agency or your own."),
    LAG(
            "Chỉ mục tìm kiếm đang chậm {0,number} thay đổi so với kho; hồ sơ mới nhất có thể chưa hiện.",
            "The index is {0,plural,one{# change}other{# changes}} behind; the newest records may not show yet."),
    REBUILDING(
            "Tìm kiếm đang được dựng lại từ kho. Hồ sơ vẫn mở được bằng đường dẫn của nó; anh/chị thử lại sau ít phút.",
            "Search is being rebuilt from the archive. Records still open by their address; try again in a few minutes."),
    WRONG_CURSOR(
            "Đường dẫn trang này không còn dùng được. Anh/chị tìm lại từ trang đầu.",
            "This page address can no longer be used. Search again from the first page.");

    private final String vi;
    private final String en;

    SearchWords(String vi, String en) {
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
