package vn.khoso.preservation.rebuild.jdbc;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import vn.khoso.preservation.catalogue.KeptDetail;
import vn.khoso.preservation.catalogue.WithdrawalDetail;
import vn.khoso.preservation.catalogue.jdbc.CopyRows;
import vn.khoso.preservation.catalogue.jdbc.JdbcCatalogue;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.fixity.jdbc.JdbcFixityLog;
import vn.khoso.preservation.journal.jdbc.JournalChange;
import vn.khoso.preservation.rebuild.EmptyArchive;
import vn.khoso.preservation.retention.jdbc.JdbcRetentionSchedule;

/** Replays entries into PostgreSQL through the adapters that wrote them the first time. */
public final class JdbcEmptyArchive implements EmptyArchive {

    private final Database database;
    private final JdbcCatalogue catalogue;
    private final JdbcRetentionSchedule schedule;
    private final JdbcFixityLog fixity;
    private final Clock clock;

    public JdbcEmptyArchive(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.catalogue = new JdbcCatalogue(source, clock);
        this.schedule = new JdbcRetentionSchedule(source, clock);
        this.fixity = new JdbcFixityLog(source, clock);
        this.clock = clock;
    }

    @Override
    public boolean empty() {
        return database.read(
                handle -> handle.createQuery("""
                        select index = 0 and not exists (select 1 from preservation.package) from preservation.journal_head
                        """).mapTo(Boolean.class).one());
    }

    @Override
    public void replay(List<Step> steps) {
        database.transaction(handle -> {
            JournalChange change = JournalChange.begin(handle, clock);
            change.adopt(steps.stream().map(Step::entry).toList());
            steps.forEach(step -> replay(handle, change, step));
            fixity.replay(handle, steps.stream().map(Step::entry).toList());
            change.finish();
            return steps.size();
        });
    }

    private void replay(Handle handle, JournalChange change, Step step) {
        change.asRecorded(step.entry());
        step.rows().ifPresent(rows -> catalogue.replay(handle, change, rows.entry(), rows.records(), step.entry()));
        for (int lost = 0; lost < step.lost(); lost++) {
            change.nextSequence();
        }
        WithdrawalDetail.read(step.entry().event()).ifPresent(record -> catalogue.conceal(handle, change, record));
        if (KeptDetail.read(step.entry().event()).isEmpty()) {
            CopyRows.follow(handle, step.entry());
        }
        schedule.apply(handle, change, step.entry());
    }
}
