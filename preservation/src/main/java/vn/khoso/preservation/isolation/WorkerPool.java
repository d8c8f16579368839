package vn.khoso.preservation.isolation;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.WorkerUnavailable;

/**
 * A few child processes that read files from strangers, and one more that waits, warm, for the next death.
 *
 * <p>Callers beyond the size of the pool wait in the order they came. A question that hangs, crashes or eats the heap of its
 * worker is asked once more of a fresh worker, and then given up. Safe for many threads. Closing it leaves no process behind.
 */
public final class WorkerPool implements AutoCloseable {

    /** Bytes of a question beside the path of its file. */
    public static final int LARGEST_QUESTION = 64 * 1024;

    /** Bytes of an answer. */
    public static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    private static final Logger LOG = System.getLogger(WorkerPool.class.getName());

    private static final int TRIES = 2;

    private final WorkerSettings settings;
    private final Fence fence;
    private final Semaphore turns;
    private final ScheduledExecutorService watch;
    private final AtomicLong started = new AtomicLong();

    // Guarded by this: workers that wait (the last used in front, so that few stay warm), all that live, and the end.
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> living = new HashSet<>();
    private boolean closed;

    /** @throws WorkerUnavailable when no process can be started */
    public WorkerPool(WorkerSettings settings) {
        this.settings = settings;
        this.fence = settings.kernelFence() ? Fence.probe() : Fence.none();
        this.turns = new Semaphore(settings.size(), true);
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("worker-deadlines").factory());
        try {
            if (Files.exists(settings.folder(), LinkOption.NOFOLLOW_LINKS)) {
                sweep(settings.folder());
            }
            Files.createDirectories(settings.folder());
            Files.setPosixFilePermissions(settings.folder(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            watch.shutdownNow();
            throw new WorkerUnavailable("the folder of the workers cannot be used: " + settings.folder(), e);
        }
        try {
            for (int i = 0; i <= settings.size(); i++) {
                hire();
            }
        } catch (WorkerUnavailable e) {
            close();
            throw e;
        }
    }

    /**
     * Asks a worker.
     *
     * @param file read by the worker, never written
     * @param question at most {@link #LARGEST_QUESTION} bytes with the path
     * @throws WorkerUnavailable when no worker comes up, or the pool is closed
     * @throws StorageUnavailable when the file cannot be looked at
     */
    public WorkerAnswer ask(Path file, byte[] question) {
        if (question.length + file.toString().length() * 3 + 2 > LARGEST_QUESTION) {
            throw new IllegalArgumentException("a question of " + question.length + " bytes");
        }
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw new StorageUnavailable("cannot read " + file, e);
        }
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkerUnavailable("interrupted while waiting for a worker", e);
        }
        try {
            return tryTwice(file.toAbsolutePath(), question, size);
        } finally {
            turns.release();
        }
    }

    private WorkerAnswer tryTwice(Path file, byte[] question, long size) {
        WorkerAnswer answer = new WorkerAnswer.GaveUp(WorkerAnswer.Reason.CRASH, "never asked");
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Worker worker = take(attempt > 1);
            answer = worker.ask(file, question, settings.deadline(size));
            switch (answer) {
                case WorkerAnswer.Answered answered -> {
                    giveBack(worker);
                    return answered;
                }
                case WorkerAnswer.GaveUp gaveUp -> {
                    // What a parser says may quote the file, and files carry personal data: only the kind of trouble is
                    // logged.
                    LOG.log(
                            Level.WARNING,
                            "worker {0} gave up on a file of {1} bytes, try {2}: {3} {4}",
                            Long.toString(worker.pid()),
                            Long.toString(size),
                            attempt,
                            gaveUp.reason(),
                            gaveUp.detail().split("[:\\n]", 2)[0]);
                    dismiss(worker);
                }
            }
        }
        return answer;
    }

    /** A worker that is up. @param fresh one that has seen no file yet */
    private Worker take(boolean fresh) {
        for (int attempt = 1; ; attempt++) {
            Worker worker = pick(fresh);
            Optional<String> trouble = worker.awaitReady();
            if (trouble.isEmpty()) {
                return worker;
            }
            retire(worker);
            if (attempt > settings.size() + 1) {
                throw new WorkerUnavailable("no worker comes up", new IOException(trouble.get()));
            }
        }
    }

    private Worker pick(boolean fresh) {
        List<Worker> dead = new ArrayList<>();
        Optional<Worker> found = Optional.empty();
        synchronized (this) {
            refuseIfClosed();
            idle.removeIf(one -> !one.isAlive() && dead.add(one));
            Optional<Worker> wanted =
                    idle.stream().filter(one -> !fresh || one.served() == 0).findFirst();
            if (wanted.isPresent()) {
                idle.remove(wanted.get());
                found = wanted;
            }
        }
        dead.forEach(this::dismiss);
        if (found.isPresent()) {
            return found.get();
        }
        hire();
        return pick(fresh);
    }

    private void giveBack(Worker worker) {
        if (worker.served() >= settings.filesPerWorker() || worker.residentMegabytes() > settings.residentMegabytes()) {
            dismiss(worker);
            return;
        }
        synchronized (this) {
            if (!closed) {
                idle.addFirst(worker);
                return;
            }
        }
        retire(worker);
    }

    /** Ends a worker and starts the next, which comes up while others work. */
    private void dismiss(Worker worker) {
        retire(worker);
        boolean wanted;
        synchronized (this) {
            wanted = !closed && living.size() <= settings.size();
        }
        if (wanted) {
            hire();
        }
    }

    private void retire(Worker worker) {
        worker.kill();
        synchronized (this) {
            living.remove(worker);
        }
        try {
            sweep(worker.folder());
            Files.deleteIfExists(worker.folder());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what a worker left is not removed: " + worker.folder(), e);
        }
    }

    private void hire() {
        Path folder = settings.folder().resolve("w" + started.incrementAndGet());
        try {
            Worker worker = Worker.start(settings, fence, folder, watch);
            synchronized (this) {
                living.add(worker);
                if (!closed) {
                    idle.addLast(worker);
                    return;
                }
            }
            retire(worker);
            throw new WorkerUnavailable("the workers are closed", new IOException("closed"));
        } catch (IOException e) {
            throw new WorkerUnavailable("no worker process can be started", e);
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new WorkerUnavailable("the workers are closed", new IOException("closed"));
        }
    }

    /** Process ids of all that live, for an operator and for tests. */
    public synchronized List<Long> processIds() {
        return living.stream().filter(Worker::isAlive).map(Worker::pid).sorted().toList();
    }

    /** How many processes were started since the pool was made: more than {@code size + 1} tells of deaths and retirements. */
    public long startedWorkers() {
        return started.get();
    }

    /** Kills every worker, also one that is being asked: its caller gets {@link WorkerUnavailable} or an answer given up. */
    @Override
    public void close() {
        List<Worker> all;
        synchronized (this) {
            closed = true;
            idle.clear();
            all = List.copyOf(living);
        }
        all.forEach(this::retire);
        watch.shutdownNow();
    }

    /** Deletes what lies in a folder, not the folder; links are removed, never followed. */
    private static void sweep(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException trouble) throws IOException {
                if (trouble != null) {
                    throw trouble;
                }
                if (!dir.equals(folder)) {
                    Files.delete(dir);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
