package vn.khoso.preservation.fixity.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.oais.AipId;

/**
 * What was read and what was not. Shares come from a summary that is made anew as a whole and says when; it never takes more than
 * a hundredth of the time. Days are those of Vietnam's clock.
 *
 * <p>Throws only {@link vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable} for trouble of the database.
 */
public interface FixityCoverage {

    /** All documents are to be checked within three years (Thông tư 05/2025/TT-BNV, Art. 27-28). */
    Duration CEILING = Duration.ofDays(1_095);

    /** Counting stops behind this many. */
    int MOST_OVERDUE = 10_000;

    ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** How much was read in the last days, of each agency on each volume. @param days from 1, today is the first */
    Coverage coverage(int days);

    /** What was read on each day, oldest first; days on which nothing was are left out. Both ends are meant. */
    List<Day> calendar(LocalDate from, LocalDate to);

    /** Copies that were not read since an instant, those longest unread first. */
    List<Unread> unreadSince(Instant since, Optional<Position> after, int limit);

    /** How many these are, exact to {@link #MOST_OVERDUE}, then one more. */
    long countUnreadSince(Instant since);

    /** Makes the summary anew when it is old enough; for whoever works in the background. */
    void keepFresh();

    /** Makes the summary anew now. */
    void refresh();

    /**
     * @param asOf when the summary was made
     * @param oldest of each volume the copy that was not read for the longest time
     */
    record Coverage(Instant asOf, int days, List<Share> shares, List<Unread> oldest) {
        public Coverage {
            shares = List.copyOf(shares);
            oldest = List.copyOf(oldest);
        }
    }

    /**
     * Of one agency on one volume.
     *
     * @param copies that are kept there @param bytes of them
     * @param checked of these read within the days asked for
     * @param never of these never read by an audit, nor when they were made
     * @param owed copies that are still to be made there; not among the others
     */
    record Share(
            UUID volume,
            String name,
            String agency,
            long copies,
            long bytes,
            long checked,
            long checkedBytes,
            long never,
            long owed) {

        /** 0 to 1; of nothing, everything was checked. */
        public double share() {
            return copies == 0 ? 1 : (double) checked / copies;
        }
    }

    /** @param copies that were read that day @param bad of these not as promised, or not readable */
    record Day(LocalDate day, UUID volume, String name, long copies, long bytes, long bad) {}

    /** @param since when it was read last; when it never was, since when it lies there */
    record Unread(AipId aip, int version, UUID volume, String name, String agency, Instant since, boolean never) {

        public Position position() {
            return new Position(since, aip, version, volume);
        }
    }

    /** Where a page of unread copies ended. */
    record Position(Instant since, AipId aip, int version, UUID volume) {}
}
