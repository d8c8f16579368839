package vn.khoso.preservation.storage.file;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import vn.khoso.schemas.oais.AipId;

/**
 * Inventories read lately, so that handing out the thousand files of one package does not parse its inventory a thousand
 * times. An entry counts only while the sidecar on the medium still names its digest; content is verified all the same.
 */
final class RecentInventories {

    /** Content entries held at most, over all inventories: some 30 MB. A larger inventory is read each time. */
    static final int MAX_CONTENTS = 50_000;

    private final Map<AipId, ObjectFolder.Sealed> recent = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private long contents;

    /** The newest state of an object, as {@link ObjectFolder#newest} would read it. */
    Optional<ObjectFolder.Sealed> newest(ObjectFolder object) {
        Optional<ObjectFolder.Sealed> known = known(object.aip()).filter(one -> object.isSealedBy(one.digest()));
        if (known.isPresent()) {
            return known;
        }
        Optional<ObjectFolder.Sealed> read = object.newest();
        read.ifPresent(this::keep);
        return read;
    }

    private Optional<ObjectFolder.Sealed> known(AipId aip) {
        lock.lock();
        try {
            return Optional.ofNullable(recent.get(aip));
        } finally {
            lock.unlock();
        }
    }

    private void keep(ObjectFolder.Sealed read) {
        if (weight(read) > MAX_CONTENTS) {
            return;
        }
        lock.lock();
        try {
            ObjectFolder.Sealed before = recent.put(read.inventory().aip(), read);
            contents += weight(read) - (before == null ? 0 : weight(before));
            for (Iterator<ObjectFolder.Sealed> eldest = recent.values().iterator(); contents > MAX_CONTENTS; ) {
                contents -= weight(eldest.next());
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A head state may name one content many times, so both count; and one for the inventory itself. */
    private static long weight(ObjectFolder.Sealed sealed) {
        return 1L
                + Math.max(
                        sealed.inventory().manifest().size(),
                        sealed.inventory().headVersion().state().size());
    }
}
