package vn.khoso.preservation.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;

/**
 * Does the same on several sites at a time and waits for all of them, but no longer than a deadline: a disk that hangs costs
 * the others no more than that.
 *
 * <p>What is late is not interrupted. It ends some day or hangs for ever, and its site is not opened anew before it ended.
 */
public final class FanOut implements AutoCloseable {

    /** More than ingest ever does at a time; when so many hang on a disk, nothing more is given to it. */
    private static final int THREADS = 256;

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private final Duration patience;
    private final Optional<ExecutorService> threads;

    private FanOut(Duration patience, Optional<ExecutorService> threads) {
        this.patience = patience;
        this.threads = threads;
    }

    /** @param patience how long a site may take for something small before the archive goes on without it */
    public static FanOut atOnce(Duration patience) {
        return new FanOut(
                patience,
                Optional.of(new ThreadPoolExecutor(
                        0,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        Thread.ofPlatform().daemon().name("copy-", 0).factory())));
    }

    /** One site after the other in the caller's thread, however long it takes: the order is always the same. */
    public static FanOut inTurn() {
        return new FanOut(Duration.ZERO, Optional.empty());
    }

    /** What became of the work on one site. */
    sealed interface Result<T> {
        record Done<T>(T value) implements Result<T> {}

        record Failed<T>(ArchiveFault fault) implements Result<T> {}

        record Late<T>(Duration after) implements Result<T> {}
    }

    /**
     * @param more how much longer than usual it may take
     * @return in the order of the sites
     */
    <T> Map<CopySite, Result<T>> run(List<CopySite> sites, Function<OpenSite, T> work, Duration more) {
        Map<CopySite, Result<T>> results = new LinkedHashMap<>();
        if (sites.size() == 1 || threads.isEmpty()) {
            // Nobody else waits for it.
            sites.forEach(site -> results.put(site, here(site, work)));
            return results;
        }
        List<Future<Result<T>>> running = new ArrayList<>();
        sites.forEach(site -> running.add(begun(threads.get(), site, work)));
        Duration most = patience.plus(more);
        long deadline = System.nanoTime() + most.toNanos();
        for (int at = 0; at < sites.size(); at++) {
            results.put(sites.get(at), ended(running.get(at), deadline, most));
        }
        return results;
    }

    private static <T> Future<Result<T>> begun(ExecutorService threads, CopySite site, Function<OpenSite, T> work) {
        try {
            return threads.submit(() -> here(site, work));
        } catch (RejectedExecutionException everyThreadHangs) {
            LOG.error("No thread is left for volume {}", site.name());
            return CompletableFuture.completedFuture(new Result.Late<>(Duration.ZERO));
        }
    }

    private static <T> Result<T> here(CopySite site, Function<OpenSite, T> work) {
        try {
            return new Result.Done<>(site.on(work));
        } catch (ArchiveFault fault) {
            return new Result.Failed<>(fault);
        }
    }

    private static <T> Result<T> ended(Future<Result<T>> running, long deadline, Duration patience) {
        try {
            return running.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new Result.Late<>(patience);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result.Failed<>(
                    new ArchiveFault.StorageUnavailable("interrupted while copies were made", interrupted));
        }
    }

    /** Waits for nothing. */
    @Override
    public void close() {
        threads.ifPresent(ExecutorService::shutdown);
    }
}
