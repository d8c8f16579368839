package vn.khoso.preservation.journal.transparency;

/** The bytes of the journal's segments on one volume. */
public interface SegmentSource {

    /** Index of the last entry that lies there; 0 for none. */
    long last();

    /** @throws vn.khoso.preservation.fault.ArchiveFault.ContentAltered when one between them is missing */
    int count();

    /** @param number from 1 */
    String name(int number);

    /**
     * A segment from an offset on.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentAltered when it is not there
     */
    byte[] bytes(int number, long offset);
}
