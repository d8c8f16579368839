package vn.khoso.preservation.fixity;

import java.util.List;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.journal.JournalSegments;

/**
 * What an audit reads and where it writes.
 *
 * @param volumes all that may hold copies, at least one
 * @param readers how bytes become digests
 */
record AuditDesk(
        List<AuditedVolume> volumes,
        CatalogueStore catalogue,
        FixityLog log,
        JournalSegments segments,
        FixityEvents events,
        Readers readers) {
    AuditDesk {
        volumes = List.copyOf(volumes);
        if (volumes.isEmpty()) {
            throw new IllegalArgumentException("an audit needs a volume");
        }
    }

    /** Makes what one thread reads with. */
    @FunctionalInterface
    interface Readers {
        BytesReader reader(Pace pace, Reins reins);
    }

    AuditDesk with(Readers others) {
        return new AuditDesk(volumes, catalogue, log, segments, events, others);
    }
}
