package vn.khoso.preservation.fixity;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.oais.AipId;

/**
 * One run from where it stands to its end: packages in the order of their identifiers, in portions that several readers
 * take, written down in that order. Incidents are written down at once, by the thread that found them.
 */
final class FixityWalk {

    /** Portions in hand for each reader, so that none waits for the log. */
    private static final int AHEAD = 4;

    private static final int AWAY = 5;

    private static final int PAGE = 5_000;

    /** Packages in hand whose trouble is not known yet, at most about so many. */
    private static final int PENDING = 1_000;

    /** How old an object must be before a run counts it as a stranger; a parked submission is tried again within that time. */
    private static final Duration SETTLING = Duration.ofHours(1);

    private final AuditDesk desk;
    private final int walkers;
    private final UUID run;
    private final BooleanSupplier wanted;
    private final Reins reins = new Reins();
    private final Progress progress;
    private final Incidents incidents;
    private final PackageCheck check;
    private final List<AuditedVolume> volumes;
    private final List<Strangers> strangers;
    private final ThreadLocal<BytesReader> reader;
    private final List<Checked> closedCopies = new ArrayList<>();

    /** @param wanted whether the run may go on; once it may not, it stays where it stands */
    FixityWalk(AuditDesk desk, int walkers, FixityRun run, BooleanSupplier wanted) {
        this.desk = desk;
        this.walkers = walkers;
        this.run = run.id();
        this.wanted = wanted;
        this.progress = new Progress(desk, run);
        this.incidents = new Incidents(desk);
        this.check = new PackageCheck(desk.volumes(), desk.catalogue(), run.scope());
        this.volumes = desk.volumes().stream()
                .filter(volume -> run.scope().covers(volume.volume()))
                .toList();
        this.strangers = volumes.stream()
                .map(volume ->
                        new Strangers(volume, desk.catalogue(), run.startedAt().minus(SETTLING), reins::stopped))
                .toList();
        Pace pace = new Pace(run.megabytesPerSecond());
        this.reader = ThreadLocal.withInitial(() -> desk.readers().reader(pace, reins));
    }

    /**
     * What a reader came to with one package.
     *
     * @param nowhere why nothing can be said of the package at all
     */
    private record Checked(PackagePromise promise, Reading reading, Optional<StorageUnavailable> nowhere) {

        boolean troubled() {
            return nowhere.isPresent()
                    || !reading.closed().isEmpty()
                    || reading.copies().isEmpty() && !reading.away().isEmpty();
        }

        Checked withClosedAway() {
            return new Checked(promise, reading.withClosedAway(), nowhere);
        }

        /** Whether no copy was read. */
        boolean unknown() {
            return reading.copies().isEmpty();
        }

        StorageUnavailable trouble() {
            return nowhere.or(() ->
                            reading.closed().stream().map(Reading.Closed::fault).findFirst())
                    .orElseGet(() -> {
                        String why = "no volume with a copy of " + promise.aip() + " is in use";
                        return new StorageUnavailable(why, new IOException(why));
                    });
        }
    }

    /** @return whether the run came to its end or was cancelled; false when it is no longer wanted for now */
    boolean walk() {
        ExecutorService readers = Executors.newFixedThreadPool(walkers);
        try {
            if (!tried()) {
                return true;
            }
            boolean whole = progress.run().scope().full()
                    && progress.run().position().isEmpty()
                    && desk.catalogue().packageCount() < Strangers.SHARE;
            packages(readers, new Marks(), whole);
            return !progress.running();
        } finally {
            // Not interrupted: an interrupt closes the channel that is being read, and that would look like a bad disk.
            reins.stop();
            readers.close();
        }
    }

    /** Tries the audit itself on the canaries of every volume; when it misjudges one, the run is over. */
    private boolean tried() {
        CanaryTrial trial = new CanaryTrial(desk.catalogue());
        for (AuditedVolume volume : volumes) {
            CanaryTrial.Verdict verdict = trial.of(volume, reader.get());
            progress.joined(volume, verdict.judged());
            if (verdict.wrong().isPresent()) {
                progress.fail(verdict.wrong().get());
                return false;
            }
        }
        return true;
    }

    private PackagePages.Source source() {
        return progress.run().scope().full()
                ? desk.catalogue()::promisesAfter
                : (after, limit) -> desk.log().sampled(run, after, limit);
    }

