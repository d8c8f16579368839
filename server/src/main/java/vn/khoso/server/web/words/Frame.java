package vn.khoso.server.web.words;

/** Words of the frame that is round every page. */
public enum Frame implements Text {
    REPOSITORY("Kho dữ liệu điện tử", "Electronic data repository"),
    SKIP("Bỏ qua, tới nội dung chính", "Skip to main content"),
    FIND_LABEL("Tìm trong kho", "Search the repository"),
    FIND_HINT("Tìm số, ký hiệu, tên giấy tờ…  ( / )", "Number, symbol, name of paper…  ( / )"),
    MENU("Danh mục", "Menu"),
    MAIN_NAVIGATION("Chính", "Main"),
    TODO("Việc cần làm", "To do"),
    INGEST("Tiếp nhận", "Ingest"),
    SEARCH("Tìm kiếm", "Search"),
    GROUP_RECORDS("Quản lý hồ sơ", "Records management"),
    RETENTION("Thời hạn bảo quản", "Retention periods"),
    GROUP_PRESERVATION("Bảo quản", "Preservation"),
    FIXITY("Kiểm tra toàn vẹn", "Fixity audits"),
    GROUP_ADMINISTRATION("Quản trị", "Administration"),
    ACCOUNTS("Tài khoản", "Accounts"),
    FIRST("Trang đầu", "First page"),
    HOME("Về trang đầu của kho", "To the first page"),
    QUOTE("Mã để báo người vận hành:", "Id to quote to the operator:"),
    SIGN_IN("Đăng nhập", "Sign in"),
    SIGN_OUT("Đăng xuất", "Sign out"),
    OTHER_LANGUAGE("English", "Tiếng Việt"),
    FOOTER("Kho Số · lưu trữ theo OAIS (ISO 14721)", "Kho Số · kept by OAIS (ISO 14721)"),
    KEYS_TITLE("Phím tắt", "Keyboard shortcuts"),
    KEYS_CLOSE("Đóng bảng phím tắt", "Close the list of shortcuts"),
    KEY_FIND("tới ô tìm kiếm", "go to the search box"),
    KEY_MOVE("xuống, lên một dòng", "one row down, up"),
    KEY_GO("rồi t, s, i, r, f, a: tới mục trong danh mục", "then t, s, i, r, f, a: go to a menu entry"),
    KEYS_ON("Dùng phím tắt một chữ", "Use single-letter shortcuts"),
    NEXT_PAGE("Trang sau", "Next page"),
    FIRST_PAGE("Về trang đầu", "Back to the first page");

    private final String vi;
    private final String en;

    Frame(String vi, String en) {
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
