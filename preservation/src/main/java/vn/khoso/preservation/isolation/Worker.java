package vn.khoso.preservation.isolation;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One child process, seen from the parent. Used by one caller at a time. */
final class Worker {

    /** Exit code of {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    /** How long a JVM may take to come up with its task prepared, on a busy machine. */
    private static final Duration START = Duration.ofSeconds(60);

    private static final int TAIL = 2000;

    private final Process process;
    private final Path folder;
    private final DataOutputStream questions;
    private final DataInputStream answers;
    private final ScheduledExecutorService watch;
    private boolean ready;
    private int served;

    private Worker(Process process, Path folder, ScheduledExecutorService watch) {
        this.process = process;
        this.folder = folder;
        this.watch = watch;
        this.questions = new DataOutputStream(process.getOutputStream());
        this.answers = new DataInputStream(process.getInputStream());
    }

    /** Starts the process and returns at once; it comes up by itself. */
    static Worker start(WorkerSettings settings, Fence fence, Path folder, ScheduledExecutorService watch)
            throws IOException {
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(fence.around(command(settings, folder)))
                .directory(folder.toFile())
                .redirectError(folder.resolve("stderr.txt").toFile());
        Map<String, String> environment = builder.environment();
        environment.clear(); // no password, no JAVA_TOOL_OPTIONS
        environment.put("LC_ALL", "C.UTF-8"); // names of files in Vietnamese
        return new Worker(builder.start(), folder, watch);
    }

    private static List<String> command(WorkerSettings settings, Path folder) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.heapMegabytes() + "m",
                "-Xss1m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Djdk.serialFilter=!*",
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet=",
                "-Djdk.xml.maxGeneralEntitySizeLimit=1000000",
                "-Djdk.xml.totalEntitySizeLimit=5000000",
                "-Djava.io.tmpdir=" + folder,
                "-Duser.home=" + folder,
                "-Dfile.encoding=UTF-8",
                "-cp",
                settings.classPath(),
                WorkerMain.class.getName(),
                settings.taskClass()));
        command.addAll(settings.taskArguments());
        return command;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Questions answered so far. */
    int served() {
        return served;
    }

    long pid() {
        return process.pid();
    }

    /** What the process holds of the machine's memory by now, in MB; 0 where the kernel does not tell. */
    long residentMegabytes() {
        try {
            String status = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "status"), StandardCharsets.ISO_8859_1);
            return status.lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) >> 10)
                    .sum();
        } catch (IOException untold) {
            return 0; // no Linux, or the process has just ended, which the next question finds out
        }
    }

    /** Waits until the task is prepared. @return empty when it is, else why it never will be */
    Optional<String> awaitReady() {
        if (ready) {
            return Optional.empty();
        }
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = killAfter(START, late);
        try {
            Optional<Frames.Frame> frame = Frames.read(answers, 0);
            ready = frame.isPresent() && frame.get().kind() == Frames.READY;
            return ready ? Optional.empty() : Optional.of(ending(late.get()));
        } catch (IOException e) {
            return Optional.of(ending(late.get()));
        } finally {
            alarm.cancel(false);
        }
    }

    /** One question. Unless the answer is {@link WorkerAnswer.Answered}, the worker is of no more use. */
    WorkerAnswer ask(Path file, byte[] question, Duration deadline) {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = killAfter(deadline, late);
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream writer = new DataOutputStream(body);
            writer.writeUTF(file.toString());
            writer.write(question);
            Frames.write(questions, Frames.QUESTION, body.toByteArray());
            Optional<Frames.Frame> frame = Frames.read(answers, WorkerPool.LARGEST_ANSWER);
            if (frame.isPresent() && frame.get().kind() == Frames.ANSWER) {
                served++;
                return new WorkerAnswer.Answered(frame.get().body());
            }
            if (frame.isPresent() && frame.get().kind() == Frames.THREW) {
                return new WorkerAnswer.GaveUp(
                        WorkerAnswer.Reason.CRASH, tail(new String(frame.get().body(), StandardCharsets.UTF_8)));
            }
            return ended(late.get(), deadline);
        } catch (IOException e) {
            return ended(late.get(), deadline);
        } finally {
            alarm.cancel(false);
        }
    }

    private ScheduledFuture<?> killAfter(Duration time, AtomicBoolean late) {
        return watch.schedule(
                () -> {
                    late.set(true);
                    process.destroyForcibly();
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private WorkerAnswer ended(boolean late, Duration deadline) {
        if (late) {
            return new WorkerAnswer.GaveUp(WorkerAnswer.Reason.TIME, "no answer within " + deadline.toMillis() + " ms");
        }
        String how = ending(false);
        boolean memory = !process.isAlive() && process.exitValue() == OUT_OF_MEMORY;
        return new WorkerAnswer.GaveUp(memory ? WorkerAnswer.Reason.MEMORY : WorkerAnswer.Reason.CRASH, how);
    }

    /** How the process ended, with the end of what it wrote to its error stream. */
    private String ending(boolean late) {
        end();
        String said = "";
        try {
            said = tail(Files.readString(folder.resolve("stderr.txt"), StandardCharsets.ISO_8859_1))
                    .strip();
        } catch (IOException e) {
            said = "no error output: " + e.getMessage();
        }
        String how = late
                ? "killed after " + START
                : process.isAlive() ? "still ending" : "exit code " + process.exitValue();
        return said.isEmpty() ? how : how + ": " + said;
    }

    private static String tail(String text) {
        return text.length() <= TAIL ? text : text.substring(0, TAIL);
    }

    /** Waits a moment for the process to end, then ends it. One that is stuck in the kernel is left to the kernel. */
    private void end() {
        try {
            // A child that ends by itself (out of memory) closes its pipes some milliseconds before its exit code is
            // known.
            if (!process.waitFor(300, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process at once and closes its pipes. */
    void kill() {
        process.destroyForcibly();
        end();
        try (questions;
                answers) {
            served = Integer.MAX_VALUE; // never to be used again
        } catch (IOException e) {
            // the other end is gone, which is what was wanted
        }
    }

    Path folder() {
        return folder;
    }
}
