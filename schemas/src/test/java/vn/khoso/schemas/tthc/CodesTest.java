package vn.khoso.schemas.tthc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {

    @ParameterizedTest
    @ValueSource(strings = {"000.17.22.H56-210531-0001", "000.00.14.H56-200203-0118", "H56.17-960229-00001"})
    void case_codes_seen_in_practice_have_the_form(String code) {
        assertThat(Codes.caseCode(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"000.17.22.H56-210631-0001", "H56-20210531-0001", "H56-210531-1", "h56-210531-0001", ""})
    void a_case_code_names_a_day_that_exists_and_four_digits(String code) {
        assertThat(Codes.caseCode(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.000635", "1.010708.000.00.00.H56", "2.000815.000.00.00.H55.02"})
    void procedure_codes_come_national_or_with_the_suffix_of_a_province_or_service(String code) {
        assertThat(Codes.procedure(code)).isTrue();
        assertThat(Codes.procedure(code + ".")).isFalse();
    }

    @Test
    void result_and_field_codes_have_their_forms() {
        assertThat(Codes.result("KQ.G15.000031")).isTrue();
        assertThat(Codes.result("KQ.G15.00031")).isFalse();
        assertThat(Codes.field("G03-GD10")).isTrue();
        assertThat(Codes.field("G3-GD10")).isFalse();
    }

    @Test
    void the_tables_of_the_circular_are_closed() {
        assertThat(Codes.typeName("01") && Codes.typeName("32")).isTrue();
        assertThat(Codes.typeName("00") || Codes.typeName("33") || Codes.typeName("1"))
                .isFalse();
        assertThat(Codes.language("11")).isTrue();
        assertThat(Codes.language("12")).isFalse();
        assertThat(Codes.confidenceLevel("03")).isTrue();
        assertThat(Codes.confidenceLevel("04")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0100109106,true", "0101243150,true", "0100109107,false", "0100109106-001,true"})
    void the_check_digit_of_tax_codes_is_the_one_of_two_known_codes(String code, boolean right) {
        assertThat(Codes.taxCheckDigit(new OwnerId(OwnerId.Type.ORGANISATION, code)))
                .isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({"099085000001,1985", "099185000001,1985", "099210000001,2010", "099399000001,2099"})
    void a_personal_number_tells_century_and_year_of_birth(String number, int year) {
        assertThat(Codes.birthYear(new OwnerId(OwnerId.Type.PERSONAL, number))).hasValue(year);
        assertThat(Codes.birthYear(new OwnerId(OwnerId.Type.LEGACY_CARD, "990000001")))
                .isEmpty();
    }
}
