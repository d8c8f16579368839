package vn.khoso.preservation.fixity.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fixity.coverage.FixityCoverage.Coverage;
import vn.khoso.preservation.fixity.coverage.FixityCoverage.Share;
import vn.khoso.preservation.fixity.coverage.FixityCoverage.Unread;
import vn.khoso.preservation.fixity.coverage.jdbc.JdbcFixityCoverage;
import vn.khoso.preservation.rebuild.Rebuild;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.oais.AipId;

/** What was read, how lately, and what was not: for each volume, agency and day. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FixityCoverageTest {

    private static final Instant START = Instant.parse("2026-03-02T03:00:00.123456Z");
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(START);
    private final DataSource database = EmbeddedDatabase.fresh();
    private TestArchive all;
    private FixityCoverage coverage = new JdbcFixityCoverage(database, clock);

    @BeforeEach
    void start() {
        all = new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")), database, clock, TestArchive.Trial.NONE);
        all.loadStarterSchedule();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private void audit(AuditScope scope) {
        all.archive.auditor().start("tester", Samples.ARCHIVE, 0, scope);
        assertThat(all.archive.workOnAudit()).isTrue();
    }

    private Coverage now(int days) {
        coverage.refresh();
        return coverage.coverage(days);
    }

    @Test
    void a_copy_counts_as_checked_for_as_long_as_it_was_read_lately() {
        all.store(Samples.result(1));
        all.store(Samples.result(2));
        assertThat(now(90).shares()).hasSize(2).allSatisfy(share -> {
            assertThat(share.copies()).isEqualTo(2);
            assertThat(share.checked()).as("read back before the receipt").isEqualTo(2);
            assertThat(share.share()).isEqualTo(1);
        });
        clock.forward(Duration.ofDays(100));
        assertThat(now(90).shares()).extracting(Share::checked).containsExactly(0L, 0L);
        assertThat(now(365).shares()).extracting(Share::checked).containsExactly(2L, 2L);

        audit(new AuditScope(List.of(all.site(1).volume()), Optional.empty()));
        Coverage after = now(90);
        assertThat(after.shares()).extracting(Share::name).containsExactly("a", "b");
        assertThat(after.shares()).extracting(Share::checked).containsExactly(0L, 2L);
        assertThat(after.shares().getLast().checkedBytes())
                .isEqualTo(after.shares().getLast().bytes());
        assertThat(after.oldest()).extracting(Unread::since).containsExactly(START, clock.instant());
    }

    @Test
    void a_bad_copy_is_not_a_checked_one() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        clock.forward(Duration.ofDays(100));
        Files.writeString(all.onDisk(0, aip, "v1/content/sip/data/1.pdf"), "not this");
        audit(AuditScope.EVERYTHING);
        Share a = now(90).shares().getFirst();
        assertThat(a.checked()).isZero();
        assertThat(a.owed()).isEqualTo(1);
        assertThat(coverage.calendar(DAY, DAY.plusDays(200)))
                .extracting(FixityCoverage.Day::bad)
                .containsExactly(1L, 0L);
    }

    @Test
    void the_calendar_has_the_sums_of_each_day_by_the_clock_of_vietnam() {
        all.store(Samples.result(1));
        audit(AuditScope.EVERYTHING);
        audit(AuditScope.EVERYTHING);
        clock.forward(Duration.ofHours(14));
        audit(AuditScope.EVERYTHING);
        List<FixityCoverage.Day> days = coverage.calendar(DAY, DAY.plusDays(1));
        assertThat(days)
                .extracting(FixityCoverage.Day::day)
                .containsExactly(DAY, DAY, DAY.plusDays(1), DAY.plusDays(1));
        assertThat(days).extracting(FixityCoverage.Day::copies).containsExactly(2L, 2L, 1L, 1L);
        assertThat(days).extracting(FixityCoverage.Day::name).containsExactly("a", "b", "a", "b");
        assertThat(days.getFirst().bytes()).isEqualTo(2 * days.getLast().bytes());
        assertThat(coverage.calendar(DAY.plusDays(2), DAY.plusDays(9))).isEmpty();
    }

    @Test
    void what_was_not_read_for_three_years_is_named_a_page_at_a_time() {
        List<AipId> kept = new ArrayList<>();
        for (int n = 1; n <= 5; n++) {
            kept.add(all.store(Samples.result(n)).aip());
            clock.forward(Duration.ofDays(1));
        }
        Instant ceiling = clock.instant().plus(Duration.ofDays(1_092)).minus(FixityCoverage.CEILING);
        clock.forward(Duration.ofDays(1_092));
        assertThat(coverage.countUnreadSince(ceiling)).isEqualTo(2 * 2);
        List<Unread> seen = new ArrayList<>();
        Optional<FixityCoverage.Position> after = Optional.empty();
        for (List<Unread> page = coverage.unreadSince(ceiling, after, 3);
                !page.isEmpty();
                page = coverage.unreadSince(ceiling, after, 3)) {
            seen.addAll(page);
            after = Optional.of(page.getLast().position());
        }
        assertThat(seen).extracting(Unread::aip).containsExactly(kept.get(0), kept.get(0), kept.get(1), kept.get(1));
        assertThat(seen).extracting(Unread::name).containsExactly("a", "b", "a", "b");
        audit(AuditScope.EVERYTHING);
        assertThat(coverage.countUnreadSince(ceiling)).isZero();
    }

    @Test
    void a_rebuild_knows_again_what_was_read_and_when() throws IOException {
        AipId aip = all.store(Samples.result(1)).aip();
        all.store(Samples.result(2));
        clock.forward(Duration.ofDays(3));
        Files.writeString(all.onDisk(1, aip, "v1/content/sip/data/1.pdf"), "not this");
        audit(AuditScope.EVERYTHING);
        all.turn(all.site(1));
        clock.forward(Duration.ofDays(3));
        audit(AuditScope.EVERYTHING);
        all.segments.shipPending();
        Coverage before = now(2);
        List<FixityCoverage.Day> days = coverage.calendar(DAY, DAY.plusDays(30));
        assertThat(days).hasSize(4);

        DataSource other = EmbeddedDatabase.fresh();
        List<Rebuild.Report> reports = new ArrayList<>();
        all = all.rebuiltFrom(0, other, reports);
        coverage = new JdbcFixityCoverage(other, clock);
        assertThat(now(2).shares()).isEqualTo(before.shares());
        assertThat(coverage.calendar(DAY, DAY.plusDays(30))).isEqualTo(days);
    }

    /** 200,000 packages on two volumes, made by SQL: what the plans are, and what they cost. */
    @Test
    @Tag("nightly")
    void questions_of_a_large_archive_are_answered_from_indexes_and_summaries() throws SQLException {
        UUID a = all.site(0).volume();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(
                    "insert into preservation.package select gen_random_uuid(), 1, true, gen_random_uuid(), 'H56.' || n % 200, 'x', 5,"
                            + " 500000, 1, timestamptz '2026-03-02' - n * interval '9 minutes', n, 'PERMANENT', null, null, '{}'"
                            + " from generate_series(1, 200000) n");
            sql.execute("insert into preservation.copy select aip, 1, volume.id, 'KEPT', stored_at, null, stored_at"
                    + " from preservation.package, preservation.volume");
            sql.execute(
                    "insert into preservation.fixity_day select date '2026-03-02' - d, volume.id, 'H56.' || n, 400, 100000000, 0"
                            + " from generate_series(0, 1094) d, generate_series(1, 200) n, preservation.volume");
            sql.execute("analyze preservation.package, preservation.copy, preservation.fixity_day");
            took("summary made anew", coverage::refresh);
            took("coverage", () -> assertThat(coverage.coverage(90).shares()).hasSize(400));
            took(
                    "calendar of a year",
                    () -> assertThat(coverage.calendar(DAY.minusDays(364), DAY)).hasSize(730));
            took("count of overdue", () -> coverage.countUnreadSince(START.minus(FixityCoverage.CEILING)));
            took(
                    "page of overdue",
                    () -> assertThat(coverage.unreadSince(START.minus(FixityCoverage.CEILING), Optional.empty(), 200))
                            .hasSize(200));
            List<String> plan = explain(
                    sql,
                    "select aip from preservation.copy where state = 'KEPT' and volume = '" + a
                            + "' order by coalesce(verified_at, since), aip, version limit 1");
            assertThat(plan)
                    .anyMatch(line -> line.contains("copy_by_age"))
                    .noneMatch(line -> line.contains("Seq Scan"));
            List<String> days = explain(
                    sql,
                    "select day, volume, sum(copies) from preservation.fixity_day"
                            + " where day between date '2025-12-02' and date '2026-03-02' group by day, volume");
            assertThat(days).anyMatch(line -> line.contains("fixity_day_pkey"));
            all.archive
                    .auditor()
                    .start(
                            "tester",
                            Samples.ARCHIVE,
                            0,
                            new AuditScope(
                                    List.of(), Optional.of(new vn.khoso.schemas.catalogue.AuditSample(9, 300, 100))));
            took(
                    "choice of a sample",
                    () -> all.fixity.choose(all.fixity.running().orElseThrow()));
        }
    }

    private static void took(String what, Runnable work) {
        long begun = System.nanoTime();
        work.run();
        System.out.printf("%s: %.1f ms%n", what, (System.nanoTime() - begun) / 1e6);
    }

    private static List<String> explain(Statement sql, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery("explain (analyze, buffers off) " + query)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        lines.forEach(System.out::println);
        return lines;
    }
}
