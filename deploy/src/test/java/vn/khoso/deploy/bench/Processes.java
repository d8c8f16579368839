package vn.khoso.deploy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
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

    static double residentMegabytes(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
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
