package vn.khoso.schemas.codec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khoso.schemas.finding.FindingCode.*;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khoso.schemas.codec.json.ResultReader.Reading;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;

class ResultReaderTest {

    private final ResultReader reader = new ResultReader();

    private Reading read(Consumer<ObjectNode> spoil) {
        return reader.read(SampleResults.deposit(spoil));
    }

    private static List<String> seen(Reading reading) {
        return reading.findings().stream()
                .map(one -> one.code() + " " + one.subject())
                .toList();
    }

    private void expect(Consumer<ObjectNode> spoil, FindingCode code, String field) {
        assertThat(seen(read(spoil))).containsExactly(code + " /records/0/" + field);
    }

    @Test
    void a_good_record_has_no_finding_and_comes_back_as_it_was_sent() {
        Reading reading = read(record -> {});
        assertThat(seen(reading)).isEmpty();
        assertThat(reading.complete()).isTrue();
        assertThat(CanonicalJson.text(ResultJson.write(reading.results().getFirst())))
                .isEqualTo(CanonicalJson.text(SampleResults.good()));
        assertThat(ResultJson.read(SampleResults.good()))
                .isEqualTo(reading.results().getFirst());
    }

    @Test
    void the_31st_of_june_is_impossible_however_it_is_spelled() {
        expect(record -> record.put("issuedDate", "2025-06-31"), METADATA_DATE_IMPOSSIBLE, "issuedDate");
        expect(record -> record.put("issuedDate", "31/6/2025"), METADATA_DATE_IMPOSSIBLE, "issuedDate");
        expect(record -> record.put("issuedDate", "29/02/2025"), METADATA_DATE_IMPOSSIBLE, "issuedDate");
        expect(record -> record.put("issuedDate", "0001-01-01"), METADATA_DATE_IMPOSSIBLE, "issuedDate");
    }

    @Test
    void a_possible_date_in_the_vietnamese_order_is_only_misspelled() {
        expect(record -> record.put("issuedDate", "05/03/2025"), METADATA_SCHEMA_VIOLATED, "issuedDate");
    }

    @Test
    void without_a_number_the_owner_needs_name_birth_year_and_both_facts_of_the_paper() {
        Reading reading = read(record -> record.remove(List.of("ownerId", "ownerIdType", "ownerBirthYear")));
        assertThat(reading.findings())
                .containsExactly(Finding.of(METADATA_OWNER_MISSING, "/records/0/ownerId")
                        .with("missing", "ownerBirthYear, ownerIdIssuedDate, ownerIdIssuer"));
        assertThat(seen(read(record -> {
                    record.remove(List.of("ownerId", "ownerIdType"));
                    record.put("ownerIdIssuedDate", "2020-01-01").put("ownerIdIssuer", "Công an tỉnh");
                })))
                .isEmpty();
    }

    @Test
    void the_rule_of_the_owner_holds_for_every_owner() {
        expect(
                record -> ((ObjectNode) record.path("coOwners").get(0)).remove("ownerIdIssuer"),
                METADATA_OWNER_MISSING,
                "coOwners/0/ownerId");
    }

    @Test
    void a_wrong_number_of_an_owner_is_told_without_telling_the_number() {
        Reading reading = read(record -> record.put("ownerId", "03832500000X"));
        assertThat(seen(reading)).containsExactly("METADATA_OWNER_ID_INVALID /records/0/ownerId");
        assertThat(reading.findings().toString()).doesNotContain("03832500000X");
        assertThat(reading.complete()).isTrue();
    }

    @Test
    void a_birth_year_other_than_the_numbers_own_is_told() {
        expect(record -> record.put("ownerBirthYear", 2024), METADATA_OWNER_BIRTH_YEAR_DIFFERS, "ownerBirthYear");
    }

    @Test
    void dates_run_in_order() {
        expect(record -> record.put("validTo", "2024-12-31"), METADATA_DATE_ORDER, "validFrom");
        expect(record -> record.put("receivedDate", "2025-03-06"), METADATA_DATE_ORDER, "receivedDate");
        expect(record -> record.put("completedDate", "2025-03-04"), METADATA_DATE_ORDER, "issuedDate");
    }

