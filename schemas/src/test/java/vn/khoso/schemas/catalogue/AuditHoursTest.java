package vn.khoso.schemas.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditHoursTest {

    @Test
    void hoursOverMidnightAreTheNightInVietnam() {
        AuditHours night = AuditHours.parse("22:00-06:00");
        assertThat(night.open(Instant.parse("2026-11-20T14:59:59Z"))).isFalse();
        assertThat(night.open(Instant.parse("2026-11-20T15:00:00Z"))).isTrue();
        assertThat(night.open(Instant.parse("2026-11-20T22:59:59Z"))).isTrue();
        assertThat(night.open(Instant.parse("2026-11-20T23:00:00Z"))).isFalse();
    }

    @Test
    void hoursWithinADayAreThatDay() {
        AuditHours noon = AuditHours.parse("12:00-13:30");
        assertThat(noon.open(Instant.parse("2026-11-20T04:59:59Z"))).isFalse();
        assertThat(noon.open(Instant.parse("2026-11-20T05:00:00Z"))).isTrue();
        assertThat(noon.open(Instant.parse("2026-11-20T06:30:00Z"))).isFalse();
        assertThat(noon).hasToString("12:00-13:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22:00", "22-6", "25:00-06:00", "22:00-06:00-07:00", "06:00-06:00", "đêm"})
    void whatIsNotHoursIsRefused(String text) {
        assertThatThrownBy(() -> AuditHours.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
