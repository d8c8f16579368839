package vn.khoso.preservation.isolation;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the kernel grants a worker beside the guards of its JVM: no network, a limit of what it may write, no core file.
 *
 * <p>Asked once, by running {@code true} behind it. Where a wish is refused (a container without user name spaces), the worker
 * starts without it and the log says so: the guards inside the JVM stand either way.
 */
final class Fence {

    private static final Logger LOG = System.getLogger(Fence.class.getName());

    private static final int PROBE_SECONDS = 5;

    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private final List<String> prefix;

    private Fence(List<String> prefix) {
        this.prefix = prefix;
    }

    static Fence none() {
        return new Fence(List.of());
    }

    /** The most that this machine grants to this user. */
    static Fence probe() {
        List<String> granted = new ArrayList<>();
        boolean network = add(granted, "unshare", List.of("--net"))
                || add(granted, "unshare", List.of("--user", "--map-current-user", "--net"));
        if (!network) {
            LOG.log(Level.WARNING, "workers share the network of the server: unshare --net is not granted here");
        }
        if (!add(granted, "prlimit", List.of("--fsize=67108864", "--core=0", "--nofile=512"))) {
            LOG.log(Level.WARNING, "workers run without limits of the kernel: prlimit is not granted here");
        }
        return new Fence(List.copyOf(granted));
    }

    /** The command line with the fence before it. */
    List<String> around(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    private static boolean add(List<String> granted, String program, List<String> options) {
        List<String> wish = new ArrayList<>(granted);
        String path = FOLDERS.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        if (path.isEmpty()) {
            return false;
        }
        wish.add(path);
        wish.addAll(options);
        if (!runs(wish)) {
            return false;
        }
        granted.add(path);
        granted.addAll(options);
        return true;
    }

    private static boolean runs(List<String> wish) {
        List<String> command = new ArrayList<>(wish);
        command.add("/bin/true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
