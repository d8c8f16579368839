package vn.khoso.deploy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the kernel says of processes ({@code /proc}). */
final class Processes {

    /** Linux counts processor time in hundredths of a second on every machine we run on (USER_HZ). */
    private static final double TICK_MILLIS = 10;

    private Processes() {}

    /** A process, its descendants, and the database that works in this data folder: it may have left the family. */
    static List<Long> family(long pid, Path data) {
        Set<Long> all = new LinkedHashSet<>();
        ProcessHandle.of(pid).ifPresent(root -> {
            all.add(pid);
            root.descendants().forEach(child -> all.add(child.pid()));
        });
        ProcessHandle.allProcesses()
                .filter(one -> one.info().commandLine().orElse("").contains(data.toString()))
                .forEach(one -> {
                    all.add(one.pid());
                    one.descendants().forEach(child -> all.add(child.pid()));
                });
        return List.copyOf(all);
    }

    /** User and system time, milliseconds: of the process, and of its children that have ended and were waited for. */
    record Spent(double itself, double children) {}

    static Spent spent(long pid) {
        return spent(Path.of("/proc", Long.toString(pid), "stat"));
    }

    private static Spent spent(Path file) {
        String stat = read(file);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length < 15
                ? new Spent(0, 0)
                : new Spent(
                        TICK_MILLIS * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])),
                        TICK_MILLIS * (Long.parseLong(fields[13]) + Long.parseLong(fields[14])));
    }

    /** What a process that the server started is for, by its command line. */
    static String purpose(long pid) {
        String command = read(Path.of("/proc", Long.toString(pid), "cmdline"));
        return command.contains("WorkerMain")
                ? command.contains("SecondJudge") ? "judge" : "format workers"
                : command.contains("postgres") ? "postgres" : "other";
    }

    /**
     * What the threads used that compile Java to machine code, milliseconds. Work of a server's first hours, not of a package:
     * named beside it, so that nobody has to guess.
     */
    static double compilerMillis(long pid) {
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        try (Stream<Path> threads = Files.list(tasks)) {
            return threads.filter(thread -> read(thread.resolve("comm")).matches("C[12] CompilerThre\\s*"))
                    .mapToDouble(thread -> spent(thread.resolve("stat")).itself())
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    /**
     * Resident memory in MB: what is the process's own, and what is mapped from files, which the kernel takes back when somebody
     * else needs it (index, graph, class archives).
     */
    record Resident(double own, double mapped) {

        double both() {
            return own + mapped;
        }
    }

    static Resident resident(long pid) {
        String status = read(Path.of("/proc", Long.toString(pid), "status"));
        return new Resident(
                megabytes(status, "RssAnon:"), megabytes(status, "RssFile:") + megabytes(status, "RssShmem:"));
    }

    private static double megabytes(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024.0)
                .sum();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            // A process that has just ended has used nothing from here on.
            return ") ";
        }
    }
}
