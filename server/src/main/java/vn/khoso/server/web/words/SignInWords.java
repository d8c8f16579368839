package vn.khoso.server.web.words;

/** Words of signing in and of the first administrator. */
public enum SignInWords implements Text {
    TITLE("Đăng nhập", "Sign in"),
    NAME("Tên tài khoản", "Account name"),
    PASSWORD("Mật khẩu", "Password"),
    SUBMIT("Đăng nhập", "Sign in"),
    NEEDED("Trang này chỉ dành cho người đã đăng nhập.", "This page is for people who have signed in."),
    REFUSED(
            "Tên hoặc mật khẩu không đúng. Anh/chị kiểm tra lại; nếu quên mật khẩu, báo quản trị viên.",
            "Wrong name or password. Check both; if the password is forgotten, ask an administrator."),
    THROTTLED(
            "Thử sai quá nhiều lần. Anh/chị thử lại sau {0} phút.",
            "Too many wrong tries. Try again in {0,plural,one{# minute}other{# minutes}}."),
    FIRST_TITLE("Lập quản trị viên đầu tiên", "Make the first administrator"),
    FIRST_HINT(
            "Kho chưa có quản trị viên. Mã khởi tạo được in ra một lần khi máy chủ chạy lần đầu và chỉ dùng được trong một giờ.",
            "There is no administrator yet. The bootstrap secret was printed once when the server first started; it is good for one hour."),
    FIRST_LINK("Lập quản trị viên đầu tiên bằng mã khởi tạo", "Make the first administrator with the bootstrap secret"),
    SECRET("Mã khởi tạo", "Bootstrap secret"),
    DISPLAY_NAME("Họ và tên", "Full name"),
    NAME_HINT("3–40 ký tự: a–z, 0–9, dấu chấm, gạch ngang, gạch dưới", "3 to 40 of a-z, 0-9, dot, dash, underscore"),
    PASSWORD_HINT_ADMIN(
            "Ít nhất 15 ký tự; một câu dài dễ nhớ là tốt nhất.",
            "At least 15 characters; a long phrase that is easy to remember is best."),
    FIRST_SUBMIT("Lập quản trị viên", "Make the administrator"),
    CHANGE_TITLE("Đổi mật khẩu", "Change the password"),
    CHANGE_HINT(
            "Đổi xong, anh/chị được đăng xuất ở mọi nơi và đăng nhập lại bằng mật khẩu mới.",
            "After the change you are signed out everywhere and sign in again with the new password."),
    PRESENT("Mật khẩu hiện tại", "Present password"),
    WANTED("Mật khẩu mới", "New password"),
    REPEATED("Nhập lại mật khẩu mới", "The new password again"),
    CHANGE("Đổi mật khẩu", "Change the password"),
    DIFFERENT("Hai lần nhập mật khẩu mới không giống nhau.", "The new password was not typed the same way twice."),
    CHANGED(
            "Đã đổi mật khẩu. Anh/chị đăng nhập lại bằng mật khẩu mới.",
            "The password is changed. Sign in with the new one.");

    private final String vi;
    private final String en;

    SignInWords(String vi, String en) {
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
