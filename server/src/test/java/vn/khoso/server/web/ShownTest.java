package vn.khoso.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.tthc.PartialDate;
import vn.khoso.server.web.words.IngestWords;
import vn.khoso.server.web.words.Language;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ShownTest {

    private final Shown vi = new Shown(Language.VI);
    private final Shown en = new Shown(Language.EN);

    @Test
    void numbers_and_sizes_are_written_as_the_language_writes_them() {
        assertThat(vi.number(1_248)).isEqualTo("1.248");
        assertThat(en.number(1_248)).isEqualTo("1,248");
        assertThat(vi.bytes(999)).isEqualTo("999 B");
        assertThat(vi.bytes(12_480_221)).isEqualTo("12,5 MB");
        assertThat(en.bytes(12_480_221)).isEqualTo("12.5 MB");
    }

    @Test
    void a_moment_is_told_by_the_clock_of_Viet_Nam() {
        Instant late = Instant.parse("2026-11-19T17:30:00.123Z");
        assertThat(vi.moment(late)).isEqualTo("20/11/2026 00:30:00");
        assertThat(vi.iso(late)).isEqualTo("2026-11-20T00:30:00+07:00");
    }

    @Test
    void a_date_shows_as_much_as_is_known() {
        assertThat(vi.partial(new PartialDate("1995"))).isEqualTo("1995");
        assertThat(vi.partial(new PartialDate("1995-07"))).isEqualTo("07/1995");
        assertThat(vi.partial(new PartialDate("1995-07-01"))).isEqualTo("01/07/1995");
    }

    @Test
    void English_has_a_plural_and_Vietnamese_has_none() {
        assertThat(IngestWords.SUB.in(Language.EN, 1)).isEqualTo("1 submission not concluded");
        assertThat(IngestWords.SUB.in(Language.EN, 1_248)).isEqualTo("1,248 submissions not concluded");
        assertThat(IngestWords.SUB.in(Language.VI, 1_248)).isEqualTo("1.248 gói tin nộp chưa xong");
    }

    @Test
    void the_first_language_that_is_spoken_here_is_taken_else_Vietnamese() {
        assertThat(Language.of(List.of(Locale.FRENCH, Locale.UK))).isEqualTo(Language.EN);
        assertThat(Language.of(List.of(Locale.FRENCH))).isEqualTo(Language.VI);
        assertThat(Language.of(List.of())).isEqualTo(Language.VI);
    }

    @Test
    void a_search_is_its_address_and_the_address_the_search() {
        MultivaluedHashMap<String, String> asked = new MultivaluedHashMap<>();
        asked.add("q", " 766/QĐ-TTg ");
        asked.add(FacetName.YEAR.code(), "2024");
        SearchAddress address = SearchAddress.of(asked);
        assertThat(address.href()).isEqualTo("/search?q=766%2FQ%C4%90-TTg&" + FacetName.YEAR.code() + "=2024");
        assertThat(address.without(FacetName.YEAR, "2024")).isEqualTo("/search?q=766%2FQ%C4%90-TTg");
        assertThat(address.with(FacetName.AGENCY, "H99.12"))
                .endsWith("=2024")
                .contains(FacetName.AGENCY.code() + "=H99.12");
        assertThat(address.next("a+b")).endsWith("cursor=a%2Bb");
    }
}
