package vn.khoso.preservation.replication;

import java.util.stream.Stream;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.journal.transparency.CheckpointStore;
import vn.khoso.preservation.journal.transparency.JournalLines;
import vn.khoso.preservation.journal.transparency.TileStore;
import vn.khoso.schemas.catalogue.JournalEntry;

/** The journal's segments on one volume. */
public interface SiteJournal extends JournalSegments {

    /** Index of the last entry that lies there, flushed; 0 for none. */
    long shipped();

    /** What {@link #shipped} was when the volume was opened: what was told of it after that entry is to be proved. */
    long shippedAtOpening();

    /**
     * Every entry that lies there, from the first, verified on the way; for a rebuild.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentAltered from the stream, with the index where the chain breaks
     */
    Stream<JournalEntry> entries();

    /** Its lines, as the journal's tree reads them. */
    JournalLines lines();

    /** The tree's tiles that lie there. */
    TileStore tiles();

    /** The signed checkpoints that lie there. */
    CheckpointStore checkpoints();
}
