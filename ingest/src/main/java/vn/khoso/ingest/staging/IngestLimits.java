package vn.khoso.ingest.staging;

/**
 * What the archive takes in one submission.
 *
 * @param containerBytes size of the container
 * @param unpackedBytes size of everything in it
 * @param entries files and folders in it
 * @param ratio how many times larger than its packed form an entry may be, once {@code ratioGrace} bytes came out of it
 * @param ratioGrace bytes in a row for which the ratio is not looked at; no more than this is written of a bomb
 * @param depth folders above a file
 * @param reserveBytes free space on the staging volume below which nothing is accepted
 */
public record IngestLimits(
        long containerBytes,
        long unpackedBytes,
        int entries,
        int ratio,
        long ratioGrace,
        int depth,
        long reserveBytes) {

    private static final long MEBIBYTE = 1L << 20;

    /** 8 GiB packed, 32 GiB unpacked, 100,000 entries, 200-fold after 48 MiB, 32 deep, 256 MiB kept free. */
    public static final IngestLimits DEFAULT =
            new IngestLimits(8192 * MEBIBYTE, 32768 * MEBIBYTE, 100_000, 200, 48 * MEBIBYTE, 32, 256 * MEBIBYTE);

    public IngestLimits {
        if (containerBytes < 1
                || unpackedBytes < 1
                || entries < 1
                || ratio < 1
                || ratioGrace < 0
                || depth < 1
                || reserveBytes < 0) {
            throw new IllegalArgumentException("limits of ingest must be positive");
        }
    }
}
