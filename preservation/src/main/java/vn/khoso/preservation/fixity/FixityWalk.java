package vn.khoso.preservation.fixity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/**
 * One run from where it stands to its end: packages in the order of their identifiers, two at a time, written down in
 * that order. Incidents are written down at once, by the thread that found them.
 */
final class FixityWalk {

    private static final Logger LOG = LoggerFactory.getLogger(FixityWalk.class);
    private static final int THREADS = 2;
    private static final int AHEAD = 32;
    private static final int PAGE = 500;
    private static final int EVENTS_AT_ONCE = 200;
    private static final long WRITE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int AWAY = 5;
    /** How old an object must be before a run counts it as a stranger; a parked submission is tried again within that time. */
    private static final Duration SETTLING = Duration.ofHours(1);

    private final StoredObjects objects;
    private final CatalogueStore catalogue;
    private final FixityLog log;
    private final JournalSegments segments;
    private final FixityEvents events;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final List<Event> pending = new ArrayList<>();
    private final List<Checked.Closed> closedObjects = new ArrayList<>();
    private FixityRun run;
    private FixityCounts counts;
    private long packages;
    private Optional<String> position;
    private long written = System.nanoTime();

    FixityWalk(
            StoredObjects objects,
            CatalogueStore catalogue,
            FixityLog log,
            JournalSegments segments,
            FixityEvents events,
            FixityRun run) {
        this.objects = objects;
        this.catalogue = catalogue;
        this.log = log;
        this.segments = segments;
        this.events = events;
        this.run = run;
        this.counts = new FixityCounts(run.bytesDone(), run.intact(), run.altered(), run.missing(), run.extra(), run.unread());
        this.packages = run.packagesDone();
        this.position = run.position();
    }

    /** What a reader came back with. */
    private sealed interface Checked {
        record Done(PackageEntry entry, List<FixityResult> results) implements Checked {}

        /** Nothing can be said of the object. */
        record Closed(PackageEntry entry, StorageUnavailable fault) implements Checked {}

        record Stopped() implements Checked {}
    }

    void walk() {
        PackageCheck check = new PackageCheck(objects, new Pace(run.megabytesPerSecond()), cancelled::get);
        ExecutorService readers = Executors.newFixedThreadPool(THREADS);
        try {
            Iterator<PackageEntry> entries = new PackagePages(catalogue, position.map(AipId::parse), PAGE);
            Deque<Future<Checked>> ahead = new ArrayDeque<>();
            while (!cancelled.get() && (entries.hasNext() || !ahead.isEmpty())) {
                while (ahead.size() < AHEAD && entries.hasNext()) {
                    PackageEntry entry = entries.next();
                    ahead.add(readers.submit(() -> checked(check, entry)));
                }
                note(finished(ahead.remove()));
            }
            if (!cancelled.get()) {
                settle();
                strangers();
                write(Optional.of(events.now()));
                LOG.info("Fixity audit {}: {} packages, {}", run.id(), packages, counts);
            }
        } finally {
            // Not interrupted: an interrupt closes the channel that is being read, and that would look like a bad disk.
            cancelled.set(true);
            readers.close();
        }
    }

    private Checked checked(PackageCheck check, PackageEntry entry) {
        try {
            return check.of(entry, result -> report(entry.aip(), result))
                    .<Checked>map(results -> new Checked.Done(entry, results))
                    .orElseGet(Checked.Stopped::new);
        } catch (StorageUnavailable fault) {
            return new Checked.Closed(entry, fault);
        }
    }

    private void note(Checked checked) {
        switch (checked) {
            case Checked.Stopped stopped -> cancelled.set(true);
            case Checked.Closed closed -> {
                closedObjects.add(closed);
                if (closedObjects.size() >= AWAY) {
                    // So many in a row are not the packages' trouble: the medium is away. The run waits where it stands.
                    throw closed.fault();
                }
            }
            case Checked.Done done -> {
                settle();
                count(done.entry(), done.results());
            }
        }
    }

