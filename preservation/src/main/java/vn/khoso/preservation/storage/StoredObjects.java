package vn.khoso.preservation.storage;

import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import vn.khoso.schemas.oais.AipId;

/**
 * The objects as they lie on the medium, file by file and unjudged: what an audit compares with what was promised.
 *
 * <p>Other than {@link ArchivalStorage#open}, nothing here is verified on the way.
 */
public interface StoredObjects {

    /** The place of one object, whether or not it is there; the medium is not asked yet. */
    StoredObject object(AipId aip);

    /** What was planted there to try whoever reads; empty where nothing was. */
    default Optional<Canaries> canaries() {
        return Optional.empty();
    }

    /**
     * Looks, by another way than {@link #object}, whether what lies there is what was planted; when not, it is set aside and planted
     * anew.
     *
     * @return whether it was not
     * @throws vn.khoso.preservation.fault.ArchiveFault when it cannot be planted anew
     */
    default boolean replantCanaries() {
        return false;
    }

    /** Sixty-four bits of the name under which the object lies, evenly spread; two objects share them by no accident. */
    long mark(AipId aip);

    /**
     * Objects whose mark is not known, in the order of the medium; of the known ones nothing but the name is read. The
     * stream must be closed.
     *
     * @param range only objects whose marks lie in it
     */
    Stream<AipId> unknown(MarkRange range, LongPredicate known);
}