    private void packages(ExecutorService readers, Marks marks, boolean remember) {
        PackagePages portions =
                new PackagePages(source(), progress.run().position().map(AipId::parse));
        Deque<Future<List<Checked>>> ahead = new ArrayDeque<>();
        while (!reins.stopped() && portions.hasNext()) {
            while (ahead.size() < AHEAD * walkers && portions.hasNext()) {
                List<PackagePromise> portion = portions.next();
                if (remember) {
                    portion.forEach(promise -> marks.add(mark(promise.aip())));
                }
                ahead.add(readers.submit(() -> checked(portion)));
            }
            note(ahead.remove());
        }
        // Whoever has read the last portion looks for strangers while this thread still writes.
        List<Strangers.Looking> looking =
                remember && !reins.stopped() ? begin(new MarkRange(0, 1), marks.sorted(), readers) : List.of();
        while (!reins.stopped() && !ahead.isEmpty()) {
            note(ahead.remove());
        }
        settle();
        looking.forEach(this::strangers);
        if (!remember && progress.run().scope().full()) {
            shares(readers);
        }
        // Once more: what went wrong on the way would go wrong with the canaries too.
        if (!reins.stopped() && tried()) {
            progress.end();
        }
    }

    private void shares(ExecutorService readers) {
        int shares = Strangers.shares(desk.catalogue().packageCount());
        for (int share = 0; share < shares && !reins.stopped(); share++) {
            MarkRange range = new MarkRange(share, shares);
            begin(range, known(range), readers).forEach(this::strangers);
        }
    }

    private List<Strangers.Looking> begin(MarkRange range, Marks known, ExecutorService readers) {
        return strangers.stream()
                .filter(Strangers::possible)
                .flatMap(one -> one.begin(range, known, readers, walkers).stream())
                .toList();
    }

    /** Sixty-four bits of the name under which a package lies, on every volume the same. */
    private long mark(AipId aip) {
        return desk.volumes().stream()
                .filter(AuditedVolume::inUse)
                .findFirst()
                .orElse(desk.volumes().getFirst())
                .objects()
                .mark(aip);
    }

    /** Marks of all packages of the catalogue that lie in a share. */
    private Marks known(MarkRange share) {
        Marks marks = new Marks();
        Optional<AipId> after = Optional.empty();
        boolean more = true;
        while (more && !reins.stopped()) {
            List<PackagePromise> page = desk.catalogue().promisesAfter(after, PAGE);
            for (PackagePromise promise : page) {
                long mark = mark(promise.aip());
                if (share.has(mark)) {
                    marks.add(mark);
                }
            }
            more = page.size() == PAGE;
            after = more ? Optional.of(page.getLast().aip()) : after;
        }
        return marks.sorted();
    }

    /** What a portion came to; it ends before its time when the run was stopped. */
    private List<Checked> checked(List<PackagePromise> portion) {
        List<Checked> checked = new ArrayList<>(portion.size());
        for (PackagePromise promise : portion) {
            Optional<Checked> one = checked(promise);
            if (one.isEmpty()) {
                return checked;
            }
            checked.add(one.get());
        }
        return checked;
    }

    private Optional<Checked> checked(PackagePromise promise) {
        if (reins.stopped()) {
            return Optional.empty();
        }
        // Whoever makes a bad copy anew begins when this one was read to its end: nothing changes under the reader's
        // hands.
        Map<AuditedVolume, String> bad = new LinkedHashMap<>(2);
        try {
            return check.of(
                            promise,
                            reader.get(),
                            (volume, result) -> incidents
                                    .report(volume, promise.aip(), result)
                                    .ifPresent(what -> bad.putIfAbsent(volume, what)))
                    .map(reading -> new Checked(promise, reading, Optional.empty()));
        } catch (StorageUnavailable fault) {
            return Optional.of(new Checked(promise, new Reading(List.of(), List.of(), List.of()), Optional.of(fault)));
        } finally {
            bad.forEach((volume, what) -> volume.bad(promise.aip(), what));
        }
    }

    private void note(Future<List<Checked>> portion) {
        finished(portion).stream().flatMap(List::stream).map(this::known).forEach(checked -> {
            if (checked.troubled()) {
                closedCopies.add(checked);
                long row = row().count();
                if (row >= AWAY && !reins.stopped()) {
                    goOnWithout(checked.trouble());
                } else if (row == 0 || closedCopies.size() >= PENDING) {
                    settle();
                }
            } else {
                settle();
                count(checked);
            }
        });
        look();
    }

