package vn.khoso.preservation.crashfs;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A disk as a running process sees it, with everything that the process did to it. */
final class Disk {

    private final Image base;
    private final Map<Integer, TreeMap<String, Integer>> folders = new HashMap<>();
    private final Map<Integer, byte[]> files = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private int next;
    private int flushes;
    private int failing;
    private int changes;
    private Optional<Trouble> trouble = Optional.empty();

    /**
     * Changes that fail, flushes apart.
     *
     * @param first of them, counted from 1 since this trouble was ordered
     * @param full whether only those fail that need room
     */
    record Trouble(int first, int last, boolean full, String text) {}

    Disk(Image base) {
        this.base = base;
        base.folders().forEach((number, entries) -> folders.put(number, new TreeMap<>(entries)));
        files.putAll(base.files());
        next = Math.max(max(base.folders()), max(base.files())) + 1;
    }

    private static int max(Map<Integer, ?> numbered) {
        return numbered.keySet().stream().mapToInt(number -> number).max().orElse(0);
    }

    /** What was on the medium before the first step. */
    Image base() {
        return base;
    }

    synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    synchronized int count() {
        return steps.size();
    }

    synchronized int flushes() {
        return flushes;
    }

    /** Lets one flush fail, and only this one; counted from 1 from the beginning, 0 for none. */
    synchronized void failAtFlush(int number) {
        failing = number;
    }

    synchronized void trouble(Optional<Trouble> ordered) {
        trouble = ordered;
        changes = 0;
    }

    private void change(boolean grows) throws IOException {
        changes++;
        if (trouble.isPresent()) {
            Trouble ordered = trouble.get();
            if (changes >= ordered.first() && changes <= ordered.last() && (grows || !ordered.full())) {
                throw new IOException(ordered.text());
            }
        }
    }

    /** Everything as the process sees it, as it would lie on the medium after an orderly stop. */
    synchronized Image image() {
        Map<Integer, SortedMap<String, Integer>> names = new HashMap<>();
        folders.forEach((number, entries) -> names.put(number, new TreeMap<>(entries)));
        return new Image(names, new HashMap<>(files));
    }

    synchronized Optional<Integer> find(Path path) {
        int at = Image.ROOT;
        for (Path part : path) {
            TreeMap<String, Integer> entries = folders.get(at);
            Integer found = entries == null ? null : entries.get(part.toString());
            if (found == null) {
                return Optional.empty();
            }
            at = found;
        }
        return Optional.of(at);
    }

    synchronized int require(Path path) throws NoSuchFileException {
        return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
    }

    synchronized boolean isFolder(int inode) {
        return folders.containsKey(inode);
    }

    synchronized List<String> names(Path folder) throws IOException {
        int inode = require(folder);
        if (!isFolder(inode)) {
            throw new NotDirectoryException(folder.toString());
        }
        return List.copyOf(folders.get(inode).keySet());
    }

    synchronized byte[] bytes(int file) throws IOException {
        if (isFolder(file)) {
            throw new IOException("Is a directory");
        }
        return files.get(file);
    }

    private int above(Path path) throws IOException {
        int folder = require(path.getParent());
        if (!isFolder(folder)) {
            throw new FileSystemException(path.toString(), null, "Not a directory");
        }
        return folder;
    }

    synchronized int createFile(Path path) throws IOException {
        int inode = put(path, false);
        files.put(inode, new byte[0]);
        return inode;
    }

    synchronized void createFolder(Path path) throws IOException {
        folders.put(put(path, true), new TreeMap<>());
    }

    private int put(Path path, boolean isFolder) throws IOException {
        int folder = above(path);
        String name = path.getFileName().toString();
        if (folders.get(folder).containsKey(name)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        change(true);
        int inode = next++;
        folders.get(folder).put(name, inode);
        steps.add(new Step.Put(folder, name, inode, isFolder));
        return inode;
    }

    synchronized void delete(Path path) throws IOException {
        int inode = require(path);
        if (isFolder(inode) && !folders.get(inode).isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        change(false);
        int folder = above(path);
        String name = path.getFileName().toString();
        folders.get(folder).remove(name);
        steps.add(new Step.Drop(folder, name));
    }

    synchronized void rename(Path from, Path to, boolean replacing) throws IOException {
        int inode = require(from);
        int source = above(from);
        int target = above(to);
        String name = from.getFileName().toString();
        String newName = to.getFileName().toString();
        Integer there = folders.get(target).get(newName);
        if (there != null) {
            if (!replacing) {
                throw new FileAlreadyExistsException(to.toString());
            }
            if (isFolder(there) && !folders.get(there).isEmpty()) {
                throw new DirectoryNotEmptyException(to.toString());
            }
        }
        change(true);
        folders.get(source).remove(name);
        folders.get(target).put(newName, inode);
        steps.add(new Step.Rename(source, name, target, newName, inode, isFolder(inode)));
    }

    /** Writes at a position; a gap before it is zeros. */
    synchronized void write(int file, long position, byte[] bytes) throws IOException {
        change(true);
        byte[] old = files.get(file);
        byte[] now = Arrays.copyOf(old, Math.max(old.length, Math.toIntExact(position + bytes.length)));
        System.arraycopy(bytes, 0, now, (int) position, bytes.length);
        set(file, now);
    }

    synchronized void truncate(int file, long size) throws IOException {
        if (size < files.get(file).length) {
            change(false);
            set(file, Arrays.copyOf(files.get(file), (int) size));
        }
    }

    private void set(int file, byte[] now) {
        files.put(file, now);
        steps.add(new Step.Data(file, now));
    }

    synchronized void flush(int inode) throws IOException {
        flushes++;
        if (flushes == failing) {
            steps.add(new Step.FailedFlush(inode));
            throw new IOException("Input/output error");
        }
        steps.add(new Step.Flush(inode));
    }
}
