package vn.khoso.preservation.journal;

import java.util.Optional;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.tlog.InclusionProof;

/** Proofs that entries are in the journal, against its signed checkpoints. */
@FunctionalInterface
public interface JournalProofs {

    /** For a journal over which no checkpoints are signed. */
    JournalProofs NONE = entry -> Optional.empty();

    /**
     * The proof, with the entry in it, against the latest checkpoint.
     *
     * @return empty while no checkpoint reaches the entry
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentAltered when the entry is not the one in the tree
     */
    Optional<InclusionProof> of(JournalEntry entry);
}
