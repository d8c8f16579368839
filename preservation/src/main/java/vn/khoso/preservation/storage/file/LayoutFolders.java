package vn.khoso.preservation.storage.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The two levels of folders above the objects. OCFL allows no empty folder there (OCFL 1.1, 4.2), so they come with their
 * first object and go with an attempt that failed; hence the lock.
 */
final class LayoutFolders {

    private final Path ocfl;
    private final Path staging;
    private final DurableFiles files;
    private final ReentrantLock lock = new ReentrantLock();
    /** Folders whose entry in their parent is known to be on the medium. */
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    LayoutFolders(Volume volume) {
        this.ocfl = volume.ocfl();
        this.staging = volume.staging();
        this.files = volume.files();
    }

    /** Renames a flushed object root into its place and flushes the names above it. */
    void publish(Path stage, Path place) {
        Path inner = DurableFiles.above(place);
        Path outer = DurableFiles.above(inner);
        if (!Files.isDirectory(inner)) {
            // The intent must outlive a power cut before an empty folder can: recovery looks only where an intent
            // points.
            files.force(staging);
        }
        lock.lock();
        try {
            files.ensureDirectory(outer);
            files.ensureDirectory(inner);
            files.move(stage, place);
        } finally {
            lock.unlock();
        }
        files.force(inner);
        forceOnce(inner, outer);
        forceOnce(outer, ocfl);
    }

    private void forceOnce(Path folder, Path parent) {
        if (!durable.contains(folder)) {
            files.force(parent);
            durable.add(folder);
        }
    }

    /** Flushes the names of an object that was published by an attempt whose end nobody saw. */
    void force(Path place) {
        files.force(List.of(place, DurableFiles.above(place), DurableFiles.above(DurableFiles.above(place)), ocfl));
    }

    /** Moves an object root out of the layout, flushed. */
    void withdraw(Path place, Path to) {
        files.move(place, to);
        files.force(List.of(DurableFiles.above(to), DurableFiles.above(place)));
        prune(place);
    }

    /** Removes the folders above a place when nothing is in them, flushed. */
    void prune(Path place) {
        Path inner = DurableFiles.above(place);
        Path outer = DurableFiles.above(inner);
        lock.lock();
        try {
            if (files.removeIfEmpty(inner)) {
                durable.remove(inner);
                if (files.removeIfEmpty(outer)) {
                    durable.remove(outer);
                } else {
                    files.force(outer);
                }
            } else if (files.removeIfEmpty(outer)) {
                durable.remove(outer);
            }
            files.force(ocfl);
        } finally {
            lock.unlock();
        }
    }
}
