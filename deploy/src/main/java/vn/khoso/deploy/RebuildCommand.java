package vn.khoso.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            return new ToolProcess(distribution, "RebuildArchive", replace ? List.of("--replace") : List.of())
                    .on(folder, database.connect(folder, shutdown), shutdown);
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
}
