package vn.khoso.preservation.rebuild;

import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;

/** The database into which the archive is made again. */
public interface EmptyArchive {

    /** Whether nothing was ever recorded here. */
    boolean empty();

    /**
     * Takes over entries of the journal with everything that follows from them, all in one transaction.
     *
     * @throws IllegalArgumentException when they do not follow what is there
     */
    void replay(List<Step> steps);

    /**
     * One entry and what storage knows of it.
     *
     * @param rows the package that the entry keeps
     * @param lost records of a package that storage cannot describe any more: their positions stay empty, so that all
     *     others keep theirs
     */
    record Step(JournalEntry entry, Optional<Rows> rows, int lost) {}

    /** The rows of a package. */
    record Rows(PackageEntry entry, List<RecordEntry> records) {
        public Rows {
            records = List.copyOf(records);
        }
    }
}
