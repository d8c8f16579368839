package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageFull;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.Medium;
import vn.khoso.preservation.storage.VolumeIdentity;
import vn.khoso.schemas.storage.Reserve;

/**
 * A folder in which one archive keeps AIPs and journal segments: {@code volume.json} (who it is), {@code ocfl/} (the OCFL
 * storage root), {@code staging/}, {@code quarantine/}, {@code journal/}, {@code canary/} (objects by which audits are tried), {@code recover.sh} (how to read
 * it without us).
 *
 * <p>Opening it asks for the identity it should have: an empty mount point, a foreign disk or last year's copy is refused
 * before a byte is written. One process at a time holds a volume.
 */
public final class Volume implements Medium {

    private static final Set<String> OWN_NAMES = Set.of(
            VolumeIdentity.FILE,
            VolumeIdentity.FILE + ".new",
            "ocfl",
            "staging",
            "quarantine",
            "journal",
            "volume.lock",
            "lost+found",
            RecoveryScript.FILE,
            RecoveryScript.DRAFT,
            PlantedCanaries.FOLDER,
            PlantedCanaries.DRAFT);

    private final Path root;
    private final UUID id;
    private final Reserve reserve;
    private final DurableFiles files;
    private final FileChannel lock;

    private Volume(Path root, UUID id, Settings settings, DurableFiles files, FileChannel lock) {
        this.root = root;
        this.id = id;
        this.reserve = settings.reserve();
        this.files = files;
        this.lock = lock;
    }

    /**
     * How a volume is used.
     *
     * @param reserve what new packages leave free
     * @param flushThreads files flushed at a time, from 1
     */
    public record Settings(Reserve reserve, int flushThreads) {
        public Settings {
            if (flushThreads < 1) {
                throw new IllegalArgumentException("not settings of a volume: " + flushThreads);
            }
        }

        /** With so many bytes left free, however large the disk is. */
        public Settings(long reserve, int flushThreads) {
            this(Reserve.bytes(reserve), flushThreads);
        }
    }

    /**
     * Makes an empty folder a volume. An attempt that died half way may be repeated.
     *
     * @throws StorageUnavailable when the folder is a volume already or holds anything else
     */
    public static void format(Path folder, UUID id, Instant created) {
        Path root = folder.toAbsolutePath().normalize();
        try (DurableFiles files = new DurableFiles(root, 1)) {
            refuseWhatIsNotEmpty(root);
            List<Path> folders = List.of(
                    root,
                    root.resolve("ocfl"),
                    root.resolve("staging"),
                    root.resolve("quarantine"),
                    root.resolve("journal"));
            folders.forEach(files::ensureDirectory);
            StorageRoot.write(root.resolve("ocfl"), files);
            RecoveryScript.ensure(root, files);
            new PlantedCanaries(id).plant(root, files);
            Path draft = root.resolve(VolumeIdentity.FILE + ".new");
            files.overwrite(draft, new VolumeIdentity(id, created).json());
            files.force(draft);
            files.force(folders);
            files.move(draft, root.resolve(VolumeIdentity.FILE));
            files.force(root);
            files.force(DurableFiles.above(root));
        }
    }

