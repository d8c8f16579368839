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
    /** Folders removed so far; under the lock. */
    private long removed;

    LayoutFolders(Volume volume) {
        this.ocfl = volume.ocfl();
        this.staging = volume.staging();
        this.files = volume.files();
    }

    /**
     * Renames a flushed object root into its place and flushes its name there. The names of the folders above are flushed
     * before: a disk that remembers the rename and not the folder it went to would forget the object, and leave an empty
     * folder to which no intent points any more.
     */
    void publish(Path stage, Path place) {
        Path inner = DurableFiles.above(place);
        Path outer = DurableFiles.above(inner);
        if (!Files.isDirectory(inner)) {
            // The intent must outlive a power cut before an empty folder can: recovery looks only where an intent
            // points.
            files.force(staging);
        }
        long seen;
        do {
            seen = make(outer, inner);
            if (!durable.contains(outer)) {
                files.force(ocfl);
            }
            if (!durable.contains(inner)) {
                files.force(outer);
            }
        } while (!moved(stage, place, seen));
        files.force(inner);
    }

    /** @return how many folders were removed so far */
    private long make(Path outer, Path inner) {
        lock.lock();
        try {
            files.ensureDirectory(outer);
            files.ensureDirectory(inner);
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /** Unless a folder was removed since they were made: it might be one of these, made again and not flushed. */
    private boolean moved(Path stage, Path place, long seen) {
        lock.lock();
        try {
            if (removed != seen) {
                return false;
            }
            files.move(stage, place);
            durable.add(DurableFiles.above(place));
            durable.add(DurableFiles.above(DurableFiles.above(place)));
            return true;
        } finally {
            lock.unlock();
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
            if (remove(inner)) {
                if (!remove(outer)) {
                    files.force(outer);
                }
            } else {
                remove(outer);
            }
            files.force(ocfl);
        } finally {
            lock.unlock();
        }
    }

    private boolean remove(Path folder) {
        boolean gone = files.removeIfEmpty(folder);
        if (gone) {
            durable.remove(folder);
            removed++;
        }
        return gone;
    }
}
