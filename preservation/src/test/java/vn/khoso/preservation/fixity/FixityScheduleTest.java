package vn.khoso.preservation.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.fixity.FixityAuditor.Place;
import vn.khoso.preservation.fixity.FixityLog.LastRuns;
import vn.khoso.preservation.fixity.FixitySchedule.Cycles;
import vn.khoso.preservation.fixity.FixitySchedule.Sampling;
import vn.khoso.schemas.catalogue.AuditScope;

class FixityScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
    private static final Place A = new Place(new UUID(0, 1), "a", true);
    private static final Place B = new Place(new UUID(0, 2), "b", true);
    private static final Place B_AWAY = new Place(new UUID(0, 2), "b", false);

    private final FixitySchedule schedule = new FixitySchedule(new Cycles(
            Optional.of(Duration.ofDays(90)),
            Map.of("b", Duration.ofDays(30)),
            Optional.of(new Sampling(Duration.ofDays(1), 300, 100))));

    private static LastRuns read(int daysAgo) {
        Optional<Instant> at = Optional.of(NOW.minus(Duration.ofDays(daysAgo)));
        return new LastRuns(at, at, at, at);
    }

    private Optional<AuditScope> next(List<Place> places, Map<UUID, LastRuns> last) {
        return schedule.next(places, last, NOW, 7);
    }

    @Test
    void whatWasNeverReadIsReadAtOnceAndAsAWhole() {
        assertThat(next(List.of(A, B), Map.of())).contains(AuditScope.EVERYTHING);
    }

    @Test
    void everyVolumeHasItsOwnCycle() {
        Map<UUID, LastRuns> last = Map.of(A.volume(), read(31), B.volume(), read(31));
        assertThat(next(List.of(A, B), last)).hasValueSatisfying(scope -> {
            assertThat(scope.volumes()).containsExactly(B.volume());
            assertThat(scope.full()).isTrue();
        });
        assertThat(schedule.due(List.of(A, B), last).getFirst().full()).contains(NOW.plus(Duration.ofDays(59)));
    }

    @Test
    void aVolumeWhoseCycleEndsSoonIsReadInTheSameRun() {
        assertThat(next(List.of(A, B), Map.of(A.volume(), read(85), B.volume(), read(30))))
                .contains(AuditScope.EVERYTHING);
    }

    @Test
    void aVolumeThatIsAwayWaitsAndDoesNotHoldUpTheOther() {
        assertThat(next(List.of(A, B_AWAY), Map.of()))
                .hasValueSatisfying(scope -> assertThat(scope.volumes()).containsExactly(A.volume()));
    }

    @Test
    void anAuditThatDidNotReachEveryCopyIsTriedAgainTheNextDay() {
        Optional<Instant> hoursAgo = Optional.of(NOW.minus(Duration.ofHours(3)));
        LastRuns tried = new LastRuns(Optional.empty(), hoursAgo, Optional.empty(), hoursAgo);
        assertThat(schedule.due(List.of(A), Map.of(A.volume(), tried))
                        .getFirst()
                        .full())
                .contains(NOW.plus(Duration.ofHours(21)));
    }

    @Test
    void betweenFullAuditsThereIsASampleADay() {
        Map<UUID, LastRuns> last = Map.of(A.volume(), read(2), B.volume(), read(0));
        assertThat(next(List.of(A, B), last)).hasValueSatisfying(scope -> {
            assertThat(scope.volumes()).containsExactly(A.volume());
            assertThat(scope.sample()).hasValueSatisfying(sample -> {
                assertThat(sample.seed()).isEqualTo(7);
                assertThat(sample.random()).isEqualTo(300);
                assertThat(sample.oldest()).isEqualTo(100);
            });
        });
    }

    @Test
    void aSampleThatFailedIsTriedAgainAnHourLaterAndNotAtOnce() {
        LastRuns failed = new LastRuns(
                read(2).full(), read(2).fullTried(), read(2).any(), Optional.of(NOW.minus(Duration.ofMinutes(20))));
        assertThat(next(List.of(A), Map.of(A.volume(), failed))).isEmpty();
        assertThat(schedule.due(List.of(A), Map.of(A.volume(), failed))
                        .getFirst()
                        .sample())
                .contains(NOW.plus(Duration.ofMinutes(40)));
    }

    @Test
    void noCycleIsLongerThanTheLawAllows() {
        assertThatThrownBy(() -> new Cycles(Optional.of(Duration.ofDays(1_096)), Map.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
