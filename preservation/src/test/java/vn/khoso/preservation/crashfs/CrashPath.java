package vn.khoso.preservation.crashfs;

import java.io.File;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Iterator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A name on a {@link CrashFileSystem}; its grammar is that of the default file system. */
final class CrashPath implements Path {

    private final CrashFileSystem system;
    private final Path name;

    CrashPath(CrashFileSystem system, Path name) {
        this.system = system;
        this.name = name;
    }

    CrashFileSystem system() {
        return system;
    }

    /** The name alone, absolute and without dots. */
    Path plain() {
        return (name.isAbsolute() ? name : Path.of("/").resolve(name)).normalize();
    }

    private Path other(Path path) {
        if (path instanceof CrashPath ours && ours.system == system) {
            return ours.name;
        }
        throw new ProviderMismatchException(path.toString());
    }

    private CrashPath with(Path path) {
        return new CrashPath(system, path);
    }

    private @Nullable Path withNullable(@Nullable Path path) {
        return path == null ? null : with(path);
    }

    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return name.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return withNullable(name.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return withNullable(name.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return withNullable(name.getParent());
    }

    @Override
    public int getNameCount() {
        return name.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return with(name.getName(index));
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        return with(name.subpath(beginIndex, endIndex));
    }

    @Override
    public boolean startsWith(Path path) {
        return path instanceof CrashPath ours && ours.system == system && name.startsWith(ours.name);
    }

    @Override
    public boolean endsWith(Path path) {
        return path instanceof CrashPath ours && ours.system == system && name.endsWith(ours.name);
    }

    @Override
    public Path normalize() {
        return with(name.normalize());
    }

    @Override
    public Path resolve(Path path) {
        return with(name.resolve(other(path)));
    }

    @Override
    public Path relativize(Path path) {
        return with(name.relativize(other(path)));
    }

    @Override
    public URI toUri() {
        return URI.create("crash://" + plain());
    }

    @Override
    public Path toAbsolutePath() {
        return with(name.isAbsolute() ? name : Path.of("/").resolve(name));
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return with(plain());
    }

    /** Only ocfl-java, the control, needs it; see {@link CrashFileSystem#outside}. */
    @Override
    public File toFile() {
        return system.outside(this);
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterator<Path> iterator() {
        return StreamSupport.stream(name.spliterator(), false)
                .map(part -> (Path) with(part))
                .iterator();
    }

    @Override
    public int compareTo(Path path) {
        return name.compareTo(other(path));
    }

    @Override
    public boolean equals(@Nullable Object that) {
        return that instanceof CrashPath ours && ours.system == system && ours.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
