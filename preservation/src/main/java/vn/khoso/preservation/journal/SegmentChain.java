package vn.khoso.preservation.journal;

import java.util.Iterator;
import java.util.List;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.oais.Fixity;

/** Lets the entries of segments through, from the first, as long as they are one chain. */
public final class SegmentChain {

    private final JournalVerifier verifier = new JournalVerifier();
    private long last;
    private Fixity hash = JournalHash.START;

    /**
     * @param segment its name, for the fault's text
     * @throws ContentAltered with the index where the chain breaks
     */
    public JournalEntry next(String segment, SegmentText.Line line) {
        JournalEntry entry = line.entry()
                .orElseThrow(() -> new ContentAltered("the journal on storage breaks at entry " + (last + 1)
                        + ": its line in " + segment + " is not what was written"));
        Iterator<JournalEntry> one = List.of(entry).iterator();
        switch (verifier.verify(last, hash, one)) {
            case JournalVerifier.Verdict.Whole whole -> {
                last = whole.last();
                hash = whole.hash();
            }
            case JournalVerifier.Verdict.Broken broken ->
                throw new ContentAltered(
                        "the journal on storage breaks at entry " + broken.index() + ": " + broken.reason());
        }
        return entry;
    }
}
