package vn.khoso.preservation.catalogue.jdbc;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.catalogue.jdbc.CatalogueRows.RecordRow;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.fault.ArchiveFault.AlreadyStored;
import vn.khoso.preservation.journal.jdbc.JournalChange;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.RetentionJson;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** The catalogue in PostgreSQL. */
public final class JdbcCatalogue implements CatalogueStore {

    /** A package is kept by its ingestion, or by being found again when the journal had lost it. */
    private static final Set<EventType> KEPT_BY = EnumSet.of(EventType.INGESTION, EventType.RECOVERY);

    private final Database database;
    private final Clock clock;

    public JdbcCatalogue(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    @Override
    public List<JournalEntry> put(PackageEntry entry, List<RecordEntry> records, List<Event> events) {
        List<RecordRow> rows = records.stream().map(RecordRow::of).toList();
        return database.transaction(handle -> {
            JournalChange change = JournalChange.begin(handle, clock);
            if (present(handle, entry)) {
                return List.<JournalEntry>of();
            }
            List<JournalEntry> entries = change.append(events);
            insert(handle, change, entry, rows, ingestion(entries));
            entries.forEach(appended -> CopyRows.follow(handle, appended));
            change.finish();
            return entries;
        });
    }

    /**
     * Makes rows again from what the journal and storage say; part of a rebuild's transaction.
     *
     * @param ingestion the entry that recorded that the package is kept; it is in the journal already
     */
    public void replay(
            Handle handle,
            JournalChange change,
            PackageEntry entry,
            List<RecordEntry> records,
            JournalEntry ingestion) {
        insert(handle, change, entry, records.stream().map(RecordRow::of).toList(), ingestion.index());
        CopyRows.follow(handle, ingestion);
    }

    @Override
    public Optional<JournalEntry> withdraw(RecordId id, Event event) {
        if (!id.toString().equals(event.detail().get("record"))) {
            throw new IllegalArgumentException("the event of a withdrawal names its record");
        }
        return database.transaction(handle -> {
            JournalChange change = JournalChange.begin(handle, clock);
            if (!conceal(handle, change, id)) {
                return Optional.<JournalEntry>empty();
            }
            JournalEntry entry = change.append(List.of(event)).getFirst();
            change.finish();
            return Optional.of(entry);
        });
    }

    /** Turns the record's row into a tombstone; part of a rebuild's transaction or of {@link #withdraw}. */
    public boolean conceal(Handle handle, JournalChange change, RecordId id) {
        boolean visible = handle.createQuery("select visible from preservation.record where id = :id")
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
        if (visible) {
            handle.createUpdate("""
                            update preservation.record set visible = false, sequence = :sequence, changed_at = :at where id = :id
                            """)
                    .bind("sequence", change.nextSequence())
                    .bind("at", change.recordedAt())
                    .bind("id", id.value())
                    .execute();
        }
        return visible;
    }

    @Override
    public Optional<PackageEntry> find(AipId aip) {
        return database.read(handle -> handle.createQuery("select " + CatalogueRows.PACKAGE_COLUMNS
                        + " from preservation.package where aip = :aip and newest")
                .bind("aip", aip.value())
                .map((row, context) -> CatalogueRows.readPackage(row))
                .findOne());
    }

    @Override
    public long ingestionIndex(AipId aip) {
        return database.read(handle -> handle.createQuery(
                        "select ingestion_index from preservation.package where aip = :aip and newest")
                .bind("aip", aip.value())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new IllegalArgumentException("not in the catalogue: " + aip)));
    }

    @Override
    public List<CopyEntry> copies(AipId aip) {
        return database.read(handle -> handle.createQuery(
                        "select " + CopyRows.COLUMNS
                                + " from preservation.copy join preservation.package using (aip, version) where aip = :aip and newest order by volume")
                .bind("aip", aip.value())
                .map((row, context) -> CopyRows.read(row))
                .list());
    }

    @Override
    public Optional<RecordEntry> record(RecordId id) {
        return records("where id = :id", query -> query.bind("id", id.value())).stream()
                .findFirst();
    }

    @Override
    public List<RecordEntry> recordsOf(AipId aip) {
        return records("where aip = :aip order by ordinal", query -> query.bind("aip", aip.value()));
    }

    @Override
    public List<PackageEntry> packagesAfter(Optional<AipId> after, int limit) {
        String keyset = after.isPresent() ? "aip > :after and " : "";
        return database.read(handle -> {
            Query query = handle.createQuery("select " + CatalogueRows.PACKAGE_COLUMNS
                    + " from preservation.package where " + keyset + "newest order by aip limit :limit");
            after.ifPresent(aip -> query.bind("after", aip.value()));
            return query.bind("limit", limit)
                    .map((row, context) -> CatalogueRows.readPackage(row))
                    .list();
        });
    }

