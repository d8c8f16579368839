package vn.khoso.preservation.journal.transparency;

import java.util.function.Consumer;
import vn.khoso.schemas.codec.tlog.JournalLine;

/**
 * The journal's lines on storage, in order. Lines that were read are those that were written: their own hash holds and each follows the
 * one before it; otherwise {@link vn.khoso.preservation.fault.ArchiveFault.ContentAltered}.
 */
public interface JournalLines {

    /** Index of the last entry that is durable on storage; 0 for none. */
    long last();

    /** Reads the entries {@code after + 1} to {@code upTo}, both of which are on storage. */
    void read(long after, long upTo, Consumer<JournalLine> lines);
}
