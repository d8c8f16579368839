package vn.khoso.server.web.words;

/** Words of the first page. */
public enum HomeWords implements Text {
    TODO_TITLE("Việc cần làm", "To do"),
    GUEST_TITLE("Tra cứu hồ sơ công khai", "Search public records"),
    GUEST_HINT(
            "Anh/chị tìm được hồ sơ công khai mà không cần đăng nhập. Đăng nhập để xem hồ sơ của chính mình hoặc của cơ quan.",
            "Public records can be found without signing in. Sign in to see your own or those of your agency."),
    CARD_OPEN("gói tin nộp đang xử lý", "submissions being processed"),
    CARD_OPEN_ACT("Xem hàng đợi", "See the queue"),
    CARD_REFUSED("gói tin không đạt gần đây cần sửa và nộp lại", "recent refused packages to mend and send again"),
    CARD_REFUSED_ACT("Xem gói không đạt", "See refused packages"),
    CARD_PARKED("gói tin tạm dừng cần anh/chị quyết định", "parked packages wait for your decision"),
    CARD_PARKED_ACT("Xem gói tạm dừng", "See parked packages"),
    CARD_VOLUMES("ổ lưu trữ vắng mặt, bị khoá ghi hoặc còn nợ bản sao", "storage volumes away, fenced or owing copies"),
    CARD_VOLUMES_ACT("Xem tình trạng các ổ", "See how the volumes stand"),
    CARD_INCIDENTS("sự cố toàn vẹn đang mở", "open fixity incidents"),
    CARD_INCIDENTS_ACT("Xem sự cố", "See incidents"),
    CARD_UNCLASSIFIED("hồ sơ chưa phân loại thời hạn bảo quản", "records without a retention class"),
    CARD_UNCLASSIFIED_ACT("Xem hồ sơ chưa phân loại", "See unclassified records"),
    MORE("hơn {0,number}", "more than {0,number}"),
    NOTHING("Không có việc nào đang chờ anh/chị.", "Nothing waits for you."),
    FIRST_RUN(
            "Kho chưa có hồ sơ nào. Bắt đầu bằng cách lập tài khoản người nộp rồi nộp gói tin đầu tiên.",
            "The archive is empty. Begin by making a depositor account and submitting the first package."),
    FIRST_ACCOUNTS("Lập tài khoản", "Make accounts"),
    FIRST_SUBMIT("Nộp gói tin đầu tiên", "Submit the first package");

    private final String vi;
    private final String en;

    HomeWords(String vi, String en) {
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
