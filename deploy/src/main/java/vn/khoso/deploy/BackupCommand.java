package vn.khoso.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.khoso.deploy.fault.LaunchFailure;

/** Backup of records and database together (TT05, 27), of a stopped archive; a running one does it by schedule. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description =
                "Backs records and database up together on a medium. The server must be stopped; a running one does it by schedule (khoso.backup.media).")
final class BackupCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept. Default: ./khoso-data")
    private Path data = Path.of("khoso-data");

    @Mixin
    private DatabaseChoice database = new DatabaseChoice();

    @ArgGroup(multiplicity = "1")
    private Task task = new Task();

    @Option(names = "--full", description = "A full set, not what came since the last one on this medium.")
    private boolean full;

    @Option(
            names = "--same-disk",
            description = "Allows a medium on a disk of records. It does not outlive that disk; the minutes say so.")
    private boolean sameDisk;

    /** Made by the command line. */
    BackupCommand() {}

    /** What is to be done. */
    static final class Task {

        @Option(names = "--to", paramLabel = "MEDIUM", description = "Takes a set on this medium.")
        private @Nullable Path medium;

        @Option(
                names = "--verify",
                paramLabel = "SET",
                description = "Reads a set and all that it rests on, and compares every byte.")
        private @Nullable Path set;

        @Option(names = "--new-medium", paramLabel = "DIR", description = "Makes the folder of a new disk a medium.")
        private @Nullable Path fresh;

        /** Made by the command line. */
        Task() {}
    }

    /** @return 0, 1 when it was refused or failed, 3 when there were packages without a good copy */
    @Override
    public Integer call() throws InterruptedException {
        Distribution distribution = Distribution.ofThisJar();
        if (task.set != null) {
            return new ToolProcess(distribution, "BackupArchive", List.of("verify", task.set.toString())).alone();
        }
        if (task.fresh != null) {
            return new ToolProcess(distribution, "BackupArchive", List.of("new", task.fresh.toString())).alone();
        }
        if (task.medium == null || !Files.isDirectory(data)) {
            throw new LaunchFailure("There is no archive in " + data + ". Name its folder with --data.");
        }
        List<String> arguments = new ArrayList<>(
                List.of("take", task.medium.toAbsolutePath().normalize().toString()));
        if (full) {
            arguments.add("--full");
        }
        if (sameDisk) {
            arguments.add("--same-disk");
        }
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "khoso-shutdown"));
        try {
            DataFolder folder = shutdown.after(DataFolder.take(data));
            return new ToolProcess(distribution, "BackupArchive", arguments)
                    .on(folder, database.connect(folder, shutdown), shutdown);
        } finally {
            shutdown.run();
        }
    }
}
