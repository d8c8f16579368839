package vn.khoso.schemas.catalogue;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * The hours of the day in which audits by schedule may read; those that a person asks for are not bound by them.
 *
 * @param from first minute
 * @param until the minute after the last; before {@code from} when the night lies between
 */
public record AuditHours(LocalTime from, LocalTime until) {

    /** Where the archive stands. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    public AuditHours {
        if (from.equals(until)) {
            throw new IllegalArgumentException("hours that begin when they end: " + from);
        }
    }

    /**
     * Reads {@code 22:00-06:00}.
     *
     * @throws IllegalArgumentException when it is nothing like it
     */
    public static AuditHours parse(String text) {
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                return new AuditHours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
            }
        } catch (DateTimeParseException odd) {
            throw new IllegalArgumentException("not hours such as 22:00-06:00: " + text, odd);
        }
        throw new IllegalArgumentException("not hours such as 22:00-06:00: " + text);
    }

    /** Whether an audit may read at this moment. */
    public boolean open(Instant now) {
        LocalTime time = LocalTime.ofInstant(now, ZONE);
        boolean begun = !time.isBefore(from);
        boolean over = !time.isBefore(until);
        return from.isBefore(until) ? begun && !over : begun || !over;
    }

    @Override
    public String toString() {
        return from + "-" + until;
    }
}
