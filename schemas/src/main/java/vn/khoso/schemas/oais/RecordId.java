package vn.khoso.schemas.oais;

import java.util.UUID;

/** Identifies one record: one result of one administrative procedure inside an AIP ({@code archiveId} of the TTHC metadata set). Written as {@code urn:uuid:} and a lower-case UUID (RFC 9562). */
public record RecordId(UUID value) implements Comparable<RecordId> {

    /**
     * Reads {@code urn:uuid:...} or the bare UUID, any case.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static RecordId parse(String text) {
        return new RecordId(UuidText.parse(text));
    }

    /** The 36 characters of the UUID without the URN prefix, as used in addresses. */
    public String uuid() {
        return value.toString();
    }

    @Override
    public int compareTo(RecordId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return UuidText.URN_PREFIX + value;
    }
}
