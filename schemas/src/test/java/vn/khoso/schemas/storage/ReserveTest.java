package vn.khoso.schemas.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ReserveTest {

    @Test
    void five_gigabytes_of_a_small_disk_and_two_parts_in_a_hundred_of_a_large_one_stay_free() {
        assertThat(Reserve.USUAL.of(100_000_000_000L)).isEqualTo(5_000_000_000L);
        assertThat(Reserve.USUAL.of(250_000_000_000L)).isEqualTo(5_000_000_000L);
        assertThat(Reserve.USUAL.of(50_000_000_000_000L)).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void so_many_bytes_are_the_same_on_every_disk() {
        assertThat(Reserve.bytes(7).of(Long.MAX_VALUE)).isEqualTo(7);
        assertThat(Reserve.bytes(0).of(1 << 20)).isZero();
    }

    @Test
    void what_is_no_reserve_is_refused() {
        assertThatThrownBy(() -> Reserve.bytes(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reserve(101, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