    @Override
    public List<PackagePromise> promisesAfter(Optional<AipId> after, int limit) {
        String keyset = after.isPresent() ? "aip > :after and " : "";
        return database.read(handle -> {
            Query query = handle.createQuery("select aip, version, root_digest, bytes,"
                    + " (select array_agg(volume) from preservation.copy one where one.aip = package.aip"
                    + " and one.version = package.version and one.state = 'KEPT')"
                    + " from preservation.package where " + keyset + "newest order by aip limit :limit");
            after.ifPresent(aip -> query.bind("after", aip.value()));
            return query.bind("limit", limit)
                    .map((row, context) -> CatalogueRows.readPromise(row))
                    .list();
        });
    }

    @Override
    public long packageCount() {
        return database.read(handle -> handle.createQuery("select count(*) from preservation.package where newest")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<RecordEntry> changes(HarvestWindow window, int limit) {
        return records(
                Harvest.where(window) + " order by sequence limit :limit",
                query -> Harvest.bind(query, window).bind("limit", limit));
    }

    @Override
    public long countChanges(HarvestWindow window, int ceiling) {
        return database.read(handle -> Harvest.bind(
                        handle.createQuery("select count(*) from (select 1 from preservation.record "
                                + Harvest.where(window) + " limit :limit) counted"),
                        window)
                .bind("limit", ceiling + 1L)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<RecordEntry> sameResult(AdministrativeResult like) {
        return SameResult.key(like)
                .map(key -> records(
                        "where same_result = :key and visible order by sequence limit 100",
                        query -> query.bind("key", key)))
                .orElse(List.of());
    }

    private interface Binding {
        Query to(Query query);
    }

    private List<RecordEntry> records(String where, Binding binding) {
        return database.read(handle -> binding.to(handle.createQuery(
                        "select " + CatalogueRows.RECORD_COLUMNS + " from preservation.record " + where))
                .map((row, context) -> CatalogueRows.readRecord(row))
                .list());
    }

    private static boolean present(Handle handle, PackageEntry entry) {
        Optional<String> there = handle.createQuery(
                        "select root_digest from preservation.package where aip = :aip and version = :version")
                .bind("aip", entry.aip().value())
                .bind("version", entry.version())
                .mapTo(String.class)
                .findOne();
        if (there.isPresent() && !there.get().equals(entry.rootDigest().hex())) {
            throw new AlreadyStored(
                    entry.aip() + " version " + entry.version() + " is in the catalogue with other bytes");
        }
        return there.isPresent();
    }

    private static long ingestion(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> KEPT_BY.contains(entry.event().type()))
                .mapToLong(JournalEntry::index)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("a package without an event of its ingestion"));
    }

    private static void insert(
            Handle handle, JournalChange change, PackageEntry entry, List<RecordRow> records, long ingestionIndex) {
        if (entry.version() > 1) {
            handle.createUpdate("update preservation.package set newest = false where aip = :aip and newest")
                    .bind("aip", entry.aip().value())
                    .execute();
        }
        handle.createUpdate("""
                        insert into preservation.package (aip, version, newest, sip, producer, root_digest, file_count, bytes,
                            record_count, stored_at, ingestion_index, retention_kind, retention_due, retention_rule, retention)
                        values (:aip, :version, true, :sip, :producer, :rootDigest, :fileCount, :bytes,
                            :recordCount, :storedAt, :ingestionIndex, :kind, :due, :rule, :retention)
                        """)
                .bind("aip", entry.aip().value())
                .bind("version", entry.version())
                .bind("sip", entry.sip().value())
                .bind("producer", entry.producer().value())
                .bind("rootDigest", entry.rootDigest().hex())
                .bind("fileCount", entry.fileCount())
                .bind("bytes", entry.bytes())
                .bind("recordCount", entry.recordCount())
                .bind("storedAt", entry.storedAt())
                .bind("ingestionIndex", ingestionIndex)
                .bind("kind", CatalogueRows.kind(entry.retention().period()))
                .bind("due", entry.retention().due().orElse(null))
                .bind("rule", entry.retention().ruleCode().orElse(null))
                .bind("retention", CanonicalJson.text(RetentionJson.write(entry.retention())))
                .execute();
        if (!records.isEmpty()) {
            insert(handle, change, records);
        }
    }

    private static void insert(Handle handle, JournalChange change, List<RecordRow> records) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into preservation.record (id, aip, ordinal, sequence, changed_at, visible, custodian, open,
                    same_result, result, files, retention)
                values (:id, :aip, :ordinal, :sequence, :changedAt, :visible, :custodian, :open,
                    :sameResult, :result, :files, :retention)
                on conflict (id) do update set sequence = excluded.sequence, changed_at = excluded.changed_at,
                    visible = excluded.visible, custodian = excluded.custodian, open = excluded.open,
                    same_result = excluded.same_result, result = excluded.result, files = excluded.files,
                    retention = excluded.retention
                """);
        for (RecordRow row : records) {
            batch.bind("id", row.id())
                    .bind("aip", row.aip())
                    .bind("ordinal", row.ordinal())
                    .bind("sequence", change.nextSequence())
                    .bind("changedAt", change.recordedAt())
                    .bind("visible", row.visible())
                    .bind("custodian", row.custodian())
                    .bind("open", row.open())
                    .bind("sameResult", row.sameResult())
                    .bind("result", row.result())
                    .bind("files", row.files())
                    .bind("retention", row.retention())
                    .add();
        }
        batch.execute();
    }
}
