package vn.khoso.preservation.fixity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.oais.AipId;

/**
 * Where the roll calls stand, and the names they call. What is lost of it begins anew.
 *
 * <p>Throws only {@link vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable} for trouble of the database.
 */
public interface RollLog {

    /** Which side calls the names. */
    enum Direction {
        /** Whether every copy that is kept by the catalogue lies on the volume. */
        CATALOGUE_TO_STORAGE,
        /** Whether every object on the volume is one of the catalogue. */
        STORAGE_TO_CATALOGUE
    }

    /**
     * One round on one volume.
     *
     * @param position where it stands; empty at the beginning
     * @param rounds that came to their end, this one too when it did
     * @param seen names called in this round
     * @param found incidents in this round
     */
    record Roll(
            UUID volume,
            Direction direction,
            String position,
            Instant startedAt,
            Optional<Instant> finishedAt,
            long rounds,
            long seen,
            long found) {}

    Optional<Roll> roll(UUID volume, Direction direction);

    /** All of them. */
    List<Roll> rolls();

    void write(Roll roll);

    /** Packages that are kept on a volume, after one. */
    List<AipId> kept(UUID volume, Optional<AipId> after, int limit);

    /** Packages of the catalogue, after one. */
    List<AipId> packages(Optional<AipId> after, int limit);
}
