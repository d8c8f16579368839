package vn.khoso.server.web.words;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names of the values that depositors extract from papers of a kind ({@code data} of a record). A field is named as it is sent:
 * {@code soDangKy} is {@link #SO_DANG_KY}. Depositors may send others; those are shown as they were sent.
 */
public enum DataWords implements Text {
    SO_DANG_KY("Số đăng ký", "Register number"),
    QUYEN_SO("Quyển số", "Register book"),
    TRANG_SO("Trang số", "Page"),
    NGAY_DANG_KY("Ngày đăng ký", "Registered on"),
    NOI_DANG_KY("Nơi đăng ký", "Registered at"),
    SO_VAO_SO("Số vào sổ cấp giấy", "Number in the register of papers"),
    SO_PHAT_HANH("Số phát hành", "Serial number of the form"),
    HO_TEN("Họ và tên", "Full name"),
    NGAY_SINH("Ngày sinh", "Born on"),
    NOI_SINH("Nơi sinh", "Born at"),
    GIOI_TINH("Giới tính", "Sex"),
    DAN_TOC("Dân tộc", "Ethnic group"),
    QUOC_TICH("Quốc tịch", "Citizenship"),
    QUE_QUAN("Quê quán", "Place of origin"),
    NOI_CU_TRU("Nơi cư trú", "Residence"),
    DIA_CHI("Địa chỉ", "Address"),
    SO_DINH_DANH("Số định danh cá nhân", "Personal number"),
    HO_TEN_CHA("Họ và tên cha", "Father’s name"),
    HO_TEN_ME("Họ và tên mẹ", "Mother’s name"),
    HO_TEN_CHONG("Họ và tên chồng", "Husband’s name"),
    HO_TEN_VO("Họ và tên vợ", "Wife’s name"),
    NGAY_MAT("Ngày mất", "Died on"),
    SO_THUA("Số thửa", "Parcel"),
    TO_BAN_DO("Tờ bản đồ", "Map sheet"),
    DIEN_TICH("Diện tích", "Area"),
    MUC_DICH_SU_DUNG("Mục đích sử dụng", "Use of the land"),
    THOI_HAN_SU_DUNG("Thời hạn sử dụng", "Term of use"),
    MA_SO_THUE("Mã số thuế", "Tax number"),
    MA_SO_DOANH_NGHIEP("Mã số doanh nghiệp", "Enterprise number"),
    TEN_DOANH_NGHIEP("Tên doanh nghiệp", "Enterprise"),
    NGUOI_DAI_DIEN("Người đại diện theo pháp luật", "Legal representative"),
    NGANH_NGHE("Ngành, nghề kinh doanh", "Line of business"),
    VON_DIEU_LE("Vốn điều lệ", "Charter capital"),
    NOI_DUNG("Nội dung", "Content"),
    GHI_CHU("Ghi chú", "Note"),
    DOCUMENT_TYPE("Loại giấy tờ", "Kind of paper"),
    DOCUMENT_NAME("Tên giấy tờ", "Name of the paper"),
    REFERENCE_NUMBER("Số, ký hiệu", "Number and symbol"),
    ISSUED_DATE("Ngày cấp", "Issued on"),
    ISSUING_AGENCY_NAME("Cơ quan cấp", "Issuing agency"),
    SIGNER_NAME("Người ký", "Signer"),
    OWNER_NAME("Tên chủ giấy tờ", "Owner’s name"),
    OWNER_ID("Số định danh chủ giấy tờ", "Owner’s number"),
    OWNER_BIRTH_YEAR("Năm sinh chủ giấy tờ", "Owner’s year of birth"),
    VALID_FROM("Có hiệu lực từ", "Valid from"),
    VALID_TO("Có hiệu lực đến", "Valid to");

    private final String vi;
    private final String en;

    DataWords(String vi, String en) {
        this.vi = vi;
        this.en = en;
    }

    /** The words for a field; empty for one that the archive has no words for. */
    public static Optional<Text> of(String field) {
        String name = field.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        return Stream.of(values())
                .filter(one -> one.name().equals(name))
                .<Text>map(one -> one)
                .findFirst();
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
