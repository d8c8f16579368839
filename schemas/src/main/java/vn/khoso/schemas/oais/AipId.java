package vn.khoso.schemas.oais;

import java.util.UUID;

/** Identifies an archival information package (AIP), for ever: one OCFL object. Written as {@code urn:uuid:} and a lower-case UUID (RFC 9562). */
public record AipId(UUID value) implements Comparable<AipId> {

    /**
     * Reads {@code urn:uuid:...} or the bare UUID, any case.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static AipId parse(String text) {
        return new AipId(UuidText.parse(text));
    }

    /** The 36 characters of the UUID without the URN prefix, as used in addresses. */
    public String uuid() {
        return value.toString();
    }

    @Override
    public int compareTo(AipId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return UuidText.URN_PREFIX + value;
    }
}
