package vn.khoso.schemas.catalogue;

import java.util.UUID;

/**
 * What one audit came to on one volume.
 *
 * @param name as the operator calls the volume; empty where there is only one place
 * @param copies that were read
 * @param away copies that were not read because the volume was away: nothing is said of them
 * @param canaries planted objects that the audit judged as it should
 * @param bytes that were read
 */
public record VolumeTally(
        UUID volume,
        String name,
        long copies,
        long away,
        long canaries,
        long bytes,
        long intact,
        long altered,
        long missing,
        long extra,
        long unread) {

    /** Whether the audit met no copy that it could not reach. */
    public boolean whole() {
        return away == 0;
    }

    /** Files that are not as promised, or of which nothing is known. */
    public long bad() {
        return altered + missing + extra + unread;
    }
}
