package vn.khoso.preservation.journal.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.transparency.CheckpointStore;
import vn.khoso.preservation.storage.file.Volume;

/**
 * Checkpoints on a volume: {@code journal/checkpoints/000000001234.note} and {@code .tsr} beside it for ever, and the latest once more as
 * {@code journal/checkpoint}, where C2SP tlog-tiles wants it.
 */
public final class FileCheckpoints implements CheckpointStore {

    private static final Pattern NAME = Pattern.compile("[0-9]{12}\\.note");
    private static final int DIGITS = 12;

    private final Volume volume;
    private final Path folder;
    private final ConcurrentSkipListSet<Long> sizes = new ConcurrentSkipListSet<>();

    private FileCheckpoints(Volume volume) {
        this.volume = volume;
        this.folder = volume.journal().resolve("checkpoints");
    }

    public static FileCheckpoints on(Volume volume) {
        FileCheckpoints checkpoints = new FileCheckpoints(volume);
        checkpoints.list();
        return checkpoints;
    }

    private void list() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (NAME.matcher(name).matches()) {
                    sizes.add(Long.parseLong(name.substring(0, DIGITS)));
                }
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot list the journal's checkpoints", trouble);
        }
    }

    private Path file(long size, String kind) {
        String digits = Long.toString(size);
        return folder.resolve("0".repeat(Math.max(0, DIGITS - digits.length())) + digits + kind);
    }

    @Override
    public List<Kept> after(long after, int limit) {
        List<Kept> found = new ArrayList<>();
        for (long size : sizes.tailSet(after, false)) {
            if (found.size() == limit) {
                break;
            }
            found.add(kept(size));
        }
        return found;
    }

    @Override
    public Optional<Kept> find(long size) {
        return sizes.contains(size) ? Optional.of(kept(size)) : Optional.empty();
    }

    @Override
    public Optional<Kept> latest() {
        return sizes.isEmpty() ? Optional.empty() : Optional.of(kept(sizes.last()));
    }

    private Kept kept(long size) {
        byte[] note = read(file(size, ".note"))
                .orElseThrow(() -> new ContentAltered("the checkpoint of size " + size + " is gone from storage"));
        return new Kept(size, new String(note, StandardCharsets.UTF_8), read(file(size, ".tsr")));
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + file.getFileName(), trouble);
        }
    }

    @Override
    public void keep(long size, String note) {
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        publishOnce(file(size, ".note"), bytes);
        if (sizes.isEmpty() || size >= sizes.last()) {
            volume.files().publish(volume.journal().resolve("checkpoint"), bytes);
        }
        sizes.add(size);
    }

    @Override
    public void keepTimeStamp(long size, byte[] reply) {
        publishOnce(file(size, ".tsr"), reply);
    }

    private void publishOnce(Path file, byte[] bytes) {
        Optional<byte[]> there = read(file);
        if (there.isEmpty()) {
            volume.files().publish(file, bytes);
        } else if (!Arrays.equals(there.get(), bytes)) {
            throw new ContentAltered(
                    file.getFileName() + " is on storage already with other bytes; what was said once is never unsaid");
        }
    }
}
