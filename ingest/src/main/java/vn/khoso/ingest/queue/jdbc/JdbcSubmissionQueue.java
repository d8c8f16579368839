package vn.khoso.ingest.queue.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import vn.khoso.ingest.queue.SubmissionQueue;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Lane;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.SignedReceipt;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.SubmissionFilter;

/** {@link SubmissionQueue} in the schema {@code ingest}. */
public final class JdbcSubmissionQueue implements SubmissionQueue {

    /** Greater than the UUID of any submission. */
    private static final String BEYOND_ALL = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    private final Database database;

    public JdbcSubmissionQueue(DataSource source) {
        this.database = new Database(source);
    }

    @Override
    public Submission put(Submission submission, Lane lane, Optional<String> idempotencyKey) {
        return database.transaction(handle -> {
            int inserted = handle.createUpdate("""
                            insert into ingest.submission (id, aip, producer, depositor, file_name, size, sha256, received_at,
                                lane, state, due_at, progress, idempotency_key)
                            values (:id, :aip, :producer, :depositor, :fileName, :size, :sha256, :receivedAt,
                                :lane, 'WAITING', :receivedAt, :progress, :key)
                            on conflict (depositor, idempotency_key) where idempotency_key is not null do nothing
                            """)
                    .bind("id", submission.id().value())
                    .bind("aip", submission.aip().value())
                    .bind("producer", submission.producer().value())
                    .bind("depositor", submission.depositor())
                    .bind("fileName", submission.fileName())
                    .bind("size", submission.size())
                    .bind("sha256", submission.digest().hex())
                    .bind("receivedAt", at(submission.receivedAt()))
                    .bind("lane", lane.name())
                    .bind("progress", SubmissionRows.progress(submission.progress()))
                    .bind("key", idempotencyKey.orElse(null))
                    .execute();
            return inserted == 1
                    ? submission
                    : underKey(handle, submission.depositor(), idempotencyKey.orElseThrow())
                            .orElseThrow();
        });
    }

    @Override
    public Optional<Submission> underKey(String depositor, String idempotencyKey) {
        return database.read(handle -> underKey(handle, depositor, idempotencyKey));
    }

    private static Optional<Submission> underKey(Handle handle, String depositor, String key) {
        return handle.createQuery(
                        "select * from ingest.submission where depositor = :depositor and idempotency_key = :key")
                .bind("depositor", depositor)
                .bind("key", key)
                .map(SubmissionRows::read)
                .findOne();
    }

    @Override
    public Optional<Submission> find(SipId sip) {
        return database.read(handle -> handle.createQuery("select * from ingest.submission where id = :id")
                .bind("id", sip.value())
                .map(SubmissionRows::read)
                .findOne());
    }

    @Override
    public List<Submission> page(SubmissionFilter filter, Optional<SipId> after, int limit) {
        String[] states = filter.states().stream().map(Enum::name).toArray(String[]::new);
        return database.read(handle -> handle.createQuery("""
                        select * from ingest.submission
                        where id < cast(:after as uuid)
                          and (:anyState or state = any (:states))
                          and (:producer = '' or producer = :producer)
                        order by id desc limit :limit
                        """)
                .bind("after", after.map(SipId::uuid).orElse(BEYOND_ALL))
                .bind("anyState", states.length == 0)
                .bindArray("states", String.class, (Object[]) states)
                .bind("producer", filter.producer().map(Object::toString).orElse(""))
                .bind("limit", limit)
                .map(SubmissionRows::read)
                .list());
    }

    @Override
    public long open() {
        return database.read(handle -> handle.createQuery(
                        "select count(*) from ingest.submission where state in ('WAITING', 'RUNNING', 'PARKED')")
                .mapTo(Long.class)
                .one());
    }

    /** One statement for both lanes: the second is looked into only where the first gave nothing. */
    @Override
    public Optional<Submission> take(Lane first, String worker, Instant now) {
        return database.transaction(handle -> handle.createQuery("""
                        with wanted as (
                            select id from ingest.submission
                            where state = 'WAITING' and lane = :first and due_at <= :now
                            order by id limit 1
                            for update skip locked),
                        other as (
                            select id from ingest.submission
                            where state = 'WAITING' and lane = :second and due_at <= :now and not exists (select 1 from wanted)
                            order by id limit 1
                            for update skip locked)
                        update ingest.submission
                        set state = 'RUNNING', worker = :worker, beat_at = :now, tries = tries + 1
                        where id = (select id from wanted union all select id from other)
                        returning *
                        """)
                .bind("worker", worker)
                .bind("first", first.name())
                .bind("second", first == Lane.BULK ? Lane.INTERACTIVE.name() : Lane.BULK.name())
                .bind("now", at(now))
                .map(SubmissionRows::read)
                .findOne());
    }

