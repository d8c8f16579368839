package vn.khoso.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khoso.deploy.fault.LaunchFailure;

/**
 * The one folder below which the archive writes: {@code volumes/} (what is kept), {@code postgres/}, {@code logs/}, and what
 * may be deleted at any time: {@code runtime/}, {@code tmp/}, the indexes.
 *
 * <p>Held by a file lock, which the kernel frees when the process dies in whatever way: two launchers on one folder are refused.
 */
final class DataFolder implements AutoCloseable {

    private static final String UNFINISHED_RESTORE = "restore-unfinished";

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static DataFolder take(Path folder) {
        try {
            Path root = Files.createDirectories(folder).toRealPath();
            if (Files.exists(root.resolve(UNFINISHED_RESTORE))) {
                throw new LaunchFailure(
                        "A restore into " + root
                                + " did not come to its end: what lies there is no archive. Delete the folder and restore again.");
            }
            FileChannel channel =
                    FileChannel.open(root.resolve("khoso.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new LaunchFailure(
                        "Another Kho Số is running on " + root + ". Stop it, or give another folder with --data.");
            }
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            DataFolder data = new DataFolder(root, channel);
            empty(data.temporary());
            return data;
        } catch (IOException | UncheckedIOException failed) {
            throw new LaunchFailure("The data folder " + folder + " cannot be used: " + failed.getMessage(), failed);
        }
    }

    Path root() {
        return root;
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path runtime() {
        return root.resolve("runtime");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** Emptied at every start. */
    Path temporary() {
        return root.resolve("tmp");
    }

    /** There while an archive is being restored; a folder that has it is not taken. */
    Path unfinishedRestore() {
        return root.resolve(UNFINISHED_RESTORE);
    }

    /** Written by the server while there is no administrator; see {@code server.administration}. */
    Path bootstrapSecret() {
        return root.resolve("bootstrap-secret");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException twice) {
            return false;
        }
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
