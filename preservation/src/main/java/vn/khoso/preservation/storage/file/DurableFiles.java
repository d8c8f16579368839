package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageFull;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.VolumeFenced;

/**
 * The one place through which bytes, names and flushes of a volume change.
 *
 * <p>When a flush fails the kernel may already have dropped the page and will report success next time. So a failed flush
 * is never tried again: the volume is fenced and every later change is {@link VolumeFenced}, until an operator has looked
 * and started the process anew. Reading goes on.
 */
public final class DurableFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DurableFiles.class);

    /** Below this many files a hand-over to the flushing threads costs more than it brings. */
    private static final int FEW = 4;

    private final Path root;
    private final Optional<ExecutorService> flushers;
    private volatile Optional<String> fence = Optional.empty();

    /** A change of the medium. */
    @FunctionalInterface
    public interface Change<T> {
        T make() throws IOException;
    }

    /** @param flushThreads how many files are flushed at a time; 1 flushes in the caller's thread */
    DurableFiles(Path root, int flushThreads) {
        this.root = root;
        this.flushers = flushThreads > 1
                ? Optional.of(Executors.newFixedThreadPool(
                        flushThreads,
                        Thread.ofPlatform().daemon().name("flush-", 0).factory()))
                : Optional.empty();
    }

    /** Why the volume takes no more changes; empty while it does. */
    public Optional<String> fenced() {
        return fence;
    }

    /**
     * Makes a change and turns trouble of the medium into a fault.
     *
     * @param what for the operator, for example {@code write journal/00000001.ndjson}
     */
    public <T> T change(String what, Change<T> change) {
        fence.ifPresent(why -> {
            throw new VolumeFenced("volume " + root.getFileName() + " is fenced: " + why);
        });
        try {
            return change.make();
        } catch (IOException trouble) {
            throw fault(what, trouble);
        }
    }

    public void createDirectory(Path folder) {
        change("make " + name(folder), () -> Files.createDirectory(folder));
    }

    /** Makes a folder unless it is there; the fault of a file in its place is the medium's. */
    void ensureDirectory(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            createDirectory(folder);
        }
    }

    /** Writes a new file; not flushed yet. */
    void write(Path file, byte[] bytes) {
        write(file, bytes, StandardOpenOption.CREATE_NEW);
    }

    /** Writes a file that may be there from an attempt that died; not flushed yet. */
    void overwrite(Path file, byte[] bytes) {
        write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void write(Path file, byte[] bytes, OpenOption... how) {
        List<OpenOption> options = new ArrayList<>(List.of(how));
        options.add(StandardOpenOption.WRITE);
        change("write " + name(file), () -> {
            try (FileChannel channel = FileChannel.open(file, options.toArray(OpenOption[]::new))) {
                return writeFully(channel, ByteBuffer.wrap(bytes));
            }
        });
    }

    /** A channel may take less than it was given. */
    static int writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return length;
    }

    /**
     * Writes at {@code length}, dropping what a failed attempt left behind it, and flushes. The name of a new file is not
     * flushed yet.
     */
    public void append(Path file, long length, byte[] bytes) {
        change("append to " + name(file), () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (channel.size() < length) {
                    throw new IOException("became shorter than its " + length + " bytes");
                }
                if (channel.size() > length) {
                    channel.truncate(length);
                }
                channel.position(length);
                writeFully(channel, ByteBuffer.wrap(bytes));
                force(file, channel);
            }
            return file;
        });
    }

    /** Cuts a file to {@code length}, flushed; what is cut off is first kept as {@code remains}. */
    public void cut(Path file, long length, Path remains) {
        change("cut " + name(file), () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                channel.position(length);
                overwrite(remains, Channels.newInputStream(channel).readAllBytes());
                force(remains);
                force(above(remains));
                channel.truncate(length);
                force(file, channel);
            }
            return file;
        });
    }

    /**
     * Puts a whole file in its place, durable when this returns: written beside it, flushed, renamed, its folder flushed. Folders that are
     * missing are made.
     */
    public void publish(Path file, byte[] bytes) {
        Path folder = above(file);
        makeFolders(folder);
        Path draft = folder.resolve("." + file.getFileName() + ".new");
        overwrite(draft, bytes);
        force(draft);
        move(draft, file);
        force(folder);
    }

    private void makeFolders(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            makeFolders(above(folder));
            ensureDirectory(folder);
            force(above(folder));
        }
    }

    /** Flushes files or folders, several at a time when there are many; returns when all are on the medium. */
    void force(List<Path> paths) {
        if (flushers.isEmpty() || paths.size() <= FEW) {
            paths.forEach(this::force);
            return;
        }
        List<Future<?>> running = new ArrayList<>(paths.size());
        paths.forEach(path -> running.add(flushers.get().submit(() -> force(path))));
        awaitAll(running);
    }

    private void awaitAll(List<Future<?>> running) {
        Optional<ArchiveFault> first = Optional.empty();
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof ArchiveFault fault)) {
                    throw new IllegalStateException(failed.getCause());
                }
                first = first.isPresent() ? first : Optional.of(fault);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                running.forEach(each -> each.cancel(false));
                throw new StorageUnavailable("interrupted while flushing", interrupted);
            }
        }
        first.ifPresent(fault -> {
            throw fault;
        });
    }

    /**
     * Flushes a file or a folder. A descriptor opened for this reports write-back errors since the last report (Linux
     * {@code errseq_t}), so files may be flushed late, after they were closed.
     */
    public void force(Path path) {
        change("open for flushing " + name(path), () -> {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                force(path, channel);
            }
            return path;
        });
    }

    /** Flushes an open channel; a failure fences the volume. */
    public void force(Path path, FileChannel channel) {
        change("flush " + name(path), () -> {
            try {
                channel.force(true);
            } catch (ClosedByInterruptException interrupted) {
                // The outcome is unknown, not bad: the attempt fails and all it wrote is thrown away and written anew.
                throw interrupted;
            } catch (IOException failed) {
                fence("flush of " + name(path) + " failed: " + failed.getMessage());
                throw failed;
            }
            return path;
        });
    }

    private void fence(String why) {
        if (fence.isEmpty()) {
            fence = Optional.of(why);
            LOG.error("Volume {} is fenced, it takes no more writes: {}", root, why);
        }
    }

    /** Renames within the volume, at once or not at all; not flushed yet. */
    void move(Path from, Path to) {
        change("rename to " + name(to), () -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    /** Removes a folder when it is empty; tells whether it did. */
    boolean removeIfEmpty(Path folder) {
        return change("remove " + name(folder), () -> {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                if (entries.iterator().hasNext()) {
                    return false;
                }
            }
            return Files.deleteIfExists(folder);
        });
    }

    /** Removes what an attempt left in {@code staging/}; never called for anything that was published. */
    void discard(Path tree) {
        change("discard " + name(tree), () -> {
            discardTree(tree);
            return tree;
        });
    }

    private static void discardTree(Path tree) throws IOException {
        if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(tree)) {
                stream.forEach(entries::add);
            }
            for (Path entry : entries) {
                discardTree(entry);
            }
        }
        Files.deleteIfExists(tree);
    }

    /** Room that a process without privileges may still use, bytes. */
    long usableSpace() {
        long free = free();
        if (free == 0 && !Files.isDirectory(root)) {
            throw new StorageUnavailable(
                    "the volume does not tell its free space", new IOException("not there: " + root.getFileName()));
        }
        return free;
    }

    /** As {@link #usableSpace}, but 0 also says "cannot tell". */
    private long free() {
        if (root.getFileSystem() == FileSystems.getDefault()) {
            // Not by Files.getFileStore, which reads the table of all mounts for every question.
            return root.toFile().getUsableSpace();
        }
        try {
            return Files.getFileStore(root).getUsableSpace();
        } catch (IOException cannotTell) {
            return 0;
        }
    }

    /** Size of the disk on which the volume lies, bytes; 0 when it does not tell. */
    long totalSpace() {
        try {
            return root.getFileSystem() == FileSystems.getDefault()
                    ? root.toFile().getTotalSpace()
                    : Files.getFileStore(root).getTotalSpace();
        } catch (IOException cannotTell) {
            return 0;
        }
    }

    /** Translates trouble that came while reading. */
    ArchiveFault fault(String what, IOException trouble) {
        return noRoom(trouble)
                ? new StorageFull("no room on the volume: " + what, trouble)
                : new StorageUnavailable("the volume failed: " + what + ": " + trouble, trouble);
    }

    private boolean noRoom(IOException trouble) {
        // The JDK has no type for ENOSPC, and its text follows the locale of the process; hence the second question.
        String text = String.valueOf(trouble.getMessage());
        return text.contains("No space left on device")
                || text.contains("Disk quota exceeded")
                || free() < 64 * 1024 && Files.exists(root);
    }

    /** The folder a path of the volume lies in. */
    static Path above(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("nothing lies above " + path);
        }
        return parent;
    }

    private String name(Path path) {
        return path.startsWith(root) && !path.equals(root)
                ? root.relativize(path).toString()
                : String.valueOf(path.getFileName());
    }

    @Override
    public void close() {
        flushers.ifPresent(ExecutorService::close);
    }
}
