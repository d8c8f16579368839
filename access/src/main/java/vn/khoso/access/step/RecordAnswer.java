package vn.khoso.access.step;

import java.time.Instant;
import java.util.Set;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.RecordId;

/** What a requester gets to know of one record. */
public sealed interface RecordAnswer {

    /**
     * It may be seen.
     *
     * @param entry with the redacted things taken out already
     * @param content whether its files may be read too
     */
    record Found(RecordEntry entry, Set<Redaction> redactions, boolean content) implements RecordAnswer {
        public Found {
            redactions = Set.copyOf(redactions);
        }
    }

    /** It could be seen once and was taken away; the tombstone stays. */
    record Gone(RecordId id, Instant since) implements RecordAnswer {}

    /** There is no such record, or not for this requester: the two are not told apart. */
    record Absent() implements RecordAnswer {}
}
