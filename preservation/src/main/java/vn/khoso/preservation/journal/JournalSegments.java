package vn.khoso.preservation.journal;

/** The journal's copy on storage: hash-chained segments from which the database can be made again. */
public interface JournalSegments {

    /**
     * Makes every entry up to {@code index} durable on storage before it returns. Calls that come together share one
     * fsync.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault when storage does not take it
     */
    void shipUpTo(long index);
}