    private static void refuseWhatIsNotEmpty(Path root) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.exists(root.resolve(VolumeIdentity.FILE))) {
            throw refused(root, "it is a volume already");
        }
        for (Path entry : entries(root)) {
            if (!OWN_NAMES.contains(entry.getFileName().toString())) {
                throw refused(root, "it is not empty: " + entry.getFileName());
            }
        }
        Path ocfl = root.resolve("ocfl");
        if (Files.isDirectory(ocfl) && entries(ocfl).stream().anyMatch(entry -> !StorageRoot.owns(entry))) {
            throw refused(root, "it holds objects, but volume.json is gone");
        }
    }

    private static List<Path> entries(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot list " + folder, trouble);
        }
        return entries;
    }

    /**
     * Opens a volume, locks it against other processes and makes good what a crash left.
     *
     * @param expected the identity that the archive remembers
     * @throws StorageUnavailable with the reason, when this is not that volume or another process holds it
     */
    public static Volume open(Path folder, UUID expected, Settings settings) {
        Path root = folder.toAbsolutePath().normalize();
        requireIdentity(root, expected);
        StorageRoot.require(root.resolve("ocfl"));
        refuseSplit(root);
        DurableFiles files = new DurableFiles(root, settings.flushThreads());
        Volume volume = new Volume(root, expected, settings, files, lock(root, files));
        try {
            StorageRoot.mend(volume.ocfl(), volume.staging(), files);
            RecoveryScript.ensure(root, files);
            new PlantedCanaries(expected).plantIfPossible(root, files);
            return volume;
        } catch (ArchiveFault trouble) {
            // Or the next look would find its own lock, and take it for another process's.
            volume.close();
            throw trouble;
        }
    }

    private static void requireIdentity(Path root, UUID expected) {
        if (!Files.isDirectory(root)) {
            throw refused(
                    root, "không có thư mục này, đĩa đã gắn chưa?", "there is no such folder; is the disk mounted?");
        }
        if (!Files.exists(root.resolve(VolumeIdentity.FILE))) {
            throw refused(
                    root,
                    "không có volume.json, đĩa đã gắn chưa, ổ đã được khởi tạo chưa?",
                    "it has no volume.json; is the disk mounted, was the volume formatted?");
        }
        VolumeIdentity found = VolumeIdentity.read(root.resolve(VolumeIdentity.FILE));
        if (!found.id().equals(expected)) {
            throw refused(
                    root,
                    "đây là ổ " + found.id() + ", trong khi ổ cần có là " + expected,
                    "it is volume " + found.id() + ", and volume " + expected + " is expected");
        }
    }

    /**
     * Who a folder says that it is; for whoever has no memory of it yet.
     *
     * @throws StorageUnavailable when it does not say it
     */
    public static UUID identityOf(Path folder) {
        return VolumeIdentity.read(folder.resolve(VolumeIdentity.FILE)).id();
    }

    /** A rename publishes only within one file system. */
    private static void refuseSplit(Path root) {
        try {
            for (String part : List.of("ocfl", "staging", "quarantine", "journal")) {
                Path folder = root.resolve(part);
                if (!Files.isDirectory(folder)) {
                    throw refused(root, "its folder " + part + " is gone");
                }
                if (!Files.getFileStore(folder).equals(Files.getFileStore(root))) {
                    throw refused(root, "its folder " + part + " lies on another file system");
                }
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read the volume " + root, trouble);
        }
    }

    private static FileChannel lock(Path root, DurableFiles files) {
        return files.change("lock", () -> {
            FileChannel channel =
                    FileChannel.open(root.resolve("volume.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException held) {
                // The same refusal below: this very process holds it.
            }
            channel.close();
            throw refused(
                    root,
                    "một tiến trình khác đang dùng, hoặc cùng một ổ được gắn hai lần",
                    "another process uses it, or one volume is mounted twice");
        });
    }

    private static StorageUnavailable refused(Path root, String vi, String en) {
        return refused(root, vi + " / " + en);
    }

    private static StorageUnavailable refused(Path root, String why) {
        String text = "volume " + root + " refused: " + why;
        return new StorageUnavailable(text, new FileSystemException(root.toString(), null, why));
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public Optional<String> fenced() {
        return files.fenced();
    }

    @Override
    public void requireIdentity() {
        requireIdentity(root, id);
    }

    /** Every change of the volume goes through these. */
    public DurableFiles files() {
        return files;
    }

    @Override
    public long room() {
        return Math.max(0, files.usableSpace() - reserve.of(files.totalSpace()));
    }

    /** @throws StorageFull when {@code bytes} more would eat into the reserve */
    void requireRoom(long bytes) {
        long room = room();
        if (bytes > room) {
            throw new StorageFull(
                    "the volume has room for " + room + " bytes above its reserve, " + bytes + " are asked for",
                    new FileSystemException(root.toString(), null, "reserve of " + reserve));
        }
    }

    /** Where the canaries are planted, by which audits are tried. */
    PlantedCanaries canaries() {
        return new PlantedCanaries(id);
    }

    Path root() {
        return root;
    }

    Path ocfl() {
        return root.resolve("ocfl");
    }

    Path staging() {
        return root.resolve("staging");
    }

    public Path quarantine() {
        return root.resolve("quarantine");
    }

    public Path journal() {
        return root.resolve("journal");
    }

    @Override
    public void close() {
        files.close();
        try {
            lock.close();
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot unlock the volume " + root, trouble);
        }
    }
}
