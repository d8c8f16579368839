package vn.khoso.preservation.isolation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How worker processes are started and how long they may think.
 *
 * @param classPath as for {@code java -cp}: jars, or a folder of jars as {@code /opt/khoso/lib/*}; needs this module, what the
 *     task uses and SLF4J with a binding, nothing else of the server
 * @param folder private working folder of the pool; made when absent, what lies in it from a run before is deleted
 * @param taskClass name of a {@link WorkerTask}
 * @param taskArguments given to {@link WorkerTask#prepare}
 * @param size workers that answer at the same time; one more waits, started, as a spare
 * @param filesPerWorker after that many a worker is replaced, so that nothing a file left stays for ever
 * @param patience deadline of a file of no size; see {@link #deadline(long)}
 * @param heapMegabytes {@code -Xmx} of a worker
 * @param residentMegabytes a worker that holds more than this after a file is replaced, so that what leaked outside the heap
 *     is freed; asked of the kernel where it tells ({@code /proc})
 * @param kernelFence whether to ask the kernel for a network name space of its own and limits, where it grants them
 */
public record WorkerSettings(
        String classPath,
        Path folder,
        String taskClass,
        List<String> taskArguments,
        int size,
        int filesPerWorker,
        Duration patience,
        int heapMegabytes,
        int residentMegabytes,
        boolean kernelFence) {

    /** Bytes that earn one more second. */
    private static final long BYTES_PER_SECOND = 10_000_000;

    public WorkerSettings {
        if (classPath.isBlank() || taskClass.isBlank()) {
            throw new IllegalArgumentException("a worker needs a class path and a task");
        }
        if (size < 1
                || size > 64
                || filesPerWorker < 1
                || heapMegabytes < 32
                || residentMegabytes < 1
                || patience.isNegative()
                || patience.isZero()) {
            throw new IllegalArgumentException("not a worker pool: size " + size + ", files " + filesPerWorker
                    + ", heap " + heapMegabytes + " MB, patience " + patience);
        }
        folder = folder.toAbsolutePath().normalize();
        taskArguments = List.copyOf(taskArguments);
    }

    /** Two workers with a heap of 256 MB and 20,000 files each, 20 s + 1 s per 10 MB. */
    public static WorkerSettings standard(
            String classPath, Path folder, Class<? extends WorkerTask> task, List<String> arguments) {
        return new WorkerSettings(
                classPath, folder, task.getName(), arguments, 2, 20_000, Duration.ofSeconds(20), 256, 512, true);
    }

    public WorkerSettings withSize(int workers) {
        return changed(workers, filesPerWorker, patience, residentMegabytes, kernelFence);
    }

    public WorkerSettings withFilesPerWorker(int files) {
        return changed(size, files, patience, residentMegabytes, kernelFence);
    }

    public WorkerSettings withResidentMegabytes(int megabytes) {
        return changed(size, filesPerWorker, patience, megabytes, kernelFence);
    }

    public WorkerSettings withPatience(Duration time) {
        return changed(size, filesPerWorker, time, residentMegabytes, kernelFence);
    }

    /** For tests of the guards that stand without the kernel's help. */
    public WorkerSettings withoutKernelFence() {
        return changed(size, filesPerWorker, patience, residentMegabytes, false);
    }

    private WorkerSettings changed(int workers, int files, Duration time, int resident, boolean fence) {
        return new WorkerSettings(
                classPath, folder, taskClass, taskArguments, workers, files, time, heapMegabytes, resident, fence);
    }

    /** How long one try with a file of so many bytes may take. */
    public Duration deadline(long bytes) {
        return patience.plusMillis(bytes / (BYTES_PER_SECOND / 1000));
    }
}
