package vn.khoso.schemas.storage;

/**
 * Room on a disk that new packages leave free, so that the journal, audits, repairs and disposal can still write when ingest
 * has to stop (F-04): a share of the disk, and on a small disk a fixed least.
 *
 * @param percent of the disk's size, 0 to 100
 * @param least bytes
 */
public record Reserve(int percent, long least) {

    /** The larger of two parts in a hundred and 5 GB (5 × 10^9 bytes). */
    public static final Reserve USUAL = new Reserve(2, 5_000_000_000L);

    public Reserve {
        if (percent < 0 || percent > 100 || least < 0) {
            throw new IllegalArgumentException("not a reserve: " + percent + " %, " + least + " bytes");
        }
    }

    /** So many bytes on a disk of any size. */
    public static Reserve bytes(long least) {
        return new Reserve(0, least);
    }

    /** Bytes to leave free on a disk of this size. */
    public long of(long total) {
        return Math.max(least, total / 100 * percent);
    }

    @Override
    public String toString() {
        return percent == 0 ? least + " bytes" : "the larger of " + percent + " % and " + least + " bytes";
    }
}
