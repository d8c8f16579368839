package vn.khoso.preservation.fixity.coverage.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.fixity.coverage.FixityCoverage;
import vn.khoso.schemas.oais.AipId;

/** Coverage from PostgreSQL: a small summary of all copies, sums of days that audits keep, and an index by age. */
public final class JdbcFixityCoverage implements FixityCoverage {

    /** A summary that costs less is made anew by whoever asks, when it is older than {@link #YOUNG}. */
    private static final Duration CHEAP = Duration.ofMillis(250);

    private static final Duration YOUNG = Duration.ofSeconds(5);
    private static final Duration AT_LEAST = Duration.ofMinutes(1);
    private static final int SHARE_OF_TIME = 100;

    private static final String UNREAD = """
            select copy.aip, copy.version, copy.volume, coalesce(volume.name, '') as name, coalesce(package.producer, '') as producer,
                coalesce(copy.verified_at, copy.since) as read_at, copy.verified_at is null as never
            from preservation.copy
                left join preservation.volume on volume.id = copy.volume
                left join preservation.package on package.aip = copy.aip and package.version = copy.version
            where copy.state = 'KEPT'
            """;

    private final Database database;
    private final Clock clock;

    public JdbcFixityCoverage(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    private record Head(Instant asOf, Duration took) {}

    private Optional<Head> head() {
        return database.read(handle -> head(handle, ""));
    }

    private static Optional<Head> head(Handle handle, String lock) {
        return handle.createQuery("select as_of, took_ms from preservation.fixity_age_head" + lock)
                .map((row, context) ->
                        new Head(row.getTimestamp("as_of").toInstant(), Duration.ofMillis(row.getLong("took_ms"))))
                .findOne();
    }

    @Override
    public void keepFresh() {
        refreshWhen(head -> olderThan(head, longer(AT_LEAST, head.took().multipliedBy(SHARE_OF_TIME))));
    }

    private void freshForAReader() {
        refreshWhen(head -> head.took().compareTo(CHEAP) < 0 && olderThan(head, YOUNG));
    }

    private void refreshWhen(Predicate<Head> old) {
        if (head().filter(old.negate()).isEmpty()) {
            refresh(old);
        }
    }

    private boolean olderThan(Head head, Duration age) {
        return head.asOf().plus(age).isBefore(clock.instant()) || head.asOf().isAfter(clock.instant());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void refresh() {
        refresh(head -> true);
    }

    /** @param old asked once more when nobody else can make it anew: who waited for another finds it done */
    private void refresh(Predicate<Head> old) {
        database.transaction(handle -> {
            // The head's row first: one at a time. Whoever reads sees the summary before until this one is whole.
            handle.createUpdate("""
                            insert into preservation.fixity_age_head (as_of, took_ms) values (:never, 0)
                            on conflict (only_row) do nothing
                            """).bind("never", Instant.EPOCH).execute();
            Head head = head(handle, " for update").orElseThrow();
            if (!old.test(head)) {
                return 0;
            }
            long begun = System.nanoTime();
            handle.createUpdate("update preservation.fixity_age_head set as_of = :now")
                    .bind("now", clock.instant())
                    .execute();
            handle.execute("delete from preservation.fixity_age");
            handle.execute("""
                    insert into preservation.fixity_age (volume, producer, day, copies, bytes, owed)
                    select copy.volume, package.producer,
                        coalesce((copy.verified_at at time zone 'Asia/Ho_Chi_Minh')::date, date '0001-01-01'),
                        count(*), sum(package.bytes), copy.state = 'OWED'
                    from preservation.copy
                        join preservation.package on package.aip = copy.aip and package.version = copy.version
                    group by 1, 2, 3, 6
                    """);
            return handle.createUpdate("update preservation.fixity_age_head set took_ms = :took")
                    .bind("took", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
                    .execute();
        });
    }

    @Override
    public Coverage coverage(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("not a number of days: " + days);
        }
        freshForAReader();
        LocalDate from = LocalDate.ofInstant(clock.instant(), ZONE).minusDays(days - 1L);
        return database.read(handle -> new Coverage(
                handle.createQuery("select as_of from preservation.fixity_age_head")
                        .map((row, context) -> row.getTimestamp(1).toInstant())
                        .one(),
                days,
                shares(handle, from),
                oldest(handle)));
    }

    private static List<Share> shares(Handle handle, LocalDate from) {
        return handle.createQuery("""
                        select age.volume, coalesce(volume.name, '') as name, age.producer,
                            coalesce(sum(copies) filter (where not owed), 0) as copies,
                            coalesce(sum(bytes) filter (where not owed), 0) as bytes,
                            coalesce(sum(copies) filter (where not owed and day >= :from), 0) as checked,
                            coalesce(sum(bytes) filter (where not owed and day >= :from), 0) as checked_bytes,
                            coalesce(sum(copies) filter (where not owed and day = date '0001-01-01'), 0) as never,
                            coalesce(sum(copies) filter (where owed), 0) as owed
                        from preservation.fixity_age age left join preservation.volume on volume.id = age.volume
                        group by age.volume, volume.name, age.producer order by volume.name, age.volume, age.producer
                        """)
                .bind("from", from)
                .map((row, context) -> new Share(
                        row.getObject("volume", UUID.class),
                        row.getString("name"),
                        row.getString("producer"),
                        row.getLong("copies"),
                        row.getLong("bytes"),
                        row.getLong("checked"),
                        row.getLong("checked_bytes"),
                        row.getLong("never"),
                        row.getLong("owed")))
                .list();
    }

    private static List<Unread> oldest(Handle handle) {
        return volumes(handle).stream()
                .flatMap(volume -> handle
                        .createQuery(
                                UNREAD + " and copy.volume = :volume order by coalesce(copy.verified_at, copy.since),"
                                        + " copy.aip, copy.version limit 1")
                        .bind("volume", volume)
                        .map((row, context) -> unread(row))
                        .list()
                        .stream())
                .toList();
    }

    private static List<UUID> volumes(Handle handle) {
        return handle.createQuery("select id from preservation.volume order by name")
                .mapTo(UUID.class)
                .list();
    }

    private static Unread unread(ResultSet row) throws SQLException {
        return new Unread(
                new AipId(row.getObject("aip", UUID.class)),
                row.getInt("version"),
                row.getObject("volume", UUID.class),
                row.getString("name"),
                row.getString("producer"),
                row.getTimestamp("read_at").toInstant(),
                row.getBoolean("never"));
    }

    @Override
    public List<Day> calendar(LocalDate from, LocalDate to) {
        return database.read(handle -> handle.createQuery("""
                        select day, read.volume, coalesce(volume.name, '') as name, sum(copies) as copies, sum(bytes) as bytes, sum(bad) as bad
                        from preservation.fixity_day read left join preservation.volume on volume.id = read.volume
                        where day between :from and :to
                        group by day, read.volume, volume.name order by day, volume.name, read.volume
                        """)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Day(
                        row.getObject("day", LocalDate.class),
                        row.getObject("volume", UUID.class),
                        row.getString("name"),
                        row.getLong("copies"),
                        row.getLong("bytes"),
                        row.getLong("bad")))
                .list());
    }

    /** Volume by volume, each by its part of the index, then as many of them all as were asked for. */
    @Override
    public List<Unread> unreadSince(Instant since, Optional<Position> after, int limit) {
        String keyset = after.isPresent()
                ? " and (coalesce(copy.verified_at, copy.since), copy.aip, copy.version, copy.volume)"
                        + " > (:at, :aip, :version, :last) and coalesce(copy.verified_at, copy.since) >= :at"
                : "";
        return database.read(handle -> volumes(handle).stream()
                .flatMap(volume -> {
                    Query query = handle.createQuery(UNREAD + " and copy.volume = :volume"
                            + " and coalesce(copy.verified_at, copy.since) < :since" + keyset
                            + " order by coalesce(copy.verified_at, copy.since), copy.aip, copy.version limit :limit");
                    after.ifPresent(one -> query.bind("at", Timestamp.from(one.since()))
                            .bind("aip", one.aip().value())
                            .bind("version", one.version())
                            .bind("last", one.volume()));
                    return query
                            .bind("volume", volume)
                            .bind("since", Timestamp.from(since))
                            .bind("limit", limit)
                            .map((row, context) -> unread(row))
                            .list()
                            .stream();
                })
                .sorted(Comparator.comparing(Unread::since)
                        .thenComparing(one -> one.aip().toString())
                        .thenComparing(Unread::version)
                        .thenComparing(one -> one.volume().toString()))
                .limit(limit)
                .toList());
    }

    @Override
    public long countUnreadSince(Instant since) {
        return database.read(handle -> volumes(handle).stream()
                .mapToLong(volume -> handle.createQuery("""
                                select count(*) from (select 1 from preservation.copy where volume = :volume and state = 'KEPT'
                                    and coalesce(verified_at, since) < :since limit :most) counted
                                """)
                        .bind("volume", volume)
                        .bind("since", Timestamp.from(since))
                        .bind("most", MOST_OVERDUE + 1)
                        .mapTo(Long.class)
                        .one())
                .sum());
    }
}
