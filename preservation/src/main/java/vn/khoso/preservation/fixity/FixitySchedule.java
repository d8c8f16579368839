package vn.khoso.preservation.fixity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.khoso.schemas.catalogue.AuditSample;
import vn.khoso.schemas.catalogue.AuditScope;

/** When which volume is to be audited: a full audit in every cycle of its own, and samples between them. A pure function of what is written down. */
public final class FixitySchedule {

    /** Volumes whose cycles end about the same time are read in one run: it is one reading of the catalogue. */
    private static final double TOGETHER = 0.1;

    /** A run that did not reach every copy is not begun again sooner. */
    private static final Duration RETRY = Duration.ofDays(1);

    /** The same of a sample: one that failed is not begun again and again. */
    private static final Duration RETRY_SAMPLE = Duration.ofHours(1);

    private final Cycles cycles;

    /**
     * How often.
     *
     * @param full from the start of one full audit of a volume to the start of the next; empty for none
     * @param fullOf the same for volumes that have a cycle of their own, by name
     * @param sampling audits between the full ones; empty for none
     */
    public record Cycles(Optional<Duration> full, Map<String, Duration> fullOf, Optional<Sampling> sampling) {

        /** The law's ceiling: every document is checked at least once in three years (Thông tư 05/2025/TT-BNV, Art. 27). */
        public static final Duration CEILING = Duration.ofDays(1_095);

        public Cycles {
            fullOf = Map.copyOf(fullOf);
            Stream.concat(full.stream(), fullOf.values().stream()).forEach(Cycles::require);
        }

        private static void require(Duration cycle) {
            if (cycle.isNegative() || cycle.isZero() || cycle.compareTo(CEILING) > 0) {
                throw new IllegalArgumentException("not a cycle: " + cycle);
            }
        }

        /** Of one volume. */
        public Optional<Duration> of(String volume) {
            return Optional.ofNullable(fullOf.get(volume)).or(() -> full);
        }
    }

    /** @param every from one audit of a volume, full or sample, to the next @param random copies at random @param oldest copies by age */
    public record Sampling(Duration every, int random, int oldest) {
        public Sampling {
            if (every.isNegative() || every.isZero() || random < 0 || oldest < 0 || random + oldest < 1) {
                throw new IllegalArgumentException("not a sampling: " + every + ", " + random + ", " + oldest);
            }
        }
    }

    /** When a volume is to be audited next; in the past when it is due. */
    public record Due(FixityAuditor.Place place, Optional<Instant> full, Optional<Instant> sample) {}

    public FixitySchedule(Cycles cycles) {
        this.cycles = cycles;
    }

    public Cycles cycles() {
        return cycles;
    }

    /** When every volume is to be audited next. */
    public List<Due> due(List<FixityAuditor.Place> places, Map<UUID, FixityLog.LastRuns> last) {
        return places.stream().map(place -> due(place, last(place, last))).toList();
    }

    private Due due(FixityAuditor.Place place, FixityLog.LastRuns last) {
        Optional<Instant> full = cycles.of(place.name())
                .map(every -> latest(after(last.full(), every), after(last.fullTried(), shorter(every, RETRY))));
        Optional<Instant> sample = cycles.sampling()
                .map(one -> latest(
                        after(last.any(), one.every()), after(last.anyTried(), shorter(one.every(), RETRY_SAMPLE))));
        return new Due(place, full, sample);
    }

    /** The audit that is to begin now; a full one before a sample. Volumes that are away wait. @param seed of a sample */
    public Optional<AuditScope> next(
            List<FixityAuditor.Place> places, Map<UUID, FixityLog.LastRuns> last, Instant now, long seed) {
        List<Due> inUse =
                due(places, last).stream().filter(due -> due.place().inUse()).toList();
        List<UUID> full = inUse.stream()
                .filter(due -> due.full().filter(at -> !at.isAfter(now)).isPresent())
                .map(due -> due.place().volume())
                .toList();
        if (!full.isEmpty()) {
            List<UUID> soon = inUse.stream()
                    .filter(due -> due.full()
                            .filter(at -> !at.isAfter(now.plus(margin(due.place()))))
                            .isPresent())
                    .map(due -> due.place().volume())
                    .toList();
            return Optional.of(
                    soon.size() == places.size() ? AuditScope.EVERYTHING : new AuditScope(soon, Optional.empty()));
        }
        List<UUID> sampled = inUse.stream()
                .filter(due -> due.sample().filter(at -> !at.isAfter(now)).isPresent())
                .map(due -> due.place().volume())
                .toList();
        return sampled.isEmpty()
                ? Optional.empty()
                : cycles.sampling()
                        .map(one -> new AuditScope(
                                sampled, Optional.of(new AuditSample(seed, one.random(), one.oldest()))));
    }

    private Duration margin(FixityAuditor.Place place) {
        return cycles.of(place.name())
                .map(every -> Duration.ofMillis((long) (every.toMillis() * TOGETHER)))
                .orElse(Duration.ZERO);
    }

    private static FixityLog.LastRuns last(FixityAuditor.Place place, Map<UUID, FixityLog.LastRuns> last) {
        return Optional.ofNullable(last.get(place.volume()))
                .orElse(new FixityLog.LastRuns(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Instant after(Optional<Instant> last, Duration every) {
        return last.map(at -> at.plus(every)).orElse(Instant.EPOCH);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
