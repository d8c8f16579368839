package vn.khoso.access.rights;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** The day it is where the law of this archive counts days. */
public final class LegalDay {

    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private LegalDay() {}

    public static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
