package vn.khoso.preservation.crashfs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@link Disk} as {@link java.nio.file.Files} sees it: real code runs on it unchanged. */
final class CrashFileSystem extends FileSystem {

    private static final long ROOM = 1L << 40;

    private final Disk disk;
    private final CrashProvider provider = new CrashProvider();
    private final FileStore store = new Store();
    private final Map<CrashPath, File> outside = new LinkedHashMap<>();

    CrashFileSystem(Image image) {
        this.disk = new Disk(image);
    }

    Disk disk() {
        return disk;
    }

    /**
     * A file of the default file system that stands in for one of ours, for code that knows only {@link File}. What is
     * written there becomes a new file here before anything else is asked.
     */
    synchronized File outside(CrashPath path) {
        try {
            File file = Files.createTempFile("crashfs", ".tmp").toFile();
            outside.put(path, file);
            return file;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** Takes in what was written outside. */
    synchronized void takeIn() throws IOException {
        List<CrashPath> all = new ArrayList<>(outside.keySet());
        for (CrashPath path : all) {
            Path file = outside.remove(path).toPath();
            Optional<Integer> there = disk.find(path.plain());
            int inode = there.isPresent() ? there.get() : disk.createFile(path.plain());
            disk.truncate(inode, 0);
            disk.write(inode, 0, Files.readAllBytes(file));
            Files.delete(file);
        }
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(getPath("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of(store);
    }

    FileStore store() {
        return store;
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic");
    }

    @Override
    public Path getPath(String first, String... more) {
        return new CrashPath(this, Path.of(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(Path.of(path.toString()));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }

    /** Large, and nobody fills it. */
    private static final class Store extends FileStore {

        @Override
        public String name() {
            return "crash";
        }

        @Override
        public String type() {
            return "crash";
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public long getTotalSpace() {
            return ROOM;
        }

        @Override
        public long getUsableSpace() {
            return ROOM;
        }

        @Override
        public long getUnallocatedSpace() {
            return ROOM;
        }

        @Override
        public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
            return false;
        }

        @Override
        public boolean supportsFileAttributeView(String name) {
            return name.equals("basic");
        }

        @Override
        public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object getAttribute(String attribute) {
            throw new UnsupportedOperationException();
        }
    }
}
