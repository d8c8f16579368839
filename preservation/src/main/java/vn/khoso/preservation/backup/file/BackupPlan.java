package vn.khoso.preservation.backup.file;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import vn.khoso.preservation.backup.BackupKind;
import vn.khoso.preservation.backup.BackupSet;

/**
 * When a medium needs which set (TT05, 27): every day what is new, every month everything, every three years a full set that is
 * kept. The calendar is Vietnam's.
 *
 * @param hour of the day from which on the day's set is due, 0 to 23
 */
public record BackupPlan(int hour) {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Duration RETRY = Duration.ofHours(6);
    private static final Period KEPT = Period.ofYears(3);

    public BackupPlan {
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("not an hour: " + hour);
        }
    }

    /** What is due. @param kept whether it is the full set of three years */
    public record Due(BackupKind kind, boolean kept) {}

    /**
     * Asks what is due. A set that lacks packages is not the day's set: what it lacks is tried again every six hours.
     *
     * @param sets of the archive on the medium, oldest first
     */
    public Optional<Due> due(List<BackupSet> sets, Instant now) {
        ZonedDateTime today = now.atZone(VIETNAM);
        ZonedDateTime from = today.with(LocalTime.of(hour, 0));
        Instant since = (from.isAfter(today) ? from.minusDays(1) : from).toInstant();
        Instant tried = now.minus(RETRY);
        if (sets.stream()
                .anyMatch(set -> set.complete()
                        ? !set.takenAt().isBefore(since)
                        : set.takenAt().isAfter(tried))) {
            return Optional.empty();
        }
        YearMonth month = YearMonth.from(today);
        boolean full = sets.stream()
                .filter(set -> set.kind() == BackupKind.FULL)
                .noneMatch(set -> YearMonth.from(set.takenAt().atZone(VIETNAM)).equals(month));
        boolean kept = full
                && sets.stream()
                        .filter(BackupSet::kept)
                        .noneMatch(
                                set -> set.takenAt().atZone(VIETNAM).plus(KEPT).isAfter(today));
        return Optional.of(new Due(full ? BackupKind.FULL : BackupKind.INCREMENTAL, kept));
    }
}
