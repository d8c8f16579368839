package vn.khoso.server.web.words;

/** Names of states, roles, steps and events as people read them. */
public enum Labels implements Text {
    ROLE_ARCHIVIST("Lưu trữ viên", "Archivist"),
    ROLE_PRESERVATION_OFFICER("Cán bộ bảo quản", "Preservation officer"),
    ROLE_DEPOSITOR("Người nộp", "Depositor"),
    ROLE_PORTAL("Cổng dịch vụ", "Portal"),
    ROLE_CITIZEN("Công dân", "Citizen"),
    ROLE_ADMINISTRATOR("Quản trị viên", "Administrator"),
    ROLE_AUDITOR("Kiểm toán viên", "Auditor"),
    PHASE_RECEIVED("Đã nhận", "Received"),
    PHASE_UNPACK("Mở gói", "Unpack"),
    PHASE_VERIFY_BAG("Kiểm tra túi BagIt", "Verify the bag"),
    PHASE_AGREE("Đối chiếu thoả thuận nộp", "Submission agreement"),
    PHASE_CHARACTERISE("Nhận dạng định dạng", "Identify formats"),
    PHASE_DESCRIBE("Kiểm tra thông tin mô tả", "Check the description"),
    PHASE_COMPOSE("Lập gói tin lưu trữ", "Compose the archival package"),
    PHASE_STORE("Lưu và đọc lại", "Store and read back"),
    PHASE_CONCLUDED("Xong", "Concluded"),
    VALIDITY_VALID("Còn hiệu lực", "Valid"),
    VALIDITY_EXPIRED("Hết hiệu lực", "Expired"),
    VALIDITY_REVOKED("Đã thu hồi", "Revoked"),
    VALIDITY_REPLACED("Đã thay thế", "Replaced"),
    VALIDITY_SUSPENDED("Tạm ngừng hiệu lực", "Suspended"),
    VALIDITY_DISPUTED("Đang có tranh chấp", "Disputed"),
    EVENT_RECEPTION("Tiếp nhận gói tin nộp", "Submission received"),
    EVENT_UNPACKING("Mở gói", "Unpacked"),
    EVENT_BAG_VALIDATION("Kiểm tra túi BagIt", "Bag verified"),
    EVENT_MESSAGE_DIGEST_CALCULATION("Tính mã băm", "Digests computed"),
    EVENT_FORMAT_IDENTIFICATION("Nhận dạng định dạng", "Formats identified"),
    EVENT_FORMAT_VALIDATION("Kiểm tra định dạng", "Formats validated"),
    EVENT_METADATA_VALIDATION("Kiểm tra thông tin mô tả", "Description checked"),
    EVENT_INFORMATION_PACKAGE_CREATION("Lập gói tin lưu trữ", "Archival package composed"),
    EVENT_INGESTION("Lưu vào kho", "Archived"),
    EVENT_REFUSAL("Từ chối tiếp nhận", "Refused"),
    EVENT_FIXITY_CHECK("Kiểm tra toàn vẹn", "Fixity checked"),
    EVENT_INCIDENT("Sự cố toàn vẹn", "Fixity incident"),
    EVENT_DISSEMINATION("Cung cấp", "Disseminated"),
    EVENT_RETENTION_ASSIGNMENT("Gán thời hạn bảo quản", "Retention assigned"),
    EVENT_RETENTION_RULE_CHANGE("Đổi bảng thời hạn", "Retention schedule changed"),
    EVENT_ACCESS_CHANGE("Đổi chế độ sử dụng", "Access changed"),
    EVENT_VALIDITY_CHANGE("Đổi tình trạng hiệu lực", "Validity changed"),
    EVENT_ADMINISTRATION("Quản trị", "Administration"),
    EVENT_RECOVERY("Phục hồi", "Recovered"),
    EVENT_CHECKPOINT("Điểm kiểm nhật ký", "Journal checkpoint"),
    EVENT_REPLICATION("Sao lưu sang ổ lưu trữ khác", "Copied to another volume"),
    OUTCOME_SUCCESS("Đạt", "Success"),
    OUTCOME_WARNING("Có cảnh báo", "Warning"),
    OUTCOME_FAILURE("Không đạt", "Failure");

    private final String vi;
    private final String en;

    Labels(String vi, String en) {
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
