package vn.khoso.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Range headers as RFC 9110, 14 reads them, over a file of 100 bytes. */
class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0-9",
        "bytes=0-, 0-99",
        "bytes=99-, 99-99",
        "bytes=-1, 99-99",
        "bytes=-200, 0-99",
        "bytes=10-500, 10-99",
        "bytes=100-, never",
        "bytes=100-200, never",
        "bytes=-0, never",
        "bytes=5-4, whole",
        "bytes=-, whole",
        "'bytes=0-1,5-6', whole",
        "items=0-1, whole",
        "bytes=a-b, whole",
        "bytes=99999999999999999999-, whole",
        "'', whole"
    })
    void a_header_asks_for_a_part_the_whole_or_nothing(String header, String expected) {
        String found = switch (ByteRange.wished(Optional.of(header), 100)) {
            case ByteRange.Wish.Whole whole -> "whole";
            case ByteRange.Wish.Unsatisfiable never -> "never";
            case ByteRange.Wish.Part part ->
                part.range().first() + "-" + part.range().last();
        };
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-, never", "bytes=-5, never"})
    void of_an_empty_file_no_part_can_be_had(String header, String expected) {
        assertThat(ByteRange.wished(Optional.of(header), 0)).isInstanceOf(ByteRange.Wish.Unsatisfiable.class);
    }
}
