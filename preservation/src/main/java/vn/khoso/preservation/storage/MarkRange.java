package vn.khoso.preservation.storage;

/**
 * One of equal shares of all marks, by their first eight bits, so that a comparison of many objects needs little memory.
 *
 * @param part from 0
 * @param parts 1 to 256
 */
public record MarkRange(int part, int parts) {

    public MarkRange {
        if (parts < 1 || parts > 256 || part < 0 || part >= parts) {
            throw new IllegalArgumentException("not a share of the marks: " + part + " of " + parts);
        }
    }

    public boolean has(long mark) {
        return covers((int) (mark >>> 56));
    }

    /** @param first the first eight bits of marks, 0 to 255 */
    public boolean covers(int first) {
        return first * parts / 256 == part;
    }
}
