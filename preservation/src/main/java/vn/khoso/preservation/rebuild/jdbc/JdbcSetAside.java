package vn.khoso.preservation.rebuild.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.sql.DataSource;
import vn.khoso.preservation.database.jdbc.Database;

/** Puts the schema {@code preservation} out of the way under another name, whole, so that a rebuild that fails costs nothing. */
public final class JdbcSetAside {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'_'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Database database;

    public JdbcSetAside(DataSource source) {
        this.database = new Database(source);
    }

    /**
     * Renames the schema; accounts and the queue of submissions lie in others and stay.
     *
     * @return its new name, with the time in UTC to the second
     */
    public String away(Instant now) {
        String name = "preservation_until_" + TIME.format(now);
        database.transaction(handle -> handle.execute("alter schema preservation rename to " + name));
        return name;
    }

    /** Drops what was begun in its place and gives the schema its name again, in one transaction. @param name from {@link #away} */
    public void back(String name) {
        if (!name.matches("preservation_until_\\d{8}_\\d{6}")) {
            throw new IllegalArgumentException("not a schema that was set aside: " + name);
        }
        database.transaction(handle -> {
            handle.execute("drop schema if exists preservation cascade");
            return handle.execute("alter schema " + name + " rename to preservation");
        });
    }
}