    @Test
    void only_a_legacy_paper_may_know_no_more_than_the_year() {
        expect(record -> record.put("issuedDate", "2025"), METADATA_DATE_PARTIAL, "issuedDate");
        assertThat(seen(read(record -> record.put("issuedDate", "1998").put("legacy", true))))
                .isEmpty();
    }

    @Test
    void codes_are_held_to_their_forms() {
        expect(record -> record.put("documentTypeCode", "KQ.15.31"), METADATA_CODE_FORM, "documentTypeCode");
        expect(record -> record.put("procedureCode", "1001193"), METADATA_CODE_FORM, "procedureCode");
        expect(record -> record.put("fieldCode", "HT"), METADATA_CODE_FORM, "fieldCode");
        expect(record -> record.put("issuingAgencyCode", "Hà Sơn"), METADATA_CODE_FORM, "issuingAgencyCode");
        expect(record -> record.put("typeName", "33"), METADATA_CODE_FORM, "typeName");
        expect(record -> record.putArray("language").add("12"), METADATA_CODE_FORM, "language");
    }

    @Test
    void what_may_be_right_but_is_not_known_here_is_another_code() {
        expect(record -> record.put("caseCode", "H56-251301-1"), METADATA_CODE_UNKNOWN, "caseCode");
        expect(record -> record.put("documentTypeCode", "UNMAPPED"), METADATA_CODE_UNKNOWN, "documentTypeCode");
        expect(
                record -> record.put("ownerType", "ORG")
                        .put("ownerIdType", "ORGANISATION")
                        .put("ownerId", "0100109107"),
                METADATA_CODE_UNKNOWN,
                "ownerId");
        assertThat(seen(read(record -> record.put("ownerType", "ORG")
                        .put("ownerIdType", "ORGANISATION")
                        .put("ownerId", "0100109106"))))
                .isEmpty();
    }

    @Test
    void a_secret_paper_is_told_by_its_mode_and_by_its_stamp() {
        expect(record -> record.put("accessMode", "03"), METADATA_SECRET, "accessMode");
        expect(record -> record.put("documentName", "Quyết định (MẬT)"), METADATA_SECRET, "documentName");
        expect(record -> record.put("abstract", "Tài liệu tuyệt mật về"), METADATA_SECRET, "abstract");
        assertThat(seen(read(record -> record.put("abstract", "Giấy phép nuôi ong lấy mật, bảo mật thông tin"))))
                .isEmpty();
    }

    @Test
    void an_unknown_field_is_a_finding_and_a_known_one_that_is_only_kept_is_not() {
        expect(record -> record.put("ownerid", "x"), METADATA_SCHEMA_VIOLATED, "ownerid");
        assertThat(seen(read(record -> record.put("paperLocation", "Kho 1")))).isEmpty();
    }

    @Test
    void digitised_papers_name_their_paper_file() {
        expect(record -> record.put("confidenceLevel", "02"), METADATA_SCHEMA_VIOLATED, "paperFileCode");
    }

    @Test
    void text_becomes_nfc_and_paths_stay_as_they_came() {
        Reading reading = read(record -> {
            record.put("documentName", "Gia\u0302\u0301y khai sinh");
            record.putArray("files").add("data/gia\u0302\u0301y.pdf");
        });
        assertThat(reading.results().getFirst().documentName()).isEqualTo("Giấy khai sinh");
        assertThat(reading.results().getFirst().files().getFirst().value()).isEqualTo("data/gia\u0302\u0301y.pdf");
    }

    @Test
    void text_that_no_database_can_hold_is_a_finding() {
        expect(record -> record.put("documentName", "a\u0000b"), METADATA_SCHEMA_VIOLATED, "documentName");
        String escaped = new String(SampleResults.deposit(record -> {}), StandardCharsets.UTF_8)
                .replace("Trần Văn Thử", "\\ud800");
        assertThat(seen(reader.read(escaped.getBytes(StandardCharsets.UTF_8))))
                .containsExactly("METADATA_SCHEMA_VIOLATED /records/0/signerName");
    }

