package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A good record of invented people, to be spoiled by tests one field at a time. */
public final class SampleResults {

    private SampleResults() {}

    /** A birth certificate, born digital. */
    public static ObjectNode good() {
        return (ObjectNode) StrictJson.own("""
                {"sourceSystem":"HTTTGQTTHC.H56","sourceRecordId":"2025-000123","documentTypeCode":"KQ.G15.000031",
                 "documentName":"Giấy khai sinh","referenceNumber":"12/2025","abstract":"Đăng ký khai sinh cho Lê Thị Hoa Mơ",
                 "issuedDate":"2025-03-05","issuingAgencyName":"Ủy ban nhân dân xã Hà Sơn","issuingAgencyCode":"H56.22.17",
                 "custodianAgencyCode":"H56.22.17","signerName":"Trần Văn Thử","signerTitle":"Chủ tịch","signingAuthority":"TM.",
                 "ownerType":"CITIZEN","ownerId":"038325000001","ownerIdType":"PERSONAL","ownerName":"Lê Thị Hoa Mơ",
                 "ownerBirthYear":2025,
                 "coOwners":[{"ownerType":"CITIZEN","ownerName":"Lê Văn Mẫu","ownerBirthYear":1990,
                   "ownerIdIssuedDate":"2016-04-01","ownerIdIssuer":"Công an tỉnh Thanh Hóa"}],
                 "validFrom":"2025-03-05","validTo":"PERMANENT","validityScope":"toàn quốc","validityStatus":"VALID",
                 "procedureCode":"1.001193","procedureName":"Đăng ký khai sinh","fieldCode":"G15-HT01",
                 "caseCode":"000.17.22.H56-250303-0001","receivedDate":"2025-03-03","completedDate":"2025-03-05",
                 "fondsCode":"H56.22.17","fileCode":"H56.22.17.2025.12","docOrdinal":1,"typeName":"32","language":["01"],
                 "confidenceLevel":"01","numberOfPage":1,"accessMode":"02","retentionCode":"VN-CIVIL-02","legacy":false,
                 "files":["data/giay-khai-sinh.pdf"],"data":{"soDangKy":"12","quyenSo":"01/2025"}}
                """.getBytes(StandardCharsets.UTF_8));
    }

    /** The file of a deposit with the good record, spoiled. */
    public static byte[] deposit(Consumer<ObjectNode> spoil) {
        ObjectNode record = good();
        spoil.accept(record);
        ObjectNode root = StrictJson.object().put("schema", ResultReader.SCHEMA);
        root.putArray("records").add(record);
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
