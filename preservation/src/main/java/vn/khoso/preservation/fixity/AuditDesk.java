package vn.khoso.preservation.fixity;

import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.storage.StoredObjects;

/** What an audit reads and where it writes. */
record AuditDesk(
        StoredObjects objects,
        CatalogueStore catalogue,
        FixityLog log,
        JournalSegments segments,
        FixityEvents events) {}
