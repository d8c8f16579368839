package vn.khoso.preservation.storage.s3;

import java.util.Optional;
import vn.khoso.preservation.fault.ArchiveFault;

/** What the store said to one call. Only {@link Given} is a yes. */
sealed interface Answer<T> {

    record Given<T>(T value) implements Answer<T> {}

    /** There is no such key, or no such upload. */
    record Absent<T>() implements Answer<T> {}

    /** The condition of the write was not met: somebody else was there before, or we were and did not hear it. */
    record Unmet<T>() implements Answer<T> {}

    /**
     * Nothing is known of what the store did.
     *
     * @param passing whether it may be different the next time
     */
    record Failed<T>(ArchiveFault fault, boolean passing) implements Answer<T> {}

    /** The value; empty when it is not there. @throws ArchiveFault when nothing is known */
    default Optional<T> found() {
        return switch (this) {
            case Given<T>(T value) -> Optional.of(value);
            case Absent<T> absent -> Optional.empty();
            case Unmet<T> changed -> throw Faults.unavailable("it was changed while it was read");
            case Failed<T>(ArchiveFault fault, boolean passing) -> throw fault;
        };
    }

    /** The value. @throws ArchiveFault when it was not given, also when it is not there */
    default T given(String what) {
        return found().orElseThrow(() -> Faults.unavailable(what + ": it is not there"));
    }
}