    /** Packages of which nothing could be read, between others that could be: theirs is the trouble. */
    private void settle() {
        for (Checked.Closed closed : closedObjects) {
            FixityResult unread = new FixityResult.Unread(PackageCheck.WHOLE, closed.fault());
            report(closed.entry().aip(), unread);
            count(closed.entry(), List.of(unread));
        }
        closedObjects.clear();
    }

    /**
     * The other way round: objects on storage that the catalogue does not name. One that is being ingested is not known
     * yet either, so only those are strangers that are older than the run.
     */
    private void strangers() {
        Instant before = run.startedAt().minus(SETTLING);
        try (Stream<AipId> all = objects.all()) {
            all.filter(aip -> catalogue.find(aip).isEmpty())
                    .filter(aip -> objects.survey(aip)
                            .flatMap(ObjectSurvey::head)
                            .map(head -> head.created().isBefore(before))
                            .orElse(true))
                    .forEach(aip -> {
                        FixityResult extra =
                                new FixityResult.Extra(PackageCheck.WHOLE, "the object is on storage and not in the catalogue");
                        report(aip, extra);
                        counts = counts.plus(FixityCounts.of(List.of(extra)));
                    });
        }
    }

    private void count(PackageEntry entry, List<FixityResult> results) {
        FixityCounts found = FixityCounts.of(results);
        counts = counts.plus(found);
        packages++;
        position = Optional.of(entry.aip().uuid());
        pending.add(events.ofPackage(run.id(), entry.aip(), entry.version(), found));
        if (pending.size() >= EVENTS_AT_ONCE || System.nanoTime() - written > WRITE_EVERY_NANOS) {
            write(Optional.empty());
        }
    }

    private Checked finished(Future<Checked> future) {
        while (!cancelled.get()) {
            try {
                return future.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException large) {
                // A large file: the log is told that the run lives, and asked whether it is still wanted.
                write(Optional.empty());
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
        return new Checked.Stopped();
    }

    private void write(Optional<Instant> finishedAt) {
        FixityRun now = new FixityRun(
                run.id(),
                run.requestedBy(),
                run.startedAt(),
                finishedAt,
                finishedAt.isPresent() ? FixityRun.State.FINISHED : FixityRun.State.RUNNING,
                run.megabytesPerSecond(),
                Math.max(run.packagesTotal(), packages),
                packages,
                counts.bytes(),
                counts.intact(),
                counts.altered(),
                counts.missing(),
                counts.extra(),
                counts.unread(),
                position);
        List<Event> batch = new ArrayList<>(pending);
        if (finishedAt.isPresent()) {
            batch.add(events.ofRunsEnd(now));
        }
        if (!log.advance(now, batch)) {
            LOG.info("Fixity audit {} was cancelled", run.id());
            cancelled.set(true);
        }
        run = now;
        pending.clear();
        written = System.nanoTime();
    }

    /** Writes an incident down before the next file is read. */
    private void report(AipId aip, FixityResult result) {
        Incident incident =
                switch (result) {
                    case FixityResult.Intact intact -> throw new IllegalArgumentException("nothing is wrong with " + intact);
                    case FixityResult.Altered altered -> events.incident(
                            aip,
                            Incident.Kind.ALTERED,
                            altered.place(),
                            "promised " + altered.promised() + ", found " + altered.found() + " in " + altered.size() + " bytes");
                    case FixityResult.Missing missing -> events.incident(
                            aip, Incident.Kind.MISSING, missing.place(), "not on storage; promised: " + missing.promise());
                    case FixityResult.Extra extra -> events.incident(aip, Incident.Kind.EXTRA, extra.place(), extra.found());
                    case FixityResult.Unread unread -> events.incident(
                            aip, Incident.Kind.UNREAD, unread.place(), String.valueOf(unread.fault().getMessage()));
                };
        log.report(incident, events.ofIncident(incident)).ifPresent(entry -> {
            LOG.error("Incident {} {} {}: {}", incident.kind(), aip, incident.subject(), incident.detail());
            segments.shipUpTo(entry.index());
        });
    }
}
