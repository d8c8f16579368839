package vn.khoso.preservation.storage.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import vn.khoso.schemas.oais.AipId;

/** Runs {@link CrashGateChild} under strace, which kills it or lets a system call fail, and reads what strace saw. */
final class StracedChild {

    /** Every call by which a process can change a file system. */
    private static final List<String> MUTATING = List.of(
            "open",
            "openat",
            "openat2",
            "creat",
            "write",
            "writev",
            "pwrite64",
            "pwritev",
            "pwritev2",
            "fsync",
            "fdatasync",
            "sync_file_range",
            "syncfs",
            "sync",
            "msync",
            "fallocate",
            "ftruncate",
            "truncate",
            "rename",
            "renameat",
            "renameat2",
            "mkdir",
            "mkdirat",
            "unlink",
            "unlinkat",
            "rmdir",
            "link",
            "linkat",
            "symlink",
            "symlinkat",
            "mknod",
            "mknodat",
            "copy_file_range",
            "sendfile",
            "splice",
            "chmod",
            "fchmod",
            "fchmodat",
            "chown",
            "fchown",
            "fchownat",
            "lchown",
            "utimensat",
            "setxattr",
            "fsetxattr",
            "lsetxattr");

    private static final Pattern LINE = Pattern.compile("^(\\d+) +([a-z0-9_]+)\\((.*)$");
    private static final long DEADLINE_SECONDS = 60;

    private final Path lane;
    private final String classPath;
    private final boolean ours;

    /** @param ours whether the child needs only our own few libraries */
    StracedChild(Path lane, boolean ours) {
        this.lane = lane;
        this.ours = ours;
        this.classPath = ours ? slimClassPath() : System.getProperty("java.class.path");
    }

    /**
     * A system call that changes the volume.
     *
     * @param nth which call of this name it is in its thread, from 1: strace counts so
     * @param text as strace printed it, without what differs between runs
     */
    record Call(String name, int nth, String text) {

        boolean flushes() {
            return name.equals("fsync") || name.equals("fdatasync");
        }
    }

    /** What a run came to. */
    record Run(List<Call> calls, String output, int exit) {

        boolean acknowledged() {
            return output.contains("ACK ");
        }

        boolean said(String line) {
            return output.lines().anyMatch(line::equals);
        }
    }

    Path volume() {
        return lane.resolve("volume");
    }

    /** Beside the first; only where the work needs it. */
    Path second() {
        return lane.resolve("volume-2");
    }

    Path staged() {
        return lane.resolve("staged");
    }

    static boolean present() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "strace")));
    }

    /** @param injection strace's own words, such as {@code fsync:signal=KILL:when=3}; empty for none */
    Run run(String work, String injection) {
        Path log = lane.resolve("strace.log");
        Path output = lane.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-y", "-o", log.toString()));
        command.addAll(List.of(
                "-e", "trace=" + MUTATING.stream().map(name -> "?" + name).collect(Collectors.joining(","))));
        if (!injection.isEmpty()) {
            command.addAll(List.of("-e", "inject=" + injection));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xmx128m",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath,
                CrashGateChild.class.getName(),
                work,
                volume().toString(),
                staged().toString(),
                second().toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("a child did not end in " + DEADLINE_SECONDS + " s: " + injection);
            }
            return new Run(calls(log), Files.readString(output, StandardCharsets.UTF_8), process.exitValue());
        } catch (IOException trouble) {
            throw new java.io.UncheckedIOException(trouble);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private List<Call> calls(Path log) throws IOException {
        List<Call> calls = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            String name = matcher.group(2);
            String arguments = matcher.group(3);
            int nth = counts.merge(matcher.group(1) + " " + name, 1, Integer::sum);
            if (touchesVolume(name, arguments)) {
                calls.add(new Call(name, nth, name + "(" + normal(arguments)));
            }
        }
        return withoutEcho(calls);
    }

    /**
     * Seen once in some hundred kills: strace prints the call that it killed a second time, as the first call of another
     * thread of the dying process. No work of ours flushes or writes the same thing twice at its end.
     */
    private static List<Call> withoutEcho(List<Call> calls) {
        boolean echo = calls.size() > 1
                && calls.getLast().nth() == 1
                && calls.getLast().text().equals(calls.get(calls.size() - 2).text());
        return echo ? calls.subList(0, calls.size() - 1) : calls;
    }

    /** Without the lane's folder, the numbers of descriptors, and what the call came to. */
    private String normal(String arguments) {
        return arguments
                .replace(lane.toString(), "")
                .replaceAll("\\)? *(= [-?0-9].*|<unfinished.*)$", "")
                .replaceAll("\\b[0-9]+<", "<");
    }

    private boolean touchesVolume(String name, String arguments) {
        if (name.equals("write") && arguments.contains("\"ACK ")) {
            return true;
        }
        if (Stream.of(volume(), second())
                .noneMatch(root -> arguments.contains(root + "/") || arguments.contains(root + ">"))) {
            return false;
        }
        boolean opens = name.startsWith("open");
        return !opens || arguments.contains("O_CREAT") || arguments.contains("O_TRUNC");
    }

    private static String slimClassPath() {
        return Stream.of(
                        CrashGateChild.class,
                        Volume.class,
                        AipId.class,
                        JsonFactory.class,
                        JsonMapper.class,
                        JsonInclude.class,
                        LoggerFactory.class)
                .map(StracedChild::home)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "lane " + lane.getFileName() + (ours ? "" : " (control)");
    }
}
