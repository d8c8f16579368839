package vn.khoso.ingest.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import vn.khoso.schemas.codec.json.ResultReader;
import vn.khoso.schemas.finding.FindingCode;

/**
 * Twenty ways in which an office's deposit goes wrong, each refused for one reason.
 *
 * @param describe spoils the first record's description before the bag is closed
 * @param spoil spoils the closed bag; given the path of the first paper
 * @param strays entries of the zip outside the bag
 */
record DemoRefusal(
        FindingCode code,
        Consumer<ObjectNode> describe,
        BiConsumer<DemoBag, String> spoil,
        Map<String, byte[]> strays) {

    private static final Consumer<ObjectNode> GOOD_RECORD = record -> {};

    static List<DemoRefusal> all() {
        return List.of(
                bag(FindingCode.BAG_DIGEST_MISMATCH, DemoBag::damage),
                bag(FindingCode.BAG_FILE_MISSING, DemoBag::remove),
                bag(FindingCode.BAG_FILE_UNLISTED, (bag, paper) -> bag.put("data/Thumbs.db", "x")),
                bag(
                        FindingCode.BAG_DECLARATION_MISSING,
                        (bag, paper) -> tags(bag, () -> bag.remove(DemoBag.DECLARATION))),
                bag(
                        FindingCode.BAG_VERSION_UNSUPPORTED,
                        (bag, paper) -> tags(
                                bag,
                                () -> bag.put(
                                        DemoBag.DECLARATION,
                                        "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"))),
                bag(FindingCode.BAG_MANIFEST_MISSING, (bag, paper) -> tags(bag, () -> bag.remove(DemoBag.MANIFEST))),
                bag(FindingCode.BAG_TAG_MANIFEST_MISSING, (bag, paper) -> bag.remove(DemoBag.TAG_MANIFEST)),
                bag(
                        FindingCode.BAG_PAYLOAD_OXUM_MISMATCH,
                        (bag, paper) -> tags(
                                bag,
                                () -> bag.put(
                                        DemoBag.INFO,
                                        "Source-Organization: UBND\nBagging-Date: 2026-11-02\nPayload-Oxum: 1.1\n"))),
                bag(
                        FindingCode.BAG_FETCH_REFUSED,
                        (bag, paper) ->
                                tags(bag, () -> bag.put("fetch.txt", "https://example.vn/a.pdf 12 data/a.pdf\n"))),
                bag(FindingCode.METADATA_MISSING, (bag, paper) -> tags(bag, () -> bag.remove(ResultReader.PATH))),
                bag(
                        FindingCode.METADATA_NOT_JSON,
                        (bag, paper) -> tags(bag, () -> bag.put(ResultReader.PATH, "{\"schema\": "))),
                record(FindingCode.METADATA_SCHEMA_VIOLATED, record -> record.remove("documentName")),
                record(FindingCode.METADATA_DATE_IMPOSSIBLE, record -> record.put("issuedDate", "31/6/2025")),
                record(
                        FindingCode.METADATA_OWNER_MISSING,
                        record -> record.remove(List.of(
                                "ownerId", "ownerIdType", "ownerBirthYear", "ownerIdIssuedDate", "ownerIdIssuer"))),
                record(
                        FindingCode.METADATA_OWNER_ID_INVALID,
                        record -> record.put("ownerIdType", "PERSONAL")
                                .put("ownerId", "99012345")
                                .remove("ownerBirthYear")),
                record(FindingCode.METADATA_CODE_FORM, record -> record.put("documentTypeCode", "GIAY-KHAI-SINH")),
                record(
                        FindingCode.METADATA_DATE_ORDER,
                        record -> record.put("receivedDate", "2026-10-02").put("completedDate", "2026-10-01")),
                record(FindingCode.METADATA_SECRET, record -> record.put("abstract", "Văn bản thuộc danh mục (MẬT)")),
                record(
                        FindingCode.METADATA_FILE_NOT_IN_BAG,
                        record -> record.withArray("files").add("data/phu-luc.pdf")),
                new DemoRefusal(
                        FindingCode.CONTAINER_PATH_ESCAPES,
                        GOOD_RECORD,
                        (bag, paper) -> {},
                        Map.of("../thoat.txt", new byte[] {1})));
    }

    private static DemoRefusal bag(FindingCode code, BiConsumer<DemoBag, String> spoil) {
        return new DemoRefusal(code, GOOD_RECORD, spoil, Map.of());
    }

    private static DemoRefusal record(FindingCode code, Consumer<ObjectNode> describe) {
        return new DemoRefusal(code, describe, (bag, paper) -> {}, Map.of());
    }

    private static void tags(DemoBag bag, Runnable change) {
        change.run();
        bag.closeTags();
    }
}
