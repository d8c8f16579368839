package vn.khoso.preservation.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.WorkerUnavailable;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class WorkerPoolTest {

    private static final Duration PATIENCE = Duration.ofMillis(1500);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void a_file() throws IOException {
        file = Files.writeString(folder.resolve("Quyết định số 15.txt"), "0123456789");
    }

    @Test
    void a_question_is_answered_also_for_a_name_in_Vietnamese() {
        try (WorkerPool pool = pool(settings())) {
            assertThat(ask(pool, "size")).isEqualTo("10");
        }
    }

    @Test
    void a_hang_ends_at_the_deadline_after_two_tries_while_others_are_answered() throws Exception {
        try (WorkerPool pool = pool(settings().withSize(2));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            ask(pool, "size");
            long begin = System.nanoTime();
            Future<WorkerAnswer> hanging = callers.submit(() -> answer(pool, "hang"));
            int answered = 0;
            while (!hanging.isDone()) {
                assertThat(ask(pool, "size")).isEqualTo("10");
                answered++;
            }
            assertThat(hanging.get())
                    .isInstanceOfSatisfying(
                            WorkerAnswer.GaveUp.class,
                            it -> assertThat(it.reason()).isEqualTo(WorkerAnswer.Reason.TIME));
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isGreaterThan(PATIENCE.multipliedBy(2))
                    .isLessThan(PATIENCE.multipliedBy(2).plusSeconds(10));
            assertThat(answered).isGreaterThan(20);
        }
    }

    @Test
    void eaten_memory_is_told_from_a_crash() {
        try (WorkerPool pool = pool(settings().withPatience(Duration.ofSeconds(20)))) {
            assertThat(reason(pool, "memory")).isEqualTo(WorkerAnswer.Reason.MEMORY);
            assertThat(reason(pool, "exit")).isEqualTo(WorkerAnswer.Reason.CRASH);
            assertThat(reason(pool, "throw")).isEqualTo(WorkerAnswer.Reason.CRASH);
            assertThat(reason(pool, "deep")).isEqualTo(WorkerAnswer.Reason.CRASH);
            assertThat(reason(pool, "flood")).isEqualTo(WorkerAnswer.Reason.CRASH);
            assertThat(ask(pool, "size")).isEqualTo("10");
        }
    }

    @Test
    void what_a_task_threw_is_said() {
        try (WorkerPool pool = pool(settings())) {
            assertThat(answer(pool, "throw"))
                    .isInstanceOfSatisfying(
                            WorkerAnswer.GaveUp.class,
                            it -> assertThat(it.detail()).contains("IOException: as told"));
        }
    }

    @Test
    void what_a_task_prints_does_not_get_between_the_frames() {
        try (WorkerPool pool = pool(settings())) {
            assertThat(ask(pool, "noise")).isEqualTo("quiet");
            assertThat(ask(pool, "size")).isEqualTo("10");
        }
    }

    @Test
    void a_worker_is_replaced_after_its_number_of_files() {
        try (WorkerPool pool = pool(settings().withSize(1).withFilesPerWorker(5))) {
            List<String> counts =
                    IntStream.range(0, 12).mapToObj(i -> ask(pool, "count")).toList();
            assertThat(counts).containsExactly("1", "2", "3", "4", "5", "1", "2", "3", "4", "5", "1", "2");
            assertThat(pool.startedWorkers()).isEqualTo(4);
            assertThat(pool.processIds()).hasSize(2);
        }
    }

    @Test
    void a_worker_that_holds_too_much_memory_is_replaced_after_its_answer() {
        assumeTrue(
                Files.isReadable(Path.of("/proc/self/status")),
                "skipped: this system does not tell what a process holds");
        try (WorkerPool pool = pool(settings().withSize(1).withResidentMegabytes(1))) {
            assertThat(IntStream.range(0, 3).mapToObj(i -> ask(pool, "count"))).containsExactly("1", "1", "1");
        }
        try (WorkerPool pool = pool(settings().withSize(1))) {
            assertThat(IntStream.range(0, 3).mapToObj(i -> ask(pool, "count"))).containsExactly("1", "2", "3");
        }
    }

    @Test
    void no_more_callers_work_at_once_than_the_pool_has_turns() throws Exception {
        try (WorkerPool pool = pool(settings().withSize(2));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> all = new ArrayList<>();
            IntStream.range(0, 200).forEach(i -> all.add(() -> ask(pool, "pid")));
            Set<String> processes = new HashSet<>();
            for (Future<String> one : callers.invokeAll(all)) {
                processes.add(one.get());
            }
            assertThat(processes).hasSizeBetween(1, 3);
            assertThat(pool.processIds()).hasSize(3);
        }
    }

    @Test
    void a_worker_opens_no_address_and_thaws_no_object_even_without_the_kernel() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                WorkerPool pool = pool(settings().withoutKernelFence())) {
            AtomicInteger hits = new AtomicInteger();
            Thread.ofVirtual().start(() -> count(listener, hits));
            String there = "127.0.0.1:" + listener.getLocalPort();
            for (String scheme : List.of("http", "https", "ftp", "jar:http", "HTTP")) {
                assertThat(ask(
                                pool,
                                "fetch " + scheme + "://" + there + "/x" + (scheme.startsWith("jar") ? "!/y" : "")))
                        .startsWith("refused");
            }
            assertThat(ask(pool, "thaw")).startsWith("refused");
            assertThat(ask(pool, "environment")).isEqualTo("[LC_ALL]");
            assertThat(hits).hasValue(0);
        }
    }

    @Test
    void where_the_kernel_grants_it_not_even_a_socket_comes_out() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                WorkerPool pool = pool(settings())) {
            String said = ask(pool, "connect " + listener.getLocalPort());
            assumeTrue(
                    Fence.probe().around(List.of()).stream().anyMatch("--net"::equals),
                    "skipped: no network name space is granted here");
            assertThat(said).startsWith("refused");
        }
    }

    @Test
    void closing_leaves_no_process_and_no_file_also_in_the_middle_of_a_question() throws Exception {
        WorkerPool pool = pool(settings().withPatience(Duration.ofSeconds(60)));
        ask(pool, "size");
        List<Long> processes = pool.processIds();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<WorkerAnswer> asking = callers.submit(() -> answer(pool, "hang"));
            await(() -> !asking.isDone());
            pool.close();
            assertThatThrownBy(asking::get).hasCauseInstanceOf(WorkerUnavailable.class);
        }
        await(() -> processes.stream().noneMatch(WorkerPoolTest::lives));
        assertThat(pool.processIds()).isEmpty();
        try (Stream<Path> left = Files.list(folder.resolve("workers"))) {
            assertThat(left).isEmpty();
        }
        assertThatThrownBy(() -> answer(pool, "size")).isInstanceOf(WorkerUnavailable.class);
    }

    @Test
    void a_server_that_is_killed_leaves_no_worker_behind_even_one_that_hangs() throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PoolOwner.class.getName(),
                        folder.resolve("owned").toString(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Long> workers = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            for (String pid : out.readLine().split(" ")) {
                workers.add(Long.valueOf(pid));
            }
        }
        assertThat(workers).isNotEmpty().allMatch(WorkerPoolTest::lives);
        server.destroyForcibly();
        await(() -> workers.stream().noneMatch(WorkerPoolTest::lives));
    }

    @Test
    void a_task_that_does_not_start_is_a_fault_that_says_why() {
        WorkerSettings settings = new WorkerSettings(
                System.getProperty("java.class.path"),
                folder.resolve("workers"),
                TrialTask.class.getName(),
                List.of("refuse-to-start"),
                1,
                200,
                PATIENCE,
                64,
                400,
                true);
        try (WorkerPool pool = pool(settings)) {
            assertThatThrownBy(() -> answer(pool, "size"))
                    .isInstanceOf(WorkerUnavailable.class)
                    .rootCause()
                    .hasMessageContaining("told not to start");
        }
    }

    @Test
    void a_file_that_is_not_there_is_a_fault_and_costs_no_worker() {
        try (WorkerPool pool = pool(settings())) {
            assertThatThrownBy(() -> pool.ask(folder.resolve("absent"), new byte[0]))
                    .isInstanceOf(StorageUnavailable.class);
            assertThat(pool.startedWorkers()).isEqualTo(2);
        }
    }

    @Test
    void a_larger_file_gets_more_time() {
        assertThat(settings().withPatience(Duration.ofSeconds(20)).deadline(100_000_000))
                .isEqualTo(Duration.ofSeconds(30));
    }

    private WorkerSettings settings() {
        return new WorkerSettings(
                System.getProperty("java.class.path"),
                folder.resolve("workers"),
                TrialTask.class.getName(),
                List.of(),
                1,
                200,
                PATIENCE,
                64,
                400,
                true);
    }

    private static WorkerPool pool(WorkerSettings settings) {
        return new WorkerPool(settings);
    }

    private WorkerAnswer answer(WorkerPool pool, String words) {
        return pool.ask(file, words.getBytes(StandardCharsets.UTF_8));
    }

    private String ask(WorkerPool pool, String words) {
        return switch (answer(pool, words)) {
            case WorkerAnswer.Answered answered -> new String(answered.body(), StandardCharsets.UTF_8);
            case WorkerAnswer.GaveUp gaveUp -> throw new AssertionError(words + ": " + gaveUp);
        };
    }

    private WorkerAnswer.Reason reason(WorkerPool pool, String words) {
        return switch (answer(pool, words)) {
            case WorkerAnswer.Answered answered ->
                throw new AssertionError(words + ": " + new String(answered.body(), StandardCharsets.UTF_8));
            case WorkerAnswer.GaveUp gaveUp -> gaveUp.reason();
        };
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void count(ServerSocket listener, AtomicInteger hits) {
        try {
            while (!listener.isClosed()) {
                try (Socket socket = listener.accept()) {
                    hits.incrementAndGet();
                    assertThat(socket).isNotNull();
                }
            }
        } catch (IOException e) {
            assertThat(listener.isClosed()).isTrue();
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 20 s").isLessThan(end);
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
