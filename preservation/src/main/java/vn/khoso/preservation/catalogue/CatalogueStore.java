package vn.khoso.preservation.catalogue;

import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** Rows of packages and records; every change is one transaction with its journal entries. */
public interface CatalogueStore {

    /**
     * Puts a package version with its records and appends the events, all in one transaction. A package that is already
     * there with the same root digest changes nothing and returns no entries: a retry is harmless. {@code sequence} and
     * {@code changedAt} of the records given are ignored; the store assigns them in commit order.
     *
     * @param events one of them records the ingestion
     * @throws vn.khoso.preservation.fault.ArchiveFault.AlreadyStored when the version is there with another root digest
     */
    List<JournalEntry> put(PackageEntry entry, List<RecordEntry> records, List<Event> events);

    /**
     * Takes a record out of sight: the row stays as tombstone with a new sequence, and the event is appended in the same
     * transaction. Empty, with nothing changed, when there is no such record or it is a tombstone already.
     *
     * @param event must name the record in its detail {@code record}, so that a rebuild can repeat the change
     */
    Optional<JournalEntry> withdraw(RecordId id, Event event);

    /** The newest version. */
    Optional<PackageEntry> find(AipId aip);

    /** Journal index of the event that recorded the ingestion of this AIP. */
    long ingestionIndex(AipId aip);

    /** Copies of the newest version, by volume: where it stands and where it is owed. */
    List<CopyEntry> copies(AipId aip);

    Optional<RecordEntry> record(RecordId id);

    List<RecordEntry> recordsOf(AipId aip);

    /** Packages after an id in id order, for audits and exports. */
    List<PackageEntry> packagesAfter(Optional<AipId> after, int limit);

    /** As {@link #packagesAfter}, but no more of each than an audit must know. */
    default List<PackagePromise> promisesAfter(Optional<AipId> after, int limit) {
        return packagesAfter(after, limit).stream().map(PackagePromise::of).toList();
    }

    long packageCount();

    /** Records in the order of visibility changes, tombstones too; what followers and OAI-PMH read. */
    List<RecordEntry> changes(HarvestWindow window, int limit);

    /** How many records {@link #changes} would give in all, exact to {@code ceiling}, then {@code ceiling + 1}. */
    long countChanges(HarvestWindow window, int ceiling);

    /** Records already kept that hold the same owner, type, reference number and date; the duplicate guard. */
    List<RecordEntry> sameResult(AdministrativeResult like);
}
