package vn.khoso.access.discovery.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khoso.access.testing.Records;
import vn.khoso.schemas.rights.Requester;

/** What a Vietnamese searcher types, in any spelling, finds what was meant. */
class VietnameseSearchTest {

    @TempDir
    Path folder;

    private IndexedRecords records;

    @BeforeEach
    void some_records() {
        records = new IndexedRecords(folder);
        records.with(
                Records.record()
                        .named("Giấy chứng nhận quyền sử dụng đất", "Cấp đất ở tại thôn Đông")
                        .numbered("766/QĐ-TTg")
                        .entry(1),
                Records.record()
                        .named("Giấy khen", "Thành tích đạt được trong năm")
                        .numbered("12/GK")
                        .entry(2),
                Records.record()
                        .named("Giấy phép xây dựng", "Công trình nhà văn hòa thuận, khu Hoà Bình")
                        .numbered("BA-123456")
                        .entry(3),
                Records.record()
                        .named("Quyết định hỗ trợ", "Người cao tuổi Thúy An")
                        .data(Map.of("soSeri", "KT 00125/2020"))
                        .numbered("9/QĐ")
                        .entry(4));
    }

    @AfterEach
    void closed() throws IOException {
        records.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quyền sử dụng đất", "quyen su dung dat", "QUYỀN SỬ DỤNG ĐẤT", "Quyen  su-dung, dat!"})
    void marks_and_case_do_not_matter_for_finding(String typed) {
        assertThat(IndexedRecords.names(find(typed))).first().isEqualTo("Giấy chứng nhận quyền sử dụng đất");
    }

    @Test
    void decomposed_letters_are_the_same_as_composed_ones() {
        String decomposed = Normalizer.normalize("quyền sử dụng đất", Normalizer.Form.NFD);
        assertThat(IndexedRecords.names(find(decomposed))).isEqualTo(IndexedRecords.names(find("quyền sử dụng đất")));
    }

    @Test
    void the_marked_word_ranks_what_bears_its_marks_first() {
        assertThat(IndexedRecords.names(find("đất")))
                .startsWith("Giấy chứng nhận quyền sử dụng đất")
                .contains("Giấy khen");
        assertThat(IndexedRecords.names(find("đạt")))
                .startsWith("Giấy khen")
                .contains("Giấy chứng nhận quyền sử dụng đất");
    }

    @Test
    void both_places_of_the_tone_are_one_word() {
        assertThat(VietnameseText.terms(VietnameseText.MARKED, "hòa khỏe Thúy", 9))
                .isEqualTo(VietnameseText.terms(VietnameseText.MARKED, "hoà khoẻ Thuý", 9));
        assertThat(IndexedRecords.names(find("hòa bình")))
                .isEqualTo(IndexedRecords.names(find("hoà bình")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"766/QĐ-TTg", "766/qd-ttg", "số 766/QĐ-TTg."})
    void a_document_symbol_is_found_whole(String typed) {
        assertThat(IndexedRecords.names(find(typed))).first().isEqualTo("Giấy chứng nhận quyền sử dụng đất");
        assertThat(VietnameseText.terms(VietnameseText.SYMBOL, typed, 9)).containsExactly("766/qd-ttg");
    }

    @Test
    void structured_values_and_file_names_are_found() {
        assertThat(IndexedRecords.names(find("00125/2020"))).containsExactly("Quyết định hỗ trợ");
        assertThat(find("tệp-0.pdf").hits()).hasSize(4);
    }

    @Test
    void no_text_finds_everything_newest_first_and_marks_alone_find_nothing() {
        assertThat(find("  ").hits()).hasSize(4);
        assertThat(find("?! ---").hits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "a AND",
                "AND OR NOT",
                "title:(",
                "[* TO *]",
                "*:*",
                "*",
                "??",
                "a~9999",
                "^^",
                "\\",
                "()",
                "{",
                "/.*/",
                "\u0000",
                "\uD800",
                "\uDFFF x",
                "\uFFFF",
                "https://x/{a}?b=%00",
                "' OR 1=1 --",
                "<script>",
                "${jndi:ldap://x}",
                "\u202Eabc",
                "e\u0301\u0301\u0301\u0301\u0301\u0301",
                "🏛🏛",
                "-",
                "+",
                "&&",
                "||",
                "!",
                "đ*",
                "a\tb\nc"
            })
    void no_text_is_an_error(String hostile) {
        assertThat(find(hostile).total()).isBetween(0L, 4L);
    }

    @Test
    void a_very_long_question_is_cut_and_answered() {
        assertThat(find("đất ".repeat(50_000)).total()).isPositive();
        assertThat(find("x".repeat(100_000)).total()).isZero();
        StringBuilder words = new StringBuilder();
        for (int n = 0; n < 20_000; n++) {
            words.append("từ").append(n).append(' ');
        }
        assertThat(find(words.toString()).hits()).isEmpty();
    }

    @Test
    void names_of_owners_are_found_only_by_those_who_may_know_them() {
        Requester archivist = Askers.archivist();
        assertThat(List.of(
                        records.search(Requester.ANONYMOUS, "Nguyễn").total(),
                        records.search(archivist, "Nguyễn Văn Mẫu").total(),
                        records.search(archivist, "nguyen").total()))
                .containsExactly(0L, 4L, 4L);
    }

    private vn.khoso.schemas.discovery.SearchPage find(String text) {
        return records.search(Requester.ANONYMOUS, text);
    }
}