    @Test
    void all_findings_come_in_one_reading() {
        Reading reading = read(record -> record.removeAll());
        assertThat(reading.complete()).isFalse();
        assertThat(reading.findings()).hasSizeGreaterThan(15);
    }

    @Test
    void the_same_source_record_twice_is_told() {
        ObjectNode root = (ObjectNode) StrictJson.own(SampleResults.deposit(record -> {}));
        root.withArray("records").add(SampleResults.good());
        assertThat(seen(reader.read(root.toString().getBytes(StandardCharsets.UTF_8))))
                .containsExactly("METADATA_DUPLICATE_RESULT /records/1/sourceRecordId");
    }

    @Test
    void a_byte_order_mark_is_told_together_with_all_the_rest() {
        byte[] good = SampleResults.deposit(record -> record.put("accessMode", "03"));
        byte[] marked = new byte[good.length + 3];
        System.arraycopy(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, 0, marked, 0, 3);
        System.arraycopy(good, 0, marked, 3, good.length);
        assertThat(seen(reader.read(marked)))
                .containsExactly("METADATA_NOT_JSON metadata/tthc.json", "METADATA_SECRET /records/0/accessMode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "nul",
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{} {}",
                "// c\n{}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":1,}"
            })
    void what_is_not_json_is_one_finding(String text) {
        assertThat(reader.read(text.getBytes(StandardCharsets.UTF_8)).findings())
                .extracting(Finding::code)
                .containsExactly(METADATA_NOT_JSON);
    }

    @Test
    void deep_nesting_and_huge_numbers_are_findings() {
        assertThat(reader.read("[".repeat(100_000).getBytes(StandardCharsets.UTF_8))
                        .findings())
                .hasSize(1);
        assertThat(reader.read(("{\"a\":" + "9".repeat(1_000_000) + "}").getBytes(StandardCharsets.UTF_8))
                        .findings())
                .hasSize(1);
        String record = new String(SampleResults.deposit(one -> {}), StandardCharsets.UTF_8);
        for (String number : List.of(
                "1e999999999", "-1e-999999999", "99999999999999999999999999", "1.5", "true", "null", "{}", "[]")) {
            Reading reading = reader.read(record.replace("\"numberOfPage\":1", "\"numberOfPage\":" + number)
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(seen(reading)).as(number).containsExactly("METADATA_SCHEMA_VIOLATED /records/0/numberOfPage");
            Reading inData = reader.read(record.replace("\"soDangKy\":\"12\"", "\"soDangKy\":" + number)
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(inData.findings().size()).as(number).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void bytes_that_are_not_utf8_are_a_finding() {
        byte[] bytes = SampleResults.deposit(record -> {});
        bytes[40] = (byte) 0xff;
        assertThat(reader.read(bytes).findings())
                .containsExactly(Finding.of(METADATA_NOT_JSON, "metadata/tthc.json")
                        .with("reason", "NOT_UTF8")
                        .with("line", "0")
                        .with("column", "0"));
    }

    @Test
    void no_damage_to_the_file_makes_the_reader_throw() {
        byte[] good = SampleResults.deposit(record -> {});
        Random random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = Arrays.copyOf(good, good.length - random.nextInt(20));
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(0x20, 0x7f);
            }
            Reading reading = reader.read(bytes);
            assertThat(reading.complete() || !reading.findings().isEmpty()).isTrue();
        }
    }

    @Test
    void every_field_survives_every_wrong_type() {
        for (String field : RecordReading.HELD) {
            for (String wrong :
                    List.of("null", "[]", "{}", "1", "-1.5e30", "true", "\"\"", "[null]", "[[1]]", "\"\\u0000\"")) {
                Reading reading =
                        read(record -> record.set(field, StrictJson.own(wrong.getBytes(StandardCharsets.UTF_8))));
                assertThat(reading.complete() || !reading.findings().isEmpty())
                        .as(field + "=" + wrong)
                        .isTrue();
            }
        }
    }
}
