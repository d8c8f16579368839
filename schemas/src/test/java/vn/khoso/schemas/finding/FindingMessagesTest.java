package vn.khoso.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khoso.schemas.finding.FindingMessages.Language;

class FindingMessagesTest {

    private static final List<String> PARTS = List.of("what", "rule", "next");

    private static Properties file(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(FindingMessages.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"findings_vi.properties", "findings_en.properties"})
    void every_code_has_its_three_sentences_and_no_sentence_lacks_a_code(String name) throws IOException {
        Set<String> wanted = new TreeSet<>();
        for (FindingCode code : FindingCode.values()) {
            PARTS.forEach(part -> wanted.add(code.name() + "." + part));
        }
        Properties file = file(name);
        Set<String> held = file.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("word."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(held).isEqualTo(wanted);
        file.forEach((key, text) -> {
            if (!key.toString().startsWith("word.")) {
                assertThat(text.toString()).as(key.toString()).endsWith(".").hasSizeGreaterThan(20);
            }
            assertThat(Normalizer.isNormalized(text.toString(), Normalizer.Form.NFC))
                    .as(key.toString())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void every_argument_that_a_sentence_uses_is_written_down(FindingCode code) throws IOException {
        Set<String> used = new TreeSet<>();
        for (String name : List.of("findings_vi.properties", "findings_en.properties")) {
            Properties file = file(name);
            PARTS.forEach(part -> Pattern.compile("\\{([^}]*)}")
                    .matcher(file.getProperty(code.name() + "." + part))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .forEach(used::add));
        }
        used.remove("subject");
        assertThat(used).isEqualTo(new TreeSet<>(FindingMessages.argumentsOf(code)));
    }

    @Test
    void both_languages_use_the_same_words_for_reasons() throws IOException {
        Set<String> vi = file("findings_vi.properties").stringPropertyNames();
        assertThat(vi).isEqualTo(file("findings_en.properties").stringPropertyNames());
    }

    @Test
    void arguments_are_documented_for_codes_only() throws IOException {
        for (String name : file("findings_arguments.properties").stringPropertyNames()) {
            assertThat(FindingCode.valueOf(name)).isNotNull();
        }
    }

    @Test
    void a_finding_is_said_with_its_arguments() {
        Finding finding = Finding.of(FindingCode.METADATA_SCHEMA_VIOLATED, "/records/0/abstract")
                .with("reason", "MISSING")
                .with("expected", "$1 {found}");
        assertThat(new FindingMessages(Language.VI).of(finding).what())
                .isEqualTo("Trường /records/0/abstract chưa đúng lược đồ: còn thiếu. Cần: $1 {found}.");
        assertThat(new FindingMessages(Language.EN).of(finding).what())
                .isEqualTo(
                        "The field /records/0/abstract does not follow the schema: it is missing. Needed: $1 {found}.");
    }

    @Test
    void an_argument_that_was_not_given_reads_unknown() {
        assertThat(new FindingMessages(Language.VI)
                        .of(Finding.of(FindingCode.BAG_MANIFEST_LINE_INVALID, "manifest-sha256.txt"))
                        .what())
                .isEqualTo("Dòng không rõ của manifest-sha256.txt không đọc được.");
    }

    @Test
    void words_that_are_no_longer_used_do_not_come_back() throws IOException {
        file("findings_vi.properties")
                .forEach((key, text) -> assertThat(text.toString().toLowerCase(java.util.Locale.ROOT))
                        .as(key.toString())
                        .doesNotContain(
                                "checksum",
                                "tải lên",
                                "gói submission",
                                "repository",
                                "kho chứa",
                                " job",
                                "xoá",
                                "thời hạn lưu ",
                                "convert"));
    }
}
