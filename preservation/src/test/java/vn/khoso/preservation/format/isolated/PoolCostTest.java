package vn.khoso.preservation.format.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khoso.preservation.isolation.WorkerPool;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.format.Characterisation.Verdict;
import vn.khoso.schemas.oais.PackagePath;

/** What isolation costs: processor time, since a busy machine lies about the clock on the wall. */
@Tag("nightly")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PoolCostTest {

    private static final int FILES = 2_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_page_of_PDF_costs_milliseconds(int callers) throws Exception {
        Path file = Files.write(folder.resolve("content"), Samples.pdf(1));
        try (WorkerPool pool = new WorkerPool(IsolatedFormatTools.settings(
                                System.getProperty("java.class.path"), folder.resolve("workers"), Optional.empty())
                        .withSize(callers)
                        .withFilesPerWorker(1_000_000));
                IsolatedFormatTools tools = new IsolatedFormatTools(pool)) {
            run(tools, file, callers, 400);
            Duration before = childrenCpu(pool);
            long own = ownCpu();
            long begin = System.nanoTime();
            run(tools, file, callers, FILES);
            double wall = (System.nanoTime() - begin) / 1e6 / FILES;
            double child = childrenCpu(pool).minus(before).toNanos() / 1e6 / FILES;
            double parent = (ownCpu() - own) / 1e6 / FILES;
            System.out.printf(
                    "one-page PDF, %d at once: %.2f ms of processor in the worker, %.2f ms in the server, %.2f ms on the wall; workers hold %s MB%n",
                    callers, child, parent, wall, memory(pool));
            assertThat(child).isLessThan(40);
            assertThat(memory(pool))
                    .allSatisfy(megabytes -> assertThat(megabytes).isLessThan(450));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200})
    void replacing_workers_costs_little(int filesPerWorker) throws Exception {
        Path file = Files.write(folder.resolve("content"), Samples.pdf(1));
        try (WorkerPool pool = new WorkerPool(IsolatedFormatTools.settings(
                                System.getProperty("java.class.path"), folder.resolve("workers"), Optional.empty())
                        .withFilesPerWorker(filesPerWorker));
                IsolatedFormatTools tools = new IsolatedFormatTools(pool)) {
            run(tools, file, 2, 200);
            long begin = System.nanoTime();
            run(tools, file, 2, FILES);
            System.out.printf(
                    "one-page PDF, 2 at once, a new worker every %d files: %.2f ms on the wall, %d processes%n",
                    filesPerWorker, (System.nanoTime() - begin) / 1e6 / FILES, pool.startedWorkers());
            assertThat(pool.startedWorkers()).isGreaterThan(FILES / filesPerWorker);
        }
    }

    private static void run(IsolatedFormatTools tools, Path file, int callers, int files) throws Exception {
        PackagePath name = new PackagePath("data/KQ.pdf");
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Callable<Characterisation>> all = new ArrayList<>();
            for (int i = 0; i < files; i++) {
                all.add(() -> tools.characterise(file, name));
            }
            for (Future<Characterisation> said : threads.invokeAll(all)) {
                assertThat(said.get().verdict()).isEqualTo(Verdict.VALID);
            }
        }
    }

    private static Duration childrenCpu(WorkerPool pool) {
        return pool.processIds().stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(handle -> handle.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static long ownCpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean bean
                ? bean.getProcessCpuTime()
                : 0;
    }

    private static List<Long> memory(WorkerPool pool) throws IOException {
        List<Long> megabytes = new ArrayList<>();
        for (long pid : pool.processIds()) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    megabytes.add(Long.parseLong(line.replaceAll("\\D", "")) / 1024);
                }
            }
        }
        return megabytes;
    }
}
