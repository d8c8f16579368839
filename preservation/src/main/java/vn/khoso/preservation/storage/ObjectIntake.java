package vn.khoso.preservation.storage;

import java.util.function.IntConsumer;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;

/** Takes whole objects over from another place, byte for byte: the way in which a copy is caught up or put right. */
public interface ObjectIntake {

    /** Whether something lies in the object's place; nothing of it is read. */
    boolean holds(AipId aip);

    /**
     * Makes the object here what it is there, with all its versions; durable and read back before it returns, all or
     * nothing. When it is here already, whole and the same, it is only read and flushed. Whatever else lies in its place
     * (an older state, damage, a package that was never acknowledged) goes to quarantine, after the good bytes were read
     * and staged.
     *
     * @param wanted the newest version as the good copy has it; its root digest decides
     * @param pace is told of every block read from the good copy, in bytes, and may wait
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentAltered when the copy there is not the wanted one, or is bad
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentMissing when it is not there
     */
    void takeOver(StoredVersion wanted, StoredObjects source, IntConsumer pace);
}
