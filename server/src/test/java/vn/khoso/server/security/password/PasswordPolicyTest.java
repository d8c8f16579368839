package vn.khoso.server.security.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khoso.server.security.password.PasswordPolicy.Weakness;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PasswordPolicyTest {

    private final PasswordPolicy policy = new PasswordPolicy();

    private Optional<Weakness> weakness(String password) {
        return policy.weakness(password, false, List.of("thuy.nguyen", "NguyễnThịThuỷ", "H56.22.17"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bảy con trâu gặm cỏ",
                "xe-buyt-so-chin-luc-5-gio",
                "Kh0ng*ai*doan*ra",
                "tờ giấy màu vàng nhạt",
                "qv7Rk2mZx9Lw"
            })
    void sentences_and_random_strings_will_do(String password) {
        assertThat(weakness(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ngắn", "11kytuthoi!"})
    void under_twelve_characters_is_too_short(String password) {
        assertThat(weakness(password)).contains(Weakness.TOO_SHORT);
    }

    @Test
    void administrators_need_fifteen() {
        assertThat(policy.weakness("qv7Rk2mZx9Lw", true, List.of())).contains(Weakness.TOO_SHORT);
        assertThat(policy.weakness("qv7Rk2mZx9LwQ4t", true, List.of())).isEmpty();
    }

    @Test
    void more_than_128_is_too_long() {
        assertThat(weakness("ab9".repeat(43))).contains(Weakness.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "matkhau123456",
                "Password2026!",
                "P@ssw0rd20262026",
                "MậtKhẩuMới2026",
                "passwordpassword",
                "111111111111",
                "abcdefghijklmnop",
                "1234567890123",
                "qwertyuiop123",
                "vietnamvodich",
                "changemechangeme",
                "aaaabbbbcccc"
            })
    void common_ones_are_refused_however_dressed(String password) {
        assertThat(weakness(password)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"thuynguyen2026", "Nguyenthithuy!!", "h5622172026!!"})
    void words_of_the_account_are_refused(String password) {
        assertThat(weakness(password)).contains(Weakness.PREDICTABLE);
    }

    @Test
    void a_hash_is_salted_and_matches_only_its_password() {
        PasswordHashing hashing = new PasswordHashing();
        String hash = hashing.hash("bảy con trâu gặm cỏ");
        assertThat(hash).startsWith("$argon2id$").isNotEqualTo(hashing.hash("bảy con trâu gặm cỏ"));
        assertThat(hashing.matches("bảy con trâu gặm cỏ", hash)).isTrue();
        assertThat(hashing.matches("bay con trau gam co", hash)).isFalse();
        assertThat(hashing.matchesNobody("bảy con trâu gặm cỏ")).isFalse();
    }
}
