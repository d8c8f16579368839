package vn.khoso.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.khoso.deploy.fault.LaunchFailure;

/** A command of the archive in a process of its own, with the class path that command line tools need. */
record ToolProcess(Distribution distribution, String main, List<String> arguments) {

    private static final String PACKAGE = "vn.khoso.server.assembly.commandline.";

    ToolProcess {
        arguments = List.copyOf(arguments);
    }

    /** Runs it on a data folder, until its end or ours. @return its exit code */
    int on(DataFolder folder, Map<String, String> connection, Shutdown shutdown) throws InterruptedException {
        ProcessBuilder builder = builder(List.of("-Djava.io.tmpdir=" + folder.temporary()));
        builder.environment().put("KHOSO_DATA", folder.root().toString());
        // By the environment: a command line can be read by every account of the machine.
        connection.forEach((key, value) ->
                builder.environment().put(key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        Process process = started(builder);
        shutdown.<AutoCloseable>after(() -> {
            process.destroy();
            process.waitFor();
        });
        return process.waitFor();
    }

    /** Runs it without an archive. @return its exit code */
    int alone() throws InterruptedException {
        return started(builder(List.of())).waitFor();
    }

    private ProcessBuilder builder(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", distribution.toolClassPath(), PACKAGE + main));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO();
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new LaunchFailure("The command cannot be started: " + failed.getMessage(), failed);
        }
    }
}
