package vn.khoso.schemas.oais;

import java.util.UUID;

/** Identifies a dissemination information package (DIP) that was ordered. Written as {@code urn:uuid:} and a lower-case UUID (RFC 9562). */
public record DipId(UUID value) implements Comparable<DipId> {

    /**
     * Reads {@code urn:uuid:...} or the bare UUID, any case.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static DipId parse(String text) {
        return new DipId(UuidText.parse(text));
    }

    /** The 36 characters of the UUID without the URN prefix, as used in addresses. */
    public String uuid() {
        return value.toString();
    }

    @Override
    public int compareTo(DipId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return UuidText.URN_PREFIX + value;
    }
}
