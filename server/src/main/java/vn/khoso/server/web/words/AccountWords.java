package vn.khoso.server.web.words;

/** Words of accounts and API clients. */
public enum AccountWords implements Text {
    TITLE("Tài khoản", "Accounts"),
    NAME("Tên tài khoản", "Account name"),
    DISPLAY_NAME("Họ và tên", "Full name"),
    ROLES("Vai trò", "Roles"),
    AGENCY("Cơ quan (mã)", "Agency (code)"),
    AGENCY_HINT("Bắt buộc với người nộp, ví dụ H56.22.17", "Required for depositors, for example H56.22.17"),
    OWNER_NUMBER("Số định danh (công dân)", "Personal number (citizen)"),
    PASSWORD("Mật khẩu ban đầu", "Initial password"),
    PASSWORD_HINT("Ít nhất 12 ký tự, quản trị viên ít nhất 15.", "At least 12 characters, 15 for administrators."),
    STATE("Tình trạng", "State"),
    OPEN("Đang mở", "Open"),
    CLOSED("Đã đóng", "Closed"),
    CREATE_TITLE("Lập tài khoản", "Make an account"),
    CREATE("Lập tài khoản", "Make the account"),
    CLOSE("Đóng tài khoản {0}", "Close account {0}"),
    REOPEN("Mở lại tài khoản {0}", "Open account {0} again"),
    CLIENTS("Ứng dụng kết nối", "API clients"),
    CLIENT_NAME("Tên ứng dụng", "Name of the program"),
    CLIENT_ROLE("Vai trò", "Role"),
    CLIENT_DAYS("Số ngày dùng được (tối đa 365)", "Days it is good for (at most 365)"),
    CLIENT_CREATE_TITLE("Cấp mã truy cập cho ứng dụng", "Give a program a token"),
    CLIENT_CREATE("Cấp mã truy cập", "Give a token"),
    CLIENT_UNTIL("Dùng được đến", "Good until"),
    CLIENT_REVOKE("Thu hồi mã của {0}", "Revoke the token of {0}"),
    TOKEN_TITLE("Mã truy cập mới", "The new token"),
    TOKEN_ONCE(
            "Mã này chỉ hiện một lần. Chép ngay vào nơi an toàn; kho chỉ giữ giá trị băm.",
            "This token is shown once. Copy it to a safe place now; the archive keeps only its hash."),
    TOKEN_BACK("Trở lại danh sách", "Back to the list"),
    NO_CLIENTS("Chưa có ứng dụng nào được cấp mã.", "No program has a token yet.");

    private final String vi;
    private final String en;

    AccountWords(String vi, String en) {
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
