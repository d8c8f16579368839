package vn.khoso.preservation.backup;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.rebuild.CanonicalExport;
import vn.khoso.preservation.replication.CopyLog;

/**
 * The database at one instant, whatever others write meanwhile. All that it gives belongs to the journal's last entry of that
 * instant.
 */
public interface Snapshot extends AutoCloseable {

    /** Takes one. */
    @FunctionalInterface
    interface Source {

        /** @throws vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable when the database cannot */
        Snapshot take();
    }

    JournalStore journal();

    CatalogueStore catalogue();

    CopyLog copies();

    CanonicalExport export();

    /** Version of each schema that is dumped, by name. */
    Map<String, String> schemas();

    /** Tables that are dumped: those that do not follow from the journal, referenced ones first. */
    List<Table> tables();

    /** Writes the rows of a table in PostgreSQL's COPY text form. */
    void copy(Table table, OutputStream out);

    @Override
    void close();

    /** A table of the dump. @param columns in the order of the rows */
    record Table(String schema, String name, List<String> columns) {
        public Table {
            columns = List.copyOf(columns);
        }
    }
}
