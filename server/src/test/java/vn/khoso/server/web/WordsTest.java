package vn.khoso.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.server.web.words.AccountWords;
import vn.khoso.server.web.words.DataWords;
import vn.khoso.server.web.words.FixityWords;
import vn.khoso.server.web.words.Frame;
import vn.khoso.server.web.words.HomeWords;
import vn.khoso.server.web.words.IngestWords;
import vn.khoso.server.web.words.Labels;
import vn.khoso.server.web.words.Language;
import vn.khoso.server.web.words.RecordWords;
import vn.khoso.server.web.words.RetentionWords;
import vn.khoso.server.web.words.SearchWords;
import vn.khoso.server.web.words.SignInWords;
import vn.khoso.server.web.words.Text;
import vn.khoso.server.web.words.TroubleWords;

/** What the pages say: both languages, the words of the glossary, nothing unused and nothing that hides in a template. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class WordsTest {

    /** Words that the glossary forbids on screen (screens, section 3), as whole words. */
    private static final List<String> FORBIDDEN = List.of(
            "repository",
            "kho chứa",
            "gói submission",
            "tải lên",
            "document",
            "output",
            "cây thư mục",
            "thời hạn lưu",
            "xoá",
            "xóa",
            "checksum",
            "convert",
            "ký lại",
            "bản copy",
            "validate",
            "job",
            "upload",
            "ok");

    private static final Pattern TAGS =
            Pattern.compile("(?s)@(?:import|param|template|if|elseif|for|else|endif|endfor)\\b[^\\n]*|<[^>]*>");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{3,}");

    private static List<Text> all() {
        return Stream.<Text[]>of(
                        AccountWords.values(),
                        DataWords.values(),
                        FixityWords.values(),
                        Frame.values(),
                        HomeWords.values(),
                        IngestWords.values(),
                        Labels.values(),
                        RecordWords.values(),
                        RetentionWords.values(),
                        SearchWords.values(),
                        SignInWords.values(),
                        TroubleWords.values())
                .flatMap(Stream::of)
                .toList();
    }

    @Test
    void every_text_has_both_languages_and_a_pattern_that_can_be_read() {
        assertThat(all()).allSatisfy(text -> {
            assertThat(text.vi()).isNotBlank();
            assertThat(text.en()).isNotBlank();
            assertThat(new MessageFormat(text.vi(), Language.VI.locale())
                            .getArgumentNames().stream().sorted().toList())
                    .as("arguments of %s", text)
                    .isEqualTo(new MessageFormat(text.en(), Language.EN.locale())
                            .getArgumentNames().stream().sorted().toList());
        });
    }

    @Test
    void an_apostrophe_is_doubled_only_where_a_pattern_is_formatted() {
        assertThat(all()).allSatisfy(text -> {
            boolean pattern = text.en().contains("{");
            assertThat(text.en().contains("'") && text.en().contains("''") != pattern)
                    .as("%s: %s", text, text.en())
                    .isFalse();
        });
    }

    @Test
    void no_text_uses_a_word_that_the_glossary_forbids() {
        assertThat(all())
                .allSatisfy(text -> assertThat(FORBIDDEN)
                        .noneMatch(word -> Pattern.compile("(?<!\\p{L})" + Pattern.quote(word) + "(?!\\p{L})")
                                .matcher(text.vi().toLowerCase(Locale.ROOT))
                                .find()));
    }

    @Test
    void no_text_is_unused() throws IOException {
        String sources = read(Path.of("src/main/jte"), ".jte")
                + read(Path.of("src/main/java/vn/khoso/server/web"), "Pages.java", "LabelOf.java");
        List<String> unused = all().stream()
                .filter(text -> !byName(text))
                .map(text -> text.getClass().getSimpleName() + "." + ((Enum<?>) text).name())
                .filter(name -> !Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                        .matcher(sources)
                        .find())
                .toList();
        assertThat(unused).isEmpty();
    }

    /** Whether the value of an enum of the house names the text: these are reached by {@code valueOf}, and all of them must exist. */
    private static boolean byName(Text text) {
        return Stream.<Enum<?>[]>of(
                                vn.khoso.schemas.submission.Submission.State.values(),
                                vn.khoso.schemas.discovery.FacetName.values(),
                                vn.khoso.schemas.discovery.SearchQuery.Sort.values(),
                                vn.khoso.schemas.retention.RetentionRule.Trigger.values(),
                                vn.khoso.schemas.catalogue.Incident.Kind.values())
                        .flatMap(Stream::of)
                        .anyMatch(value -> value.name().equals(((Enum<?>) text).name()))
                || text instanceof Labels
                || text instanceof DataWords
                || ((Enum<?>) text).name().matches("ACCESS_\\d\\d|LEVEL_[A-Z]+");
    }

    @Test
    void every_label_that_is_reached_by_name_exists() {
        Stream.of(vn.khoso.schemas.rights.Role.values()).forEach(LabelOf::role);
        Stream.of(vn.khoso.schemas.submission.Progress.Phase.values()).forEach(LabelOf::phase);
        Stream.of(vn.khoso.schemas.premis.EventType.values()).forEach(LabelOf::event);
        Stream.of(vn.khoso.schemas.premis.EventOutcome.values()).forEach(LabelOf::outcome);
        Stream.of(vn.khoso.schemas.tthc.Validity.Status.values()).forEach(LabelOf::validity);
        Stream.of(vn.khoso.schemas.tthc.AdministrativeResult.AccessMode.values())
                .forEach(LabelOf::access);
        Stream.of(vn.khoso.schemas.submission.Submission.State.values()).forEach(LabelOf::state);
        Stream.of(vn.khoso.schemas.finding.FindingLevel.values()).forEach(LabelOf::level);
        Stream.of(vn.khoso.schemas.discovery.FacetName.values()).forEach(LabelOf::facet);
        Stream.of(vn.khoso.schemas.discovery.SearchQuery.Sort.values())
                .forEach(sort -> SearchWords.valueOf(sort.name()));
        Stream.of(vn.khoso.schemas.retention.RetentionRule.Trigger.values())
                .forEach(one -> RetentionWords.valueOf(one.name()));
        Stream.of(vn.khoso.schemas.catalogue.Incident.Kind.values()).forEach(one -> FixityWords.valueOf(one.name()));
        int known = vn.khoso.schemas.rights.Role.values().length
                + vn.khoso.schemas.submission.Progress.Phase.values().length
                + vn.khoso.schemas.premis.EventType.values().length
                + vn.khoso.schemas.premis.EventOutcome.values().length
                + vn.khoso.schemas.tthc.Validity.Status.values().length;
        assertThat(Labels.values()).as("labels that nothing names").hasSize(known);
    }

    @Test
    void a_value_extracted_from_a_paper_is_named_in_words_and_an_unknown_one_as_it_was_sent() {
        assertThat(DataWords.of("soDangKy")).contains(DataWords.SO_DANG_KY);
        assertThat(DataWords.of("toBanDo")).contains(DataWords.TO_BAN_DO);
        assertThat(DataWords.of("ownerName")).contains(DataWords.OWNER_NAME);
        assertThat(DataWords.of("xeCuaToi")).isEmpty();
        assertThat(Stream.of(DataWords.values())).allSatisfy(word -> {
            String[] parts = word.name().toLowerCase(Locale.ROOT).split("_");
            String field = parts[0]
                    + Stream.of(parts)
                            .skip(1)
                            .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                            .collect(Collectors.joining());
            assertThat(DataWords.of(field)).contains(word);
        });
    }

    @Test
    void every_fault_of_the_archive_has_words_for_those_who_wait() {
        assertThat(Stream.of(vn.khoso.preservation.fault.ArchiveFault.class.getPermittedSubclasses())
                        .map(fault -> LabelOf.trouble(fault.getSimpleName() + ": no space left")))
                .doesNotContain(TroubleWords.OTHER)
                .doesNotHaveDuplicates();
        assertThat(LabelOf.trouble("bug: IllegalStateException")).isEqualTo(TroubleWords.OTHER);
    }

    @Test
    void no_template_says_anything_of_its_own() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jte")).toList()) {
                String bare = withoutExpressions(Files.readString(file))
                        .lines()
                        .filter(line -> !line.contains("<code>openssl "))
                        .filter(line -> !line.startsWith("!{"))
                        .collect(Collectors.joining("\n"));
                String text = TAGS.matcher(bare).replaceAll(" ");
                List<String> words = LETTERS.matcher(text)
                        .results()
                        .map(found -> found.group())
                        .filter(word -> !word.equals("SHA"))
                        .toList();
                assertThat(words).as(file.toString()).isEmpty();
            }
        }
    }

    /** Leaves out {@code ${...}} and the parentheses after {@code @}-words, which may hold anything. */
    private static String withoutExpressions(String source) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        for (int at = 0; at < source.length(); at++) {
            char c = source.charAt(at);
            boolean opens = depth == 0 && c == '$' && source.startsWith("${", at)
                    || depth == 0
                            && c == '@'
                            && source.substring(at).matches("(?s)@(if|elseif|for|template[.\\w-]*)\\(.*");
            if (opens) {
                int from = source.indexOf(c == '$' ? '{' : '(', at);
                if (source.startsWith("@template.layout.page(", at)) {
                    at = source.indexOf('`', at);
                    continue;
                }
                depth = 1;
                at = from;
            } else if (depth > 0) {
                depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
            } else {
                out.append(c);
            }
        }
        return out.toString().replaceAll("@(else|endif|endfor)", " ");
    }

    private static String read(Path root, String... ends) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(path -> Stream.of(ends).anyMatch(path.toString()::endsWith))
                    .toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
            return all.toString();
        }
    }
}
