package vn.khoso.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.khoso.deploy.fault.LaunchFailure;

/** Makes the database again from the volumes, or from any one of them, while no server runs on the data folder. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description =
                "Makes journal, catalogue and search index again from the volumes, or from any one of them. The server must be stopped.")
final class RebuildCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept. Default: ./khoso-data")
    private Path data = Path.of("khoso-data");

    @Mixin
    private DatabaseChoice database = new DatabaseChoice();

    @Option(
            names = "--replace",
            description =
                    "Sets aside what the database knows of the archive. Accounts and the queue of submissions stay.")
    private boolean replace;

    /** Made by the command line. */
    RebuildCommand() {}

    /** @return that of the process which rebuilds: 0, 1 when it was refused or failed, 3 when packages had to be left out */
    @Override
    public Integer call() throws InterruptedException {
        if (!anyVolume()) {
            throw new LaunchFailure("There is no volume to rebuild from below " + data
                    + ", and khoso.volumes names none elsewhere. " + "Put a volume back first.");
        }
        Distribution distribution = Distribution.ofThisJar();
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "khoso-shutdown"));
        try {
            DataFolder folder = shutdown.after(DataFolder.take(data));
            Process process = start(distribution, folder, database.connect(folder, shutdown));
            shutdown.<AutoCloseable>after(() -> {
                process.destroy();
                process.waitFor();
            });
            return process.waitFor();
        } finally {
            shutdown.run();
        }
    }

    /** Whether one lies where the server puts it by itself, or the operator has named other places. */
    private boolean anyVolume() {
        return Stream.of("volume", "volumes/a", "volumes/b")
                        .anyMatch(
                                place -> Files.isRegularFile(data.resolve(place).resolve("volume.json")))
                || Files.isRegularFile(data.resolve("khoso.properties"))
                || System.getenv("KHOSO_VOLUMES") != null;
    }

    private Process start(Distribution distribution, DataFolder folder, Map<String, String> connection) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder.temporary(),
                "-cp",
                distribution.toolClassPath(),
                "vn.khoso.server.assembly.commandline.RebuildArchive"));
        if (replace) {
            command.add("--replace");
        }
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("KHOSO_DATA", folder.root().toString());
        // By the environment: a command line can be read by every account of the machine.
        connection.forEach((key, value) ->
                builder.environment().put(key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new LaunchFailure("The rebuild cannot be started: " + failed.getMessage(), failed);
        }
    }
}
