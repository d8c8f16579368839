package vn.khoso.preservation.backup.file;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.preservation.backup.Snapshot;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;

/** Names of the files in {@code database.tar}: {@code ingest/submission(id,aip,...).copy}; the columns stand in the order of the rows. */
final class TableName {

    private static final Pattern NAME = Pattern.compile("([a-z_]+)/([a-z_]+)\\(([a-z0-9_,]+)\\)\\.copy");

    private TableName() {}

    static String write(Snapshot.Table table) {
        return table.schema() + "/" + table.name() + "(" + String.join(",", table.columns()) + ").copy";
    }

    /** @throws ContentAltered when it is no such name */
    static Snapshot.Table read(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new ContentAltered(SetChain.DATABASE + ": tệp lạ / a strange file: " + name);
        }
        return new Snapshot.Table(
                parts.group(1), parts.group(2), List.of(parts.group(3).split(",")));
    }
}
