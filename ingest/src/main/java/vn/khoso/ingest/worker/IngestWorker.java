package vn.khoso.ingest.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.ingest.IngestPipeline;
import vn.khoso.ingest.Submissions;
import vn.khoso.ingest.queue.SubmissionQueue;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Lane;
import vn.khoso.schemas.submission.Submission;

/**
 * Takes submissions from the queue and brings each to its end: a receipt, a refusal, or parked for an operator (D4).
 *
 * <p>A fault of the archive is tried again later, and parked after some tries; full volumes are waited for; a bug parks its
 * submission and nothing else.
 */
public final class IngestWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestWorker.class);

    /** Of so many turns one asks the bulk lane first, so that it is slow behind people at screens, and never starved. */
    private static final int BULK_TURN = 4;

    private static final Duration BEAT = Duration.ofSeconds(1);

    private final IngestPipeline pipeline;
    private final Submissions submissions;
    private final SubmissionQueue queue;
    private final ProgressBoard board;
    private final Clock clock;
    private final WorkerSettings settings;
    private final AtomicLong turns = new AtomicLong();
    private final Set<SipId> running = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final ScheduledExecutorService beats;
    private volatile Instant roomAwaited = Instant.MIN;
    private volatile boolean closed;

    public IngestWorker(
            IngestPipeline pipeline,
            Submissions submissions,
            SubmissionQueue queue,
            ProgressBoard board,
            Clock clock,
            WorkerSettings settings) {
        this.pipeline = pipeline;
        this.submissions = submissions;
        this.queue = queue;
        this.board = board;
        this.clock = clock;
        this.settings = settings;
        this.beats = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("ingest-beats").factory());
    }

    /** Takes up what a crash of this worker left, and begins. To be called once, before anything is accepted. */
    public void start() {
        submissions.sweep();
        queue.giveBackOf(settings.name());
        for (int i = 0; i < settings.threads(); i++) {
            threads.add(Thread.ofPlatform().daemon().name("ingest-" + i).start(this::loop));
        }
        beats.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets running submissions end, for at most ten seconds; what is cut off is taken up at the next start. */
    @Override
    public void close() {
        closed = true;
        beats.shutdownNow();
        threads.forEach(thread -> board.arrived());
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        for (Thread thread : threads) {
            try {
                long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
                if (!thread.join(Duration.ofMillis(left))) {
                    thread.interrupt();
                }
            } catch (InterruptedException stopped) {
                threads.forEach(Thread::interrupt);
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void loop() {
        while (!closed && !Thread.currentThread().isInterrupted()) {
            long seen = board.arrivals();
            Optional<Submission> next = clock.instant().isBefore(roomAwaited) ? Optional.empty() : next();
            if (next.isPresent()) {
                work(next.get());
            } else {
                board.awaitArrival(seen, settings.idle());
            }
        }
    }

    private Optional<Submission> next() {
        boolean bulkFirst = turns.incrementAndGet() % BULK_TURN == 0;
        try {
            return queue.take(bulkFirst ? Lane.BULK : Lane.INTERACTIVE, settings.name(), clock.instant());
        } catch (ArchiveFault away) {
            LOG.warn("the queue cannot be asked: {}", text(away));
            return Optional.empty();
        }
    }

    private void work(Submission submission) {
        running.add(submission.id());
        try {
            conclude(submission, pipeline.run(submission));
        } catch (ArchiveFault.StorageFull full) {
            if (nobodyFits(submission)) {
                whenThereIsRoom(submission, full);
            } else {
                later(submission, full);
            }
        } catch (ArchiveFault fault) {
            later(submission, fault);
        } catch (RuntimeException bug) {
            // One hostile or unlucky package must not stop the others, and must not stay in limbo: it is parked.
            LOG.error("submission {} is parked: a bug", submission.id(), bug);
            untilTheQueueTakesIt(
                    () -> queue.park(submission.id(), "bug: " + bug.getClass().getSimpleName()));
        } finally {
            running.remove(submission.id());
            board.clear(submission.id());
        }
    }

    private void conclude(Submission submission, Outcome<StorageReceipt> outcome) {
        switch (outcome) {
            case Outcome.Passed<StorageReceipt> passed ->
                submissions.concludeArchived(submission, pipeline.agreement().judge(passed.findings()), passed.value());
            case Outcome.Stopped<StorageReceipt> stopped ->
                submissions.concludeRefused(submission, pipeline.agreement().refusal(stopped.findings()));
        }
    }

    /**
     * A disk down to its reserve is nobody's package's fault, and what was accepted is owed an answer: it waits for as long as it
     * takes and goes on by itself. Nobody else is taken up meanwhile, who would only find the same. A package that is larger than the
     * room there is does not come here: it is tried as after any other fault, and then an operator decides.
     */
    private void whenThereIsRoom(Submission submission, ArchiveFault.StorageFull full) {
        Instant again = clock.instant().plus(settings.roomWait());
        LOG.error("submission {} waits for room: {}", submission.id(), text(full));
        roomAwaited = again;
        untilTheQueueTakesIt(() -> queue.putBack(submission.id(), text(full), again));
    }

    private boolean nobodyFits(Submission submission) {
        try {
            return submissions.outOfRoom(submission.id());
        } catch (ArchiveFault trouble) {
            LOG.warn("what {} wrote stays until its next try: {}", submission.id(), text(trouble));
            return true;
        }
    }

    private void later(Submission submission, ArchiveFault fault) {
        String trouble = text(fault);
        if (submission.tries() >= settings.tries()) {
            LOG.error(
                    "submission {} is parked after {} tries: {}", submission.id(), submission.tries(), trouble, fault);
            untilTheQueueTakesIt(() -> queue.park(submission.id(), trouble));
        } else {
            LOG.warn("submission {} is tried again later: {}", submission.id(), trouble);
            Duration wait = settings.delay().multipliedBy((long) Math.pow(3, submission.tries() - 1));
            untilTheQueueTakesIt(() ->
                    queue.postpone(submission.id(), trouble, clock.instant().plus(wait)));
        }
    }

    /** The fault may be the database's own: without it nothing else can be done either, so this thread waits for it. */
    private void untilTheQueueTakesIt(Runnable change) {
        while (!closed && !Thread.currentThread().isInterrupted()) {
            try {
                change.run();
                return;
            } catch (ArchiveFault away) {
                LOG.warn("the queue cannot be told: {}", text(away));
                board.awaitArrival(board.arrivals(), settings.idle());
            }
        }
    }

    private void beat() {
        try {
            for (SipId sip : running) {
                board.of(sip).ifPresent(progress -> queue.beat(sip, progress, clock.instant()));
            }
            queue.giveBack(clock.instant().minus(settings.silence()));
        } catch (ArchiveFault away) {
            LOG.debug("no sign of life to the queue: {}", text(away));
        }
    }

    private static String text(ArchiveFault fault) {
        return fault.getClass().getSimpleName() + ": " + fault.getMessage();
    }
}
