package vn.khoso.preservation.fixity;

import java.util.ArrayList;
import java.util.List;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;

/**
 * What was read of one package, each copy for itself.
 *
 * @param copies that were read, with what came of their files
 * @param away volumes that are away: nothing is said of the copies there
 * @param closed copies on volumes that answer, of which nothing could be read
 */
record Reading(List<Copy> copies, List<AuditedVolume> away, List<Closed> closed) {

    Reading {
        copies = List.copyOf(copies);
        away = List.copyOf(away);
        closed = List.copyOf(closed);
    }

    record Copy(AuditedVolume volume, FixityCounts counts) {}

    record Closed(AuditedVolume volume, StorageUnavailable fault) {}

    /** Whether the package lies on none of the volumes that are audited. */
    boolean elsewhere() {
        return copies.isEmpty() && away.isEmpty() && closed.isEmpty();
    }

    FixityCounts counts() {
        return copies.stream().map(Copy::counts).reduce(FixityCounts.NONE, FixityCounts::plus);
    }

    /** The same, when the closed copies are the volumes' trouble: nothing is said of them. */
    Reading withClosedAway() {
        List<AuditedVolume> all = new ArrayList<>(away);
        closed.forEach(one -> all.add(one.volume()));
        return new Reading(copies, all, List.of());
    }

    /** The same, when the closed copies are to be counted: each is one file unread. */
    Reading withClosedUnread() {
        List<Copy> all = new ArrayList<>(copies);
        closed.forEach(one -> all.add(
                new Copy(one.volume(), FixityCounts.of(new FixityResult.Unread(PackageCheck.WHOLE, one.fault())))));
        return new Reading(all, away, List.of());
    }
}
