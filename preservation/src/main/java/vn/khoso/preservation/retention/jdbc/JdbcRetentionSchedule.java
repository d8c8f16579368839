package vn.khoso.preservation.retention.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.journal.jdbc.JournalChange;
import vn.khoso.preservation.retention.RetentionSchedule;
import vn.khoso.preservation.retention.RetentionTable;
import vn.khoso.preservation.retention.ScheduleChange;
import vn.khoso.preservation.retention.ScheduleDetail;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.RetentionJson;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.retention.RetentionRule;

/** The retention schedule in PostgreSQL. The newest table is kept in memory and asked for again when its revision has moved on. */
public final class JdbcRetentionSchedule implements RetentionSchedule {

    private final Database database;
    private final Clock clock;
    private volatile RetentionTable newest = new RetentionTable(0, List.of(), Map.of());

    public JdbcRetentionSchedule(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    @Override
    public RetentionTable current() {
        RetentionTable known = newest;
        if (known.revision() == database.read(JdbcRetentionSchedule::revision)) {
            return known;
        }
        return database.transaction(handle -> {
            RetentionTable table = table(handle, revision(handle));
            newest = table;
            return table;
        });
    }

    private static long revision(Handle handle) {
        return handle.createQuery("select schedule from preservation.journal_head")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public RetentionTable at(long revision) {
        return database.transaction(handle -> table(handle, revision));
    }

    @Override
    public List<JournalEntry> change(List<ScheduleChange> changes) {
        return database.transaction(handle -> {
            JournalChange change = JournalChange.begin(handle, clock);
            List<JournalEntry> entries = new ArrayList<>();
            for (ScheduleChange one : changes) {
                JournalEntry entry =
                        change.append(List.of(ScheduleDetail.complete(one))).getFirst();
                apply(handle, change, entry);
                entries.add(entry);
            }
            change.finish();
            return entries;
        });
    }

    /**
     * Writes what a journal entry says of the schedule; part of {@link #change} or of a rebuild's transaction. Other events
     * are passed over.
     */
    public void apply(Handle handle, JournalChange change, JournalEntry entry) {
        Optional<ScheduleDetail> said = ScheduleDetail.of(entry.event());
        if (said.isEmpty()) {
            return;
        }
        switch (said.get()) {
            case ScheduleDetail.Rule added -> insert(handle, entry.index(), added.rule());
            case ScheduleDetail.Mapping mapped ->
                insert(handle, entry.index(), mapped.documentTypeCode(), mapped.ruleCode());
        }
        change.scheduleChanged(entry.index());
    }

    private static void insert(Handle handle, long since, RetentionRule rule) {
        int highest = handle.createQuery(
                        "select coalesce(max(version), 0) from preservation.retention_rule where code = :code")
                .bind("code", rule.code())
                .mapTo(Integer.class)
                .one();
        if (rule.version() != highest + 1) {
            throw new IllegalArgumentException(
                    "version " + rule.version() + " of " + rule.code() + " does not follow version " + highest);
        }
        handle.createUpdate("""
                        insert into preservation.retention_rule (code, version, since, rule)
                        values (:code, :version, :since, :rule)
                        """)
                .bind("code", rule.code())
                .bind("version", rule.version())
                .bind("since", since)
                .bind("rule", CanonicalJson.text(RetentionJson.write(rule)))
                .execute();
    }

    private static void insert(Handle handle, long since, String documentType, String ruleCode) {
        int rows = handle.createUpdate("""
                        insert into preservation.retention_mapping (document_type, since, rule_code)
                        select :type, :since, :code
                        where exists (select 1 from preservation.retention_rule where code = :code)
                        """)
                .bind("type", documentType)
                .bind("since", since)
                .bind("code", ruleCode)
                .execute();
        if (rows == 0) {
            throw new IllegalArgumentException("there is no rule " + ruleCode);
        }
    }

    private static RetentionTable table(Handle handle, long revision) {
        List<RetentionRule> rules = handle.createQuery(
                        "select rule from preservation.retention_rule where since <= :revision order by code, version")
                .bind("revision", revision)
                .map((row, context) -> rule(row.getString("rule")))
                .list();
        Map<String, String> mapping = new TreeMap<>();
        handle.createQuery("""
                        select distinct on (document_type) document_type, rule_code from preservation.retention_mapping
                        where since <= :revision order by document_type, since desc
                        """)
                .bind("revision", revision)
                .map((row, context) -> Map.entry(row.getString("document_type"), row.getString("rule_code")))
                .forEach(entry -> mapping.put(entry.getKey(), entry.getValue()));
        return new RetentionTable(revision, rules, mapping);
    }

    private static RetentionRule rule(String text) {
        return RetentionJson.readRule(StrictJson.own(text.getBytes(StandardCharsets.UTF_8)));
    }
}
