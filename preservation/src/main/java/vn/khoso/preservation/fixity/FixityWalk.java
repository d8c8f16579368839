package vn.khoso.preservation.fixity;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/**
 * One run from where it stands to its end: packages in the order of their identifiers, in portions that several readers
 * take, written down in that order. Incidents are written down at once, by the thread that found them.
 */
final class FixityWalk {

    /** Portions in hand for each reader, so that none waits for the log. */
    private static final int AHEAD = 4;

    private static final int AWAY = 5;

    private static final int PAGE = 5_000;

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
    private final List<Strangers> strangers;
    private final ThreadLocal<FileReader> reader;
    private final List<Checked.Closed> closedObjects = new ArrayList<>();

    /** @param wanted whether the run may go on; once it may not, it stays where it stands */
    FixityWalk(AuditDesk desk, int walkers, FixityRun run, BooleanSupplier wanted) {
        this.desk = desk;
        this.walkers = walkers;
        this.run = run.id();
        this.wanted = wanted;
        this.progress = new Progress(desk, run);
        this.incidents = new Incidents(desk);
        this.check = new PackageCheck(desk.volumes());
        this.strangers = desk.volumes().stream()
                .map(volume ->
                        new Strangers(volume, desk.catalogue(), run.startedAt().minus(SETTLING), reins::stopped))
                .toList();
        Pace pace = new Pace(run.megabytesPerSecond());
        this.reader = ThreadLocal.withInitial(() -> new FileReader(pace, reins));
    }

    /** What a reader came to with one package. */
    private sealed interface Checked {
        record Done(PackagePromise promise, FixityCounts counts, Event event) implements Checked {}

        /** Nothing can be said of the object. */
        record Closed(PackagePromise promise, StorageUnavailable fault) implements Checked {}
    }

    /** @return whether the run came to its end or was cancelled; false when it is no longer wanted for now */
    boolean walk() {
        ExecutorService readers = Executors.newFixedThreadPool(walkers);
        try {
            boolean whole =
                    progress.run().position().isEmpty() && progress.run().packagesTotal() < Strangers.SHARE;
            packages(readers, new Marks(), whole);
            return !progress.running();
        } finally {
            // Not interrupted: an interrupt closes the channel that is being read, and that would look like a bad disk.
            reins.stop();
            readers.close();
        }
    }

    private void packages(ExecutorService readers, Marks marks, boolean remember) {
        PackagePages portions =
                new PackagePages(desk.catalogue(), progress.run().position().map(AipId::parse));
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
        if (!remember) {
            shares(readers);
        }
        if (!reins.stopped()) {
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
        return desk.volumes().getFirst().objects().mark(aip);
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
        try {
            return check.of(promise, reader.get(), (volume, result) -> incidents.report(volume, promise.aip(), result))
                    .map(counts -> done(promise, counts));
        } catch (StorageUnavailable fault) {
            return Optional.of(new Checked.Closed(promise, fault));
        }
    }

    private Checked.Done done(PackagePromise promise, FixityCounts counts) {
        return new Checked.Done(
                promise, counts, desk.events().ofPackage(run, promise.aip(), promise.version(), counts));
    }

    private void note(Future<List<Checked>> portion) {
        finished(portion).stream().flatMap(List::stream).forEach(checked -> {
            switch (checked) {
                case Checked.Closed closed -> {
                    closedObjects.add(closed);
                    if (closedObjects.size() >= AWAY) {
                        // So many in a row are not the packages' trouble: the medium is away. The run waits where it
                        // stands.
                        throw closed.fault();
                    }
                }
                case Checked.Done done -> {
                    settle();
                    count(done);
                }
            }
        });
        look();
    }

    /** Packages of which nothing could be read, between others that could be: theirs is the trouble. */
    private void settle() {
        if (reins.stopped()) {
            return;
        }
        for (Checked.Closed closed : closedObjects) {
            FixityResult unread = new FixityResult.Unread(PackageCheck.WHOLE, closed.fault());
            incidents.report(closed.promise().aip(), unread);
            count(done(closed.promise(), FixityCounts.of(unread)));
        }
        closedObjects.clear();
    }

    private void strangers(Strangers.Looking looking) {
        finished(looking.found()).orElse(List.of()).forEach(aip -> {
            FixityResult extra =
                    new FixityResult.Extra(PackageCheck.WHOLE, "the object is on storage and not in the catalogue");
            incidents.report(looking.volume(), aip, extra);
            progress.count(extra);
        });
    }

    private void count(Checked.Done done) {
        if (!reins.stopped()) {
            progress.count(done.promise(), done.counts(), done.event());
            look();
        }
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
