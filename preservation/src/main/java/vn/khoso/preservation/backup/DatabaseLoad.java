package vn.khoso.preservation.backup;

import java.io.InputStream;
import java.util.Map;

/** An empty database into which a dump is loaded. */
public interface DatabaseLoad {

    /** Whether neither the archive nor its accounts and submissions are in it. */
    boolean empty(Map<String, String> schemas);

    /** Makes each schema as it was in the version that was dumped. */
    void prepare(Map<String, String> schemas);

    /** Loads rows in PostgreSQL's COPY text form. @return how many */
    long load(Snapshot.Table table, InputStream rows);

    /** Brings each schema to the newest version. */
    void finish(Map<String, String> schemas);
}
