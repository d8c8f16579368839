package vn.khoso.preservation.fixity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.catalogue.VolumeTally;

/** What a run came to on each volume so far. Used by one thread. */
final class Tallies {

    private final Map<UUID, VolumeTally> byVolume = new LinkedHashMap<>();

    Tallies(List<VolumeTally> before) {
        before.forEach(one -> byVolume.put(one.volume(), one));
    }

    List<VolumeTally> all() {
        return List.copyOf(byVolume.values());
    }

    void count(Reading reading) {
        reading.copies().forEach(copy -> add(copy.volume(), 1, 0, 0, copy.counts()));
        reading.away().forEach(volume -> add(volume, 0, 1, 0, FixityCounts.NONE));
    }

    /** An object that belongs to no package of the catalogue. */
    void count(AuditedVolume volume, FixityResult stranger) {
        add(volume, 0, 0, 0, FixityCounts.of(stranger));
    }

    /** A volume takes part, and so many canaries were judged on it. */
    void joined(AuditedVolume volume, int canaries) {
        add(volume, 0, 0, canaries, FixityCounts.NONE);
    }

    /** Some copies there were not met: one at least, how many is not known. */
    void brokenOff(AuditedVolume volume) {
        boolean known = Optional.ofNullable(byVolume.get(volume.volume()))
                .filter(one -> !one.whole())
                .isPresent();
        add(volume, 0, known ? 0 : 1, 0, FixityCounts.NONE);
    }

    private void add(AuditedVolume volume, long copies, long away, long canaries, FixityCounts counts) {
        byVolume.merge(
                volume.volume(),
                new VolumeTally(
                        volume.volume(),
                        volume.name(),
                        copies,
                        away,
                        canaries,
                        counts.bytes(),
                        counts.intact(),
                        counts.altered(),
                        counts.missing(),
                        counts.extra(),
                        counts.unread()),
                Tallies::sum);
    }

    private static VolumeTally sum(VolumeTally one, VolumeTally other) {
        return new VolumeTally(
                one.volume(),
                one.name(),
                one.copies() + other.copies(),
                one.away() + other.away(),
                one.canaries() + other.canaries(),
                one.bytes() + other.bytes(),
                one.intact() + other.intact(),
                one.altered() + other.altered(),
                one.missing() + other.missing(),
                one.extra() + other.extra(),
                one.unread() + other.unread());
    }
}
