package vn.khoso.preservation.journal.jdbc;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.premis.Event;

/** The journal in PostgreSQL. */
public final class JdbcJournal implements JournalStore {

    private final Database database;
    private final Clock clock;

    public JdbcJournal(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    @Override
    public List<JournalEntry> append(List<Event> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        return database.transaction(handle -> {
            JournalChange change = JournalChange.begin(handle, clock);
            List<JournalEntry> entries = change.append(events);
            change.finish();
            return entries;
        });
    }

    @Override
    public List<JournalEntry> after(long after, int limit) {
        return database.read(handle -> handle.createQuery("""
                        select index, recorded_at, previous, hash, event from preservation.journal
                        where index > :after order by index limit :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> JournalRows.read(row))
                .list());
    }

    @Override
    public List<JournalText> textsAfter(long after, int limit) {
        return database.read(handle -> handle.createQuery("""
                        select index, recorded_at, previous, hash, event from preservation.journal
                        where index > :after order by index limit :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> JournalRows.readText(row))
                .list());
    }

    @Override
    public List<JournalEntry> about(String object, long after, int limit) {
        return database.read(handle -> handle.createQuery("""
                        select j.index, j.recorded_at, j.previous, j.hash, j.event
                        from preservation.journal_object o join preservation.journal j on j.index = o.index
                        where o.object = :object and o.index > :after order by o.index limit :limit
                        """)
                .bind("object", object)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> JournalRows.read(row))
                .list());
    }

    @Override
    public Optional<JournalEntry> last() {
        return database.read(handle -> handle.createQuery("""
                        select index, recorded_at, previous, hash, event from preservation.journal
                        order by index desc limit 1
                        """)
                .map((row, context) -> JournalRows.read(row))
                .findOne());
    }
}