    @Override
    public void beat(SipId sip, Progress progress, Instant now) {
        database.transaction(handle -> handle.createUpdate("""
                        update ingest.submission set beat_at = :now, progress = :progress where id = :id and state = 'RUNNING'
                        """)
                .bind("id", sip.value())
                .bind("now", at(now))
                .bind("progress", SubmissionRows.progress(progress))
                .execute());
    }

    @Override
    public void archive(
            SipId sip, List<JudgedFinding> findings, StorageReceipt receipt, SignedReceipt signed, Instant now) {
        database.transaction(handle -> handle.createUpdate("""
                        update ingest.submission
                        set state = 'ARCHIVED', concluded_at = :now, findings = :findings, storage_receipt = :stored,
                            receipt = :receipt, signature = :signature, trouble = null, progress = :progress
                        where id = :id and state not in ('ARCHIVED', 'REFUSED')
                        """)
                .bind("id", sip.value())
                .bind("now", at(now))
                .bind("findings", SubmissionRows.findings(findings))
                .bind("stored", SubmissionRows.receipt(receipt))
                .bind("receipt", signed.document())
                .bind("signature", signed.signature())
                .bind("progress", SubmissionRows.progress(SubmissionRows.CONCLUDED))
                .execute());
    }

    @Override
    public void refuse(SipId sip, List<JudgedFinding> findings, Instant now) {
        database.transaction(handle -> handle.createUpdate("""
                        update ingest.submission
                        set state = 'REFUSED', concluded_at = :now, findings = :findings, trouble = null, progress = :progress
                        where id = :id and state not in ('ARCHIVED', 'REFUSED')
                        """)
                .bind("id", sip.value())
                .bind("now", at(now))
                .bind("findings", SubmissionRows.findings(findings))
                .bind("progress", SubmissionRows.progress(SubmissionRows.CONCLUDED))
                .execute());
    }

    @Override
    public void postpone(SipId sip, String trouble, Instant due) {
        database.transaction(handle -> handle.createUpdate("""
                        update ingest.submission set state = 'WAITING', worker = null, trouble = :trouble, due_at = :due
                        where id = :id and state = 'RUNNING'
                        """)
                .bind("id", sip.value())
                .bind("trouble", trouble)
                .bind("due", at(due))
                .execute());
    }

    @Override
    public void putBack(SipId sip, String trouble, Instant due) {
        database.transaction(handle -> handle.createUpdate("""
                        update ingest.submission
                        set state = 'WAITING', worker = null, tries = tries - 1, trouble = :trouble, due_at = :due
                        where id = :id and state = 'RUNNING'
                        """)
                .bind("id", sip.value())
                .bind("trouble", trouble)
                .bind("due", at(due))
                .execute());
    }

    @Override
    public void park(SipId sip, String trouble) {
        database.transaction(handle -> handle.createUpdate("""
                        update ingest.submission set state = 'PARKED', worker = null, trouble = :trouble
                        where id = :id and state = 'RUNNING'
                        """)
                .bind("id", sip.value())
                .bind("trouble", trouble)
                .execute());
    }

    @Override
    public boolean resume(SipId sip, Instant now) {
        // Not to 0: a step that asks "was there an earlier try?" must still hear yes.
        return database.transaction(handle -> handle.createUpdate("""
                                update ingest.submission set state = 'WAITING', tries = 1, due_at = :now
                                where id = :id and state = 'PARKED'
                                """)
                        .bind("id", sip.value())
                        .bind("now", at(now))
                        .execute()
                == 1);
    }

    @Override
    public int giveBack(Instant silentSince) {
        return database.transaction(handle ->
                handle.createUpdate("""
                        update ingest.submission set state = 'WAITING', worker = null
                        where state = 'RUNNING' and beat_at < :since
                        """).bind("since", at(silentSince)).execute());
    }

    @Override
    public int giveBackOf(String worker) {
        return database.transaction(
                handle -> handle.createUpdate("""
                        update ingest.submission set state = 'WAITING', worker = null
                        where state = 'RUNNING' and worker = :worker
                        """).bind("worker", worker).execute());
    }

    @Override
    public Optional<SignedReceipt> receipt(SipId sip) {
        return database.read(handle -> handle.createQuery(
                        "select receipt, signature from ingest.submission where id = :id and receipt is not null")
                .bind("id", sip.value())
                .map((row, context) -> new SignedReceipt(row.getBytes("receipt"), row.getBytes("signature")))
                .findOne());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
