package vn.khoso.schemas.catalogue;

import java.time.Instant;
import java.util.UUID;
import vn.khoso.schemas.oais.AipId;

/**
 * Something is wrong with kept bytes, and somebody must act.
 *
 * @param kind ALTERED, MISSING, EXTRA or UNREAD
 * @param subject path in the object
 * @param detail what was promised and what was found
 */
public record Incident(UUID id, Instant at, AipId aip, Kind kind, String subject, String detail, boolean open) {

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
