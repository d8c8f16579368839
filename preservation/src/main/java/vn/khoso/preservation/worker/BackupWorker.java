package vn.khoso.preservation.worker;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.file.BackupMedium;
import vn.khoso.preservation.backup.file.BackupPlan;
import vn.khoso.preservation.fault.ArchiveFault;

/** Takes the sets that are due, one medium after the other. A stop leaves a draft, which the next set of that medium removes. */
public final class BackupWorker implements AutoCloseable {

    /** From when on a medium without a good set is an alarm. */
    public static final Duration OVERDUE = Duration.ofHours(26);

    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(BackupWorker.class);
    private static final String SCHEDULE = "schedule";

    private final Backups backups;
    private final Settings settings;
    private final Clock clock;
    private final Instant begun;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<Path, State> states = new ConcurrentHashMap<>();
    private final Map<Path, Instant> tries = new ConcurrentHashMap<>();
    private final Set<String> ignored = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;

    /** What the worker drives. */
    public interface Backups {

        /** Sets of this archive on a medium, oldest first. */
        List<BackupSet> sets(BackupMedium medium);

        /**
         * Takes one, with its minutes.
         *
         * @throws ArchiveFault when it failed
         * @throws CancellationException when it was told not to go on
         */
        void take(BackupMedium medium, BackupPlan.Due due, String by, List<String> remarks, BooleanSupplier goOn);
    }

    /**
     * How it works.
     *
     * @param media folders of the media
     * @param records folders of the volumes of records, on whose disks no medium may lie
     * @param oneDisk whether the operator allows what is not independent
     * @param idle how long to rest between two looks
     * @param afterFault how long to wait with a medium that failed
     */
    public record Settings(
            List<Path> media,
            List<Path> records,
            boolean oneDisk,
            BackupPlan plan,
            Duration idle,
            Duration afterFault) {
        public Settings {
            media = List.copyOf(media);
            records = List.copyOf(records);
        }
    }

    /**
     * How a medium stands.
     *
     * @param newest when its newest good set was taken, one that lacks no package
     * @param trouble why the last try failed or what its set lacks; empty when it did not
     */
    public record State(Path medium, Optional<Instant> newest, Optional<String> trouble, Instant looked) {}

    public BackupWorker(Backups backups, Settings settings, Clock clock) {
        this.backups = backups;
        this.settings = settings;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Begins. To be called once. */
    public void start() {
        if (!settings.media().isEmpty()) {
            thread = Thread.ofPlatform().daemon().name("backup").start(this::loop);
        }
    }

    /** Stops within seconds. */
    @Override
    public void close() {
        // No interrupt: it would close a channel that is being read, and that would look like a bad disk.
        closed.countDown();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join(Duration.ofSeconds(10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** How each medium stands, as of the last look; asks no disk. */
    public List<State> states() {
        return settings.media().stream()
                .map(medium ->
                        states.getOrDefault(medium, new State(medium, Optional.empty(), Optional.empty(), begun)))
                .toList();
    }

    /**
     * Media that somebody must look at: no good set for 26 hours, the time since the start counted too. A long backup that is under
     * way and began within these hours is no alarm.
     */
    public List<State> alarming() {
        return states().stream()
                .filter(state -> late(state)
                        || state.trouble().isPresent() && state.newest().isEmpty())
                .toList();
    }

    private boolean late(State state) {
        Instant until = state.newest().orElse(begun).plus(OVERDUE);
        Instant trying = tries.get(state.medium());
        return until.isBefore(clock.instant()) && (trying == null || trying.isAfter(until));
    }

    private void loop() {
        do {
            turn();
        } while (open());
    }

    /** One look at every medium, and the sets that it shows to be due. */
    void turn() {
        for (Path place : settings.media()) {
            State before = states.get(place);
            boolean waits = before != null
                    && before.trouble().isPresent()
                    && before.looked().plus(settings.afterFault()).isAfter(clock.instant());
            if (!waits && closed.getCount() > 0) {
                states.put(place, looked(place, before));
            }
        }
    }

    private State looked(Path place, @Nullable State before) {
        try {
            BackupMedium medium = BackupMedium.open(place);
            List<BackupSet> sets = sets(medium);
            Optional<BackupPlan.Due> due = settings.plan().due(sets, clock.instant());
            if (due.isPresent()) {
                LOG.info("Backup on {} begins: {}", place, due.get().kind());
                take(medium, place, due.get());
                sets = sets(medium);
            }
            return new State(place, newest(sets), lacking(sets), clock.instant());
        } catch (ArchiveFault fault) {
            LOG.error("Backup on {} failed: {}", place, fault.getMessage());
            return new State(
                    place,
                    before == null ? Optional.empty() : before.newest(),
                    Optional.of(String.valueOf(fault.getMessage())),
                    clock.instant());
        } catch (CancellationException stopped) {
            return new State(place, before == null ? Optional.empty() : before.newest(), Optional.empty(), begun);
        }
    }

    private void take(BackupMedium medium, Path place, BackupPlan.Due due) {
        tries.put(place, clock.instant());
        try {
            backups.take(medium, due, SCHEDULE, remarks(), () -> closed.getCount() > 0);
        } finally {
            tries.remove(place);
        }
    }

    /** Without those of the future: a clock that went wrong once must not keep all later sets from being taken. */
    private List<BackupSet> sets(BackupMedium medium) {
        Instant latest = clock.instant().plus(AHEAD);
        List<BackupSet> sets = new ArrayList<>();
        for (BackupSet set : backups.sets(medium)) {
            if (!set.takenAt().isAfter(latest)) {
                sets.add(set);
            } else if (ignored.add(medium.id() + " " + set.name())) {
                LOG.error(
                        "{} on {} is dated in the future and does not count: {}",
                        set.name(),
                        medium.root(),
                        set.takenAt());
            }
        }
        return sets;
    }

    private List<String> remarks() {
        List<BackupMedium> all = new ArrayList<>();
        for (Path place : settings.media()) {
            try {
                all.add(BackupMedium.open(place));
            } catch (ArchiveFault away) {
                LOG.warn("Backup medium {} is away: {}", place, away.getMessage());
            }
        }
        List<String> remarks =
                new ArrayList<>(BackupMedium.requireIndependent(all, settings.records(), settings.oneDisk()));
        if (settings.media().size() < 2) {
            remarks.add("Chỉ có một phương tiện, luật đòi hai / one medium only, the law asks for two");
        }
        return remarks;
    }

    private static Optional<Instant> newest(List<BackupSet> sets) {
        return sets.reversed().stream().filter(BackupSet::complete).findFirst().map(BackupSet::takenAt);
    }

    private static Optional<String> lacking(List<BackupSet> sets) {
        return sets.reversed().stream()
                .findFirst()
                .filter(set -> !set.complete())
                .map(set -> set.name() + " lacks packages without a good copy: "
                        + set.counts().unsaved());
    }

    /** Waits. @return false when it was closed meanwhile */
    private boolean open() {
        try {
            return !closed.await(settings.idle().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
