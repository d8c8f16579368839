package vn.khoso.preservation.fixity;

import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.oais.Fixity;

/** What one fixity check of one file came to. */
public sealed interface FixityResult {

    /** Where in the object's folder. */
    String place();

    /** The bytes are the promised ones. @param size bytes read */
    record Intact(String place, long size) implements FixityResult {}

    /** The bytes were read and are not what was promised: damage, or worse. */
    record Altered(String place, long size, Fixity promised, Fixity found) implements FixityResult {}

    /** Promised, and not there. */
    record Missing(String place, String promise) implements FixityResult {}

    /** There, and nobody promised it. */
    record Extra(String place, String found) implements FixityResult {}

    /** The bytes could not be read, so nothing is known of them yet. */
    record Unread(String place, ArchiveFault fault) implements FixityResult {}
}
