package vn.khoso.preservation.replication;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.VolumeEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/**
 * What is written down of volumes and copies. Every change is one transaction with its journal entries, and follows from
 * their details.
 *
 * <p>Throws only {@link vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable} for trouble of the database.
 */
public interface CopyLog {

    /** Counting stops behind this many: whoever reads it wants to know whether it is few or many. */
    int CEILING = 10_000;

    /** Volumes that were taken into use, by name. */
    List<VolumeEntry> volumes();

    /** Appends events that change copies or volumes, with what they change. */
    List<JournalEntry> record(List<Event> events);

    /** Copies of the newest version of a package on a volume. */
    Optional<CopyEntry> copy(AipId aip, UUID volume);

    /** Copies owed to a volume, by package, after one. */
    List<CopyEntry> owed(UUID volume, Optional<AipId> after, int limit);

    /** What is owed to a volume. */
    Debt debt(UUID volume);

    /** All copies in the order of package, version and volume, after one; for exports. */
    List<CopyEntry> after(Optional<CopyEntry> after, int limit);

    /**
     * What is owed to a volume.
     *
     * @param copies exact to {@link #CEILING}, then one more
     * @param oldest since when the oldest of those counted is owed
     * @param earliestDue until when the most urgent of those counted is to be made
     */
    record Debt(long copies, Optional<Instant> oldest, Optional<Instant> earliestDue) {}
}
