package vn.khoso.schemas.tthc;

import java.util.Optional;

/**
 * How long the paper may be used (thời hạn có hiệu lực); not how long it is kept, which is retention.
 *
 * @param to the last day, empty unless {@code end} is DATE
 * @param scope {@code phạm vi có hiệu lực}; "toàn quốc" by default
 */
public record Validity(Optional<PartialDate> from, End end, Optional<PartialDate> to, String scope, Status status) {

    /** What ends the validity. */
    public enum End {
        DATE,
        PERMANENT,
        EVENT
    }

    /** State machine of the validity of a result; only VALID results go to portals. */
    public enum Status {
        VALID,
        EXPIRED,
        REVOKED,
        REPLACED,
        SUSPENDED,
        DISPUTED
    }

    public Validity {
        if ((end == End.DATE) != to.isPresent()) {
            throw new IllegalArgumentException("an end date belongs to validity that ends on a date");
        }
    }

    /** The status on a day: a VALID paper whose last day has passed is EXPIRED. */
    public Status on(java.time.LocalDate day) {
        boolean past = to.isPresent() && to.get().latest().isBefore(day);
        return status == Status.VALID && past ? Status.EXPIRED : status;
    }
}
