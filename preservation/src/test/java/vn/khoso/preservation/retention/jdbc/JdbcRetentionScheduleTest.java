package vn.khoso.preservation.retention.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.retention.RetentionTable;
import vn.khoso.preservation.retention.ScheduleChange;
import vn.khoso.preservation.retention.StarterSchedule;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionRule;

class JdbcRetentionScheduleTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private final DataSource source = EmbeddedDatabase.fresh();
    private final JdbcRetentionSchedule schedule = new JdbcRetentionSchedule(source, CLOCK);
    private final Samples samples = new Samples(5);

    @Test
    void aNewScheduleIsEmpty() {
        assertThat(schedule.current()).isEqualTo(new RetentionTable(0, List.of(), java.util.Map.of()));
    }

    @Test
    void everyEarlierStateCanBeHadAgain() {
        JournalEntry first = add(rule("R", 1, 5)).getFirst();
        JournalEntry second = map("KQ.A", "R").getFirst();
        JournalEntry third = add(rule("R", 2, 50)).getFirst();
        assertThat(schedule.at(first.index()).rules()).containsExactly(rule("R", 1, 5));
        assertThat(schedule.at(first.index()).mapping()).isEmpty();
        assertThat(schedule.at(second.index()).mapping()).containsEntry("KQ.A", "R");
        assertThat(schedule.current()).isEqualTo(schedule.at(third.index()));
        assertThat(schedule.current().rules()).containsExactly(rule("R", 1, 5), rule("R", 2, 50));
    }

    @Test
    void aTypeCanBePutUnderAnotherRule() {
        add(rule("R", 1, 5));
        add(rule("S", 1, 10));
        map("KQ.A", "R");
        map("KQ.A", "S");
        assertThat(schedule.current().mapping()).containsOnly(java.util.Map.entry("KQ.A", "S"));
    }

    @Test
    void aSecondReaderSeesAChangeAtOnce() {
        JdbcRetentionSchedule other = new JdbcRetentionSchedule(source, CLOCK);
        assertThat(other.current().rules()).isEmpty();
        add(rule("R", 1, 5));
        assertThat(other.current().rules()).containsExactly(rule("R", 1, 5));
    }

    @Test
    void theJournalHoldsTheWholeChange() {
        add(rule("R", 1, 5));
        map("KQ.A", "R");
        List<JournalEntry> entries = new JdbcJournal(source, CLOCK).after(0, 10);
        assertThat(entries).extracting(entry -> entry.event().type()).containsOnly(EventType.RETENTION_RULE_CHANGE);
        assertThat(entries.get(0).event().detail().get("rule"))
                .contains("\"code\":\"R\"")
                .contains("\"period\":5");
        assertThat(entries.get(1).event().detail())
                .containsEntry("documentType", "KQ.A")
                .containsEntry("ruleCode", "R");
    }

    @Test
    void aVersionThatDoesNotFollowIsRefusedWithAllChangesOfItsCall() {
        assertThatThrownBy(() -> schedule.change(List.of(
                        new ScheduleChange.AddRule(
                                rule("R", 1, 5), samples.event(EventType.RETENTION_RULE_CHANGE, CLOCK.instant())),
                        new ScheduleChange.AddRule(
                                rule("R", 3, 5), samples.event(EventType.RETENTION_RULE_CHANGE, CLOCK.instant())))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(schedule.current().rules()).isEmpty();
        assertThat(new JdbcJournal(source, CLOCK).last()).isEmpty();
    }

    @Test
    void aTypeCannotBePutUnderARuleThatIsNotThere() {
        assertThatThrownBy(() -> map("KQ.A", "R")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStarterRowsAreLoadedOnceAndNobodyHasConfirmedThem() {
        StarterSchedule starter = new StarterSchedule(new IdentifierMint(CLOCK, new SecureRandom()), CLOCK);
        List<JournalEntry> loaded = starter.load(schedule, Samples.ARCHIVE);
        RetentionTable table = schedule.current();
        assertThat(table.rules())
                .hasSize(36)
                .allSatisfy(rule -> assertThat(rule.confirmedBy()).isEmpty());
        assertThat(loaded).hasSize(table.rules().size() + table.mapping().size());
        assertThat(starter.load(schedule, Samples.ARCHIVE)).isEmpty();
        assertThat(schedule.current()).isEqualTo(table);
    }

    @Test
    void unverifiedStarterRowsAreSwitchedOff() {
        new StarterSchedule(new IdentifierMint(CLOCK, new SecureRandom()), CLOCK).load(schedule, Samples.ARCHIVE);
        assertThat(schedule.current().rules())
                .filteredOn(rule -> !rule.enabled())
                .extracting(RetentionRule::code)
                .containsExactly(
                        "VN-BUILD-01",
                        "VN-BUS-01",
                        "VN-CERT-01",
                        "VN-CERT-02",
                        "VN-CERT-03",
                        "VN-CIVIL-02",
                        "VN-EDU-01",
                        "VN-LIC-01",
                        "VN-LOG-01",
                        "VN-SOC-01");
    }

    private List<JournalEntry> add(RetentionRule rule) {
        return schedule.change(List.of(
                new ScheduleChange.AddRule(rule, samples.event(EventType.RETENTION_RULE_CHANGE, CLOCK.instant()))));
    }

    private List<JournalEntry> map(String type, String code) {
        return schedule.change(List.of(new ScheduleChange.MapType(
                type, code, samples.event(EventType.RETENTION_RULE_CHANGE, CLOCK.instant()))));
    }

    private static RetentionRule rule(String code, int version, int years) {
        return new RetentionRule(
                code,
                version,
                "nhóm",
                "group",
                RetentionRule.Trigger.CASE_CLOSED,
                new RetentionPeriod.Years(years),
                "07",
                RetentionRule.Action.DESTROY_REVIEW,
                "căn cứ",
                LocalDate.of(2000, 1, 1),
                Optional.empty(),
                Optional.of("account:an"),
                true);
    }
}
