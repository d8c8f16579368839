package vn.khoso.preservation.replication;

import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.Medium;
import vn.khoso.preservation.storage.ObjectIntake;
import vn.khoso.preservation.storage.StoredObjects;

/**
 * A volume that was opened, recovered and found to be the right one, and all that is done with it.
 *
 * @param storage packages, verified
 * @param intake copies from other volumes
 * @param objects files as they lie there, for audits and copies
 */
public record OpenSite(
        Medium medium, ArchivalStorage storage, ObjectIntake intake, StoredObjects objects, SiteJournal journal) {

    /** Opens a volume: identity, lock, recovery, and that its journal is this archive's. */
    @FunctionalInterface
    public interface Opening {

        /** @throws vn.khoso.preservation.fault.ArchiveFault with the reason, when it is not to be used */
        OpenSite open();
    }
}
