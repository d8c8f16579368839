package vn.khoso.preservation.fixity;

import java.util.List;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.journal.JournalSegments;

/**
 * What an audit reads and where it writes.
 *
 * @param volumes all that may hold copies, at least one
 */
record AuditDesk(
        List<AuditedVolume> volumes,
        CatalogueStore catalogue,
        FixityLog log,
        JournalSegments segments,
        FixityEvents events) {
    AuditDesk {
        volumes = List.copyOf(volumes);
        if (volumes.isEmpty()) {
            throw new IllegalArgumentException("an audit needs a volume");
        }
    }
}
