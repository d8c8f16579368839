package vn.khoso.deploy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.khoso.deploy.fault.LaunchFailure;

/** Makes the archive again from a backup, in an empty place and never over anything. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Makes the archive again from a backup set, in an empty folder. Everything is verified before anything is written.")
final class RestoreCommand implements Callable<Integer> {

    private static final int NOT_EQUAL = 3;

    @Option(names = "--from", required = true, paramLabel = "SET", description = "Folder of the set to restore.")
    private Path set = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "An empty folder, or one to be made.")
    private Path data = Path.of("");

    @Mixin
    private DatabaseChoice database = new DatabaseChoice();

    /** Made by the command line. */
    RestoreCommand() {}

    /** @return 0, 1 when it was refused or failed, 3 when packages are missing or the digest is another one */
    @Override
    public Integer call() throws InterruptedException, IOException {
        if (!empty()) {
            throw new LaunchFailure("The folder " + data + " is not empty: nothing is restored over what is there."
                    + " Name an empty folder with --data.");
        }
        Distribution distribution = Distribution.ofThisJar();
        String from = set.toAbsolutePath().normalize().toString();
        int verified = new ToolProcess(distribution, "BackupArchive", List.of("verify", from)).alone();
        if (verified != 0) {
            return verified;
        }
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "khoso-shutdown"));
        try {
            DataFolder folder = shutdown.after(DataFolder.take(data));
            Path unfinished = Files.createFile(folder.unfinishedRestore());
            int code = new ToolProcess(distribution, "RestoreArchive", List.of(from))
                    .on(folder, database.connect(folder, shutdown), shutdown);
            if (finished(code)) {
                Files.delete(unfinished);
            }
            return code;
        } finally {
            shutdown.run();
        }
    }

    /** Whether the restore came to its end; one that was refused, failed or killed did not. */
    static boolean finished(int code) {
        return code == 0 || code == NOT_EQUAL;
    }

    private boolean empty() throws IOException {
        if (!Files.exists(data)) {
            return true;
        }
        if (!Files.isDirectory(data)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(data)) {
            return !entries.iterator().hasNext();
        }
    }
}
