package vn.khoso.preservation.crashfs;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings what {@link java.nio.file.Files} and {@link FileChannel} ask to a {@link Disk}. */
final class CrashProvider extends FileSystemProvider {

    private static Disk disk(Path path) throws IOException {
        CrashFileSystem system = ours(path).system();
        system.takeIn();
        return system.disk();
    }

    private static CrashPath ours(Path path) {
        if (path instanceof CrashPath crash) {
            return crash;
        }
        throw new ProviderMismatchException(path.toString());
    }

    private static Path plain(Path path) {
        return ours(path).plain();
    }

    @Override
    public String getScheme() {
        return "crash";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Disk disk = disk(path);
        boolean appends = options.contains(StandardOpenOption.APPEND);
        boolean writes = appends || options.contains(StandardOpenOption.WRITE);
        Optional<Integer> found = disk.find(plain(path));
        if (writes && found.isPresent() && options.contains(StandardOpenOption.CREATE_NEW)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        boolean creates =
                options.contains(StandardOpenOption.CREATE_NEW) || options.contains(StandardOpenOption.CREATE);
        int inode;
        if (found.isPresent()) {
            inode = found.get();
            if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
                disk.truncate(inode, 0);
            }
        } else if (writes && creates) {
            inode = disk.createFile(plain(path));
        } else {
            throw new NoSuchFileException(path.toString());
        }
        return new CrashChannel(disk, inode, !writes || options.contains(StandardOpenOption.READ), writes, appends);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> entries = new ArrayList<>();
        for (String name : disk(folder).names(plain(folder))) {
            Path entry = folder.resolve(name);
            if (filter.accept(entry)) {
                entries.add(entry);
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return entries.iterator();
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        disk(folder).createFolder(plain(folder));
    }

    @Override
    public void delete(Path path) throws IOException {
        disk(path).delete(plain(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        Disk disk = disk(source);
        int from = disk.require(plain(source));
        if (List.of(options).contains(StandardCopyOption.REPLACE_EXISTING)
                && disk.find(plain(target)).isPresent()) {
            disk.delete(plain(target));
        }
        if (disk.isFolder(from)) {
            disk.createFolder(plain(target));
        } else {
            int to = disk.createFile(plain(target));
            disk.write(to, 0, disk.bytes(from));
        }
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        boolean replacing = List.of(options).contains(StandardCopyOption.ATOMIC_MOVE)
                || List.of(options).contains(StandardCopyOption.REPLACE_EXISTING);
        disk(source).rename(plain(source), plain(target), replacing);
    }

    @Override
    public boolean isSameFile(Path path, Path other) {
        return path.equals(other);
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        disk(path).require(plain(path));
        return ours(path).system().store();
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        disk(path).require(plain(path));
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return type.cast(new BasicFileAttributeView() {
            @Override
            public String name() {
                return "basic";
            }

            @Override
            public BasicFileAttributes readAttributes() throws IOException {
                return attributes(path);
            }

            @Override
            public void setTimes(FileTime modified, FileTime accessed, FileTime created) {
                // Times are not kept.
            }
        });
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return type.cast(attributes(path));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw new UnsupportedOperationException(attributes);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException(attribute);
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        Disk disk = disk(path);
        int inode = disk.require(plain(path));
        boolean folder = disk.isFolder(inode);
        return new Attributes(inode, folder, folder ? 0 : disk.bytes(inode).length);
    }

    /** @param length bytes */
    private record Attributes(int inode, boolean folder, long length) implements BasicFileAttributes {

        @Override
        public FileTime lastModifiedTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public FileTime lastAccessTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public FileTime creationTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public boolean isRegularFile() {
            return !folder;
        }

        @Override
        public boolean isDirectory() {
            return folder;
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public Object fileKey() {
            return inode;
        }
    }
}
