package vn.khoso.preservation.journal;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.oais.Fixity;

/**
 * Checks that a journal is one unbroken chain and names the first entry where it is not.
 *
 * <p>Reads the entries once in order and keeps one of them. What was cut off at the end can only be seen by comparing
 * {@link Verdict#last} with a hash that was noted elsewhere, for example in a receipt or in the segments on storage.
 */
public final class JournalVerifier {

    /** What the check came to. */
    public sealed interface Verdict {

        /** Index of the last entry that is good; 0 when there is none. */
        long last();

        /** Every entry is what was appended, in order. @param hash hash of the last entry */
        record Whole(long last, Fixity hash) implements Verdict {}

        /** The chain is broken at {@code index}: the entry was changed, put in or taken out there. */
        record Broken(long index, long last, String reason) implements Verdict {}
    }

    /** Verifies from the first entry. */
    public Verdict verify(Iterator<JournalEntry> entries) {
        return verify(0, JournalHash.START, entries);
    }

    /**
     * Verifies the entries after one that is known to be good.
     *
     * @param after index of that entry, 0 for the start
     * @param hash its hash, {@link JournalHash#START} for the start
     */
    public Verdict verify(long after, Fixity hash, Iterator<JournalEntry> entries) {
        long last = after;
        Fixity previous = hash;
        while (entries.hasNext()) {
            JournalEntry entry = entries.next();
            Optional<String> wrong = wrong(last + 1, previous, entry);
            if (wrong.isPresent()) {
                return new Verdict.Broken(last + 1, last, wrong.get());
            }
            last = entry.index();
            previous = entry.hash();
        }
        return new Verdict.Whole(last, previous);
    }

    /** Verifies a journal that is read in pages: {@code page} gives the entries after an index, none at the end. */
    public Verdict verifyPages(LongFunction<List<JournalEntry>> page) {
        Verdict verdict = new Verdict.Whole(0, JournalHash.START);
        while (verdict instanceof Verdict.Whole whole) {
            List<JournalEntry> entries = page.apply(whole.last());
            if (entries.isEmpty()) {
                return whole;
            }
            verdict = verify(whole.last(), whole.hash(), entries.iterator());
        }
        return verdict;
    }

    private static Optional<String> wrong(long index, Fixity previous, JournalEntry entry) {
        if (entry.index() != index) {
            return Optional.of("entry " + index + " is missing; the next one is " + entry.index());
        }
        if (!entry.previous().equals(previous)) {
            return Optional.of("entry " + index + " does not follow the entry before it");
        }
        return JournalHash.holds(entry)
                ? Optional.empty()
                : Optional.of("entry " + index + " is not what was appended");
    }
}
