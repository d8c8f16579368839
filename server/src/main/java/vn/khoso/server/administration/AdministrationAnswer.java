package vn.khoso.server.administration;

/** What came of a change that somebody asked for. */
public sealed interface AdministrationAnswer<T> {

    /** It is done and stands in the journal. */
    record Done<T>(T value) implements AdministrationAnswer<T> {}

    /** It is not done, for a reason that the asker can mend. Nothing was changed. */
    record Refused<T>(Reason reason) implements AdministrationAnswer<T> {}

    /** Why a change is refused. Messages are for the page and the problem document. */
    enum Reason {
        PASSWORD_TOO_SHORT(
                "Mật khẩu quá ngắn: ít nhất 12 ký tự, quản trị viên ít nhất 15.",
                "The password is too short: at least 12 characters, 15 for administrators."),
        PASSWORD_TOO_LONG(
                "Mật khẩu quá dài: nhiều nhất 128 ký tự.", "The password is too long: at most 128 characters."),
        PASSWORD_COMMON("Mật khẩu này quá phổ biến.", "This password is too common."),
        PASSWORD_PREDICTABLE(
                "Mật khẩu này dễ đoán từ tên tài khoản hoặc tên cơ quan.",
                "This password is easy to guess from the account or the place."),
        NAME_TAKEN("Tên tài khoản đã có.", "The account name is taken."),
        INVALID(
                "Thông tin không hợp lệ: kiểm tra tên (3–40 ký tự a–z, 0–9, . _ -), vai trò, cơ quan của người nộp, số định danh của công dân.",
                "Not valid: check the name (3 to 40 of a-z, 0-9, . _ -), roles, a depositor's agency, a citizen's number."),
        UNKNOWN("Không có tài khoản hoặc chương trình này.", "There is no such account or program."),
        LAST_ADMINISTRATOR("Phải còn ít nhất một quản trị viên.", "At least one administrator must remain."),
        BOOTSTRAP_OVER(
                "Mã khởi tạo sai, đã dùng hoặc đã hết hạn. Khởi động lại máy chủ để có mã mới khi chưa có quản trị viên.",
                "The bootstrap secret is wrong, used or over. Start the server again for a new one while there is no administrator."),
        WRONG_PASSWORD("Mật khẩu hiện tại không đúng.", "The present password is wrong.");

        private final String vi;
        private final String en;

        Reason(String vi, String en) {
            this.vi = vi;
            this.en = en;
        }

        public String vi() {
            return vi;
        }

        public String en() {
            return en;
        }
    }
}
