package vn.khoso.schemas.tthc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.PackagePath;

/**
 * The descriptive metadata of one result of an administrative procedure (kết quả giải quyết TTHC): the core of the
 * metadata set, as {@code metadata/tthc.json} of a submission carries it. All text is NFC.
 *
 * @param sourceSystem code of the system that sends
 * @param sourceRecordId the record's own id there; with the system it names the result for ever
 * @param documentTypeCode mã loại kết quả ({@code KQ.G15.000031}) or {@code UNMAPPED}
 * @param documentName tên giấy tờ, at most 500 characters
 * @param referenceNumber số, ký hiệu, for example {@code 766/QĐ-TTg}
 * @param summary trích yếu nội dung, at most 500 characters
 * @param issuingAgencyName name at the time of issue, never rewritten
 * @param custodianAgency who answers for it today
 * @param coOwners further owners (land, marriage)
 * @param accessMode chế độ sử dụng
 * @param retentionCode code of the retention rule when the producer names it; else the mapping of the document type decides
 * @param language code table TT05 01-11
 * @param confidenceLevel 01 born digital, 02 digitised, 03 mixed
 * @param pageCount số trang
 * @param legacy an old paper for which some fields may be partial
 * @param files payload files of this result, as paths in the bag ({@code data/...})
 * @param data structured data of the result by the schema of its type; keys and values as sent
 */
public record AdministrativeResult(
        String sourceSystem,
        String sourceRecordId,
        String documentTypeCode,
        String documentName,
        Optional<String> referenceNumber,
        String summary,
        PartialDate issuedDate,
        String issuingAgencyName,
        AgencyCode issuingAgency,
        AgencyCode custodianAgency,
        Optional<Signer> signer,
        Owner owner,
        List<Owner> coOwners,
        Validity validity,
        ProcedureCase procedureCase,
        ArchivalPlacement placement,
        AccessMode accessMode,
        Optional<String> retentionCode,
        List<String> language,
        String confidenceLevel,
        int pageCount,
        boolean legacy,
        List<PackagePath> files,
        Map<String, String> data) {

    /** Result code when no code of the national table fits. */
    public static final String UNMAPPED = "UNMAPPED";

    public AdministrativeResult {
        coOwners = List.copyOf(coOwners);
        language = List.copyOf(language);
        files = List.copyOf(files);
        data = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(data));
    }

    /** Who signed, with title and authority (TM., KT., TL., TUQ.). */
    public record Signer(String name, Optional<String> title, Optional<String> authority) {}

    /**
     * Where it belongs in the archive.
     *
     * @param fondsCode mã phông
     * @param fileCode mã hồ sơ lưu trữ
     * @param docOrdinal số thứ tự in the file
     * @param typeName tên loại tài liệu, code 01-32; a certificate is 32
     * @param paperFileCode mã hồ sơ giấy, required when digitised
     */
    public record ArchivalPlacement(
            String fondsCode, String fileCode, int docOrdinal, String typeName, Optional<String> paperFileCode) {}

    /** Chế độ sử dụng (VN-ACC-1). SECRET is refused at ingest. */
    public enum AccessMode {
        PUBLIC("01"),
        CONDITIONAL("02"),
        SECRET("03");

        private final String code;

        AccessMode(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        public static AccessMode ofCode(String code) {
            return java.util.stream.Stream.of(values())
                    .filter(one -> one.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("not an access mode: " + code));
        }
    }
}
