package vn.khoso.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The name that a sender gives is shown, and shows no more than a name. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FileNameTest {

    @Test
    void a_vietnamese_name_is_read_from_the_extended_form() {
        assertThat(SipsResource.fileName("attachment; filename=\"goi.zip\"; filename*=UTF-8''g%C3%B3i%20tin.zip"))
                .isEqualTo("gói tin.zip");
    }

    @Test
    void a_plain_name_is_read_and_separators_are_not() {
        assertThat(SipsResource.fileName("attachment; filename=\"../../a\\b.zip\""))
                .isEqualTo(".._.._a_b.zip");
    }

    @Test
    void no_name_has_a_name_of_its_own() {
        assertThat(SipsResource.fileName(null)).isEqualTo("sip");
        assertThat(SipsResource.fileName("attachment")).isEqualTo("sip");
        assertThat(SipsResource.fileName("attachment; filename*=UTF-8''%ZZ")).isEqualTo("%ZZ");
    }
}
