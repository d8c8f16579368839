package vn.khoso.schemas.oais;

import java.util.UUID;

/** Identifies a submission information package (SIP) as received, from acceptance to receipt or refusal. Written as {@code urn:uuid:} and a lower-case UUID (RFC 9562). */
public record SipId(UUID value) implements Comparable<SipId> {

    /**
     * Reads {@code urn:uuid:...} or the bare UUID, any case.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static SipId parse(String text) {
        return new SipId(UuidText.parse(text));
    }

    /** The 36 characters of the UUID without the URN prefix, as used in addresses. */
    public String uuid() {
        return value.toString();
    }

    @Override
    public int compareTo(SipId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return UuidText.URN_PREFIX + value;
    }
}