    /** Others of the same portion were read before it was known that a volume cannot be. */
    private Checked known(Checked checked) {
        return checked.reading().closed().stream().allMatch(closed -> check.left(closed.volume()))
                ? checked.withClosedAway()
                : checked;
    }

    /** Those in hand that lie on a volume we have: that the others lie nowhere says nothing of a medium. */
    private Stream<Checked> row() {
        return closedCopies.stream().filter(one -> one.nowhere().isEmpty());
    }

    /**
     * So many in a row are not the packages' trouble but the medium's: the run goes on without the volumes that answer and cannot
     * be read. When none is left it is over, and the next is due later; only while every volume of an audit of everything is away,
     * the run waits where it stands.
     */
    private void goOnWithout(StorageUnavailable trouble) {
        boolean readElsewhere = row().noneMatch(Checked::unknown);
        List<AuditedVolume> dead = row().flatMap(one -> one.reading().closed().stream())
                .map(Reading.Closed::volume)
                .distinct()
                .filter(volume -> readElsewhere || volume.answers())
                .toList();
        dead.forEach(check::leave);
        boolean more = readElsewhere || volumes.stream().anyMatch(volume -> volume.inUse() && !check.left(volume));
        if (!more && dead.isEmpty() && progress.run().scope().volumes().isEmpty()) {
            throw trouble;
        }
        // Of a package that was read elsewhere, or whose volume went away, nothing is said there.
        closedCopies.replaceAll(one ->
                one.unknown() && one.reading().closed().stream().allMatch(closed -> dead.contains(closed.volume()))
                        ? one
                        : one.withClosedAway());
        settle();
        if (!more && !reins.stopped()) {
            progress.breakOff(volumes);
            reins.stop();
        }
    }

    /** Copies of which nothing could be read, between packages that could be: theirs is the trouble. */
    private void settle() {
        if (reins.stopped()) {
            return;
        }
        for (Checked checked : closedCopies) {
            AipId aip = checked.promise().aip();
            checked.nowhere()
                    .ifPresent(fault -> incidents.report(aip, new FixityResult.Unread(PackageCheck.WHOLE, fault)));
            checked.reading()
                    .closed()
                    .forEach(closed -> incidents
                            .report(closed.volume(), aip, new FixityResult.Unread(PackageCheck.WHOLE, closed.fault()))
                            .ifPresent(what -> closed.volume().bad(aip, what)));
            count(checked);
        }
        closedCopies.clear();
    }

    private void strangers(Strangers.Looking looking) {
        finished(looking.found()).orElse(List.of()).forEach(aip -> {
            FixityResult extra = Strangers.stranger();
            incidents.report(looking.volume(), aip, extra);
            progress.count(looking.volume(), extra);
        });
    }

    private void count(Checked checked) {
        if (reins.stopped()) {
            return;
        }
        if (checked.reading().elsewhere() && checked.nowhere().isEmpty()) {
            progress.pass(checked.promise());
            return;
        }
        PackagePromise promise = checked.promise();
        Reading reading = checked.reading().withClosedUnread();
        FixityCounts counts = checked.nowhere()
                .map(fault -> FixityCounts.of(new FixityResult.Unread(PackageCheck.WHOLE, fault)))
                .orElseGet(reading::counts);
        progress.count(
                promise, reading, counts, desk.events().ofPackage(run, promise.aip(), promise.version(), reading));
        look();
    }

    /** Whether the run was cancelled, or may not go on for now. */
    private void look() {
        if (!reins.stopped() && progress.running() && !wanted.getAsBoolean()) {
            progress.write();
            reins.stop();
        }
        if (!progress.running()) {
            reins.stop();
        }
    }

    private <T> Optional<T> finished(Future<T> future) {
        while (!reins.stopped()) {
            try {
                return Optional.of(future.get(1, TimeUnit.SECONDS));
            } catch (TimeoutException large) {
                // A large file: the log is told that the run lives, and asked whether it is still wanted.
                progress.write();
                look();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the audit was interrupted; it goes on from where it stands");
            } catch (ExecutionException failure) {
                switch (failure.getCause()) {
                    case ArchiveFault fault -> throw fault;
                    case RuntimeException bug -> throw bug;
                    case Error fatal -> throw fatal;
                    case null, default -> throw new IllegalStateException(failure);
                }
            }
        }
        return Optional.empty();
    }
}
