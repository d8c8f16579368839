package vn.khoso.schemas.catalogue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.oais.AipId;

/**
 * Something is wrong with kept bytes, and somebody must act.
 *
 * @param kind ALTERED, MISSING, EXTRA or UNREAD
 * @param subject place in the object, and after {@code " @ "} the name of the volume: the same whoever found it
 * @param detail what was promised and what was found
 * @param closing how it came to its end; empty while it is open, and of those closed before that was written down
 */
public record Incident(
        UUID id,
        Instant at,
        AipId aip,
        Kind kind,
        String subject,
        String detail,
        boolean open,
        Optional<Closing> closing) {

    /**
     * What the minutes of an incident say (Thông tư 05/2025/TT-BNV, Annex VII).
     *
     * @param by agent id of whoever closed it
     * @param cause why the bytes went bad, as far as known
     * @param action what was done
     * @param result what that came to
     */
    public record Closing(Instant at, String by, String cause, String action, String result) {}

    /**
     * How it was dealt with; no personal data.
     *
     * @param cause why, as far as known
     * @param action what was done
     * @param result what that came to
     */
    public record Account(String cause, String action, String result) {}

    /** Which ones are asked for. */
    public enum Which {
        ALL,
        /** Those that nobody has closed. */
        OPEN
    }

    /** What was found. */
    public enum Kind {
        ALTERED,
        MISSING,
        EXTRA,
        UNREAD
    }
}
