package vn.khoso.preservation.format.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.format.FileFacts;
import vn.khoso.preservation.format.Identification;
import vn.khoso.preservation.format.Validation;
import vn.khoso.schemas.oais.FormatDesignation;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FactsCodecTest {

    private static final FileFacts FACTS = new FileFacts(
            new Identification(
                    "DROID 6.8.0 PRONOM V100",
                    new FormatDesignation(
                            Optional.of("fmt/18"), "application/pdf", Optional.of("PDF"), Optional.empty()),
                    Identification.Means.SIGNATURE,
                    false,
                    List.of("fmt/18", "fmt/19")),
            Optional.of(new Validation(
                    "JHOVE",
                    Validation.Soundness.NOT_VALID,
                    List.of(new Validation.Complaint("PDF-HUL-1", "Lỗi ở trang 1")),
                    Map.of("pages", "3"))));

    @Test
    void facts_come_back_as_they_were_written() throws IOException {
        assertThat(FactsCodec.readFacts(FactsCodec.write(FACTS))).isEqualTo(FACTS);
        FileFacts fewer = new FileFacts(FACTS.identification(), Optional.empty());
        assertThat(FactsCodec.readFacts(FactsCodec.write(fewer))).isEqualTo(fewer);
        FactsCodec.Question question = new FactsCodec.Question("sip/data/Giấy chứng nhận.pdf", true);
        assertThat(FactsCodec.readQuestion(FactsCodec.write(question))).isEqualTo(question);
    }

    @Test
    void what_is_too_much_is_cut_and_control_characters_go() throws IOException {
        FileFacts loud = new FileFacts(
                FACTS.identification(),
                Optional.of(new Validation(
                        "tool\n\u001b[31m",
                        Validation.Soundness.NOT_WELL_FORMED,
                        IntStream.range(0, 10_000)
                                .mapToObj(i -> new Validation.Complaint("", "x".repeat(5_000)))
                                .toList(),
                        IntStream.range(0, 1_000).boxed().collect(Collectors.toMap(i -> "p" + i, i -> "v")))));
        Validation read =
                FactsCodec.readFacts(FactsCodec.write(loud)).validation().orElseThrow();
        assertThat(read.complaints()).hasSize(200).allMatch(one -> one.message().length() == 2_000);
        assertThat(read.properties()).hasSize(200);
        assertThat(read.tool()).isEqualTo("tool  [31m");
    }

    @Test
    void an_answer_of_a_worker_gone_bad_is_an_IOException_and_nothing_else() {
        byte[] good = FactsCodec.write(FACTS);
        for (int i = 0; i < good.length; i++) {
            byte[] cut = Arrays.copyOf(good, i);
            assertThatIOException().isThrownBy(() -> FactsCodec.readFacts(cut));
        }
        Random random = new Random(20260302);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                assertThat(FactsCodec.readFacts(changed)).isNotNull();
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
