package vn.khoso.preservation.fixity;

/**
 * How many files came to what.
 *
 * @param bytes bytes that were read
 */
public record FixityCounts(long bytes, long intact, long altered, long missing, long extra, long unread) {

    public static final FixityCounts NONE = new FixityCounts(0, 0, 0, 0, 0, 0);

    public FixityCounts plus(FixityCounts other) {
        return new FixityCounts(
                bytes + other.bytes,
                intact + other.intact,
                altered + other.altered,
                missing + other.missing,
                extra + other.extra,
                unread + other.unread);
    }

    /** Whether every file was read and is the promised one. */
    public boolean sound() {
        return altered == 0 && missing == 0 && extra == 0 && unread == 0;
    }

    public static FixityCounts of(FixityResult result) {
        return switch (result) {
            case FixityResult.Intact intact -> new FixityCounts(intact.size(), 1, 0, 0, 0, 0);
            case FixityResult.Altered altered -> new FixityCounts(altered.size(), 0, 1, 0, 0, 0);
            case FixityResult.Missing missing -> new FixityCounts(0, 0, 0, 1, 0, 0);
            case FixityResult.Extra extra -> new FixityCounts(0, 0, 0, 0, 1, 0);
            case FixityResult.Unread unread -> new FixityCounts(0, 0, 0, 0, 0, 1);
        };
    }
}
