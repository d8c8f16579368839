package vn.khoso.preservation.backup.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.BackupSetJson;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.StrictJson;

/**
 * A disk for backups: {@code khoso-medium.json} says which one it is, below {@code khoso-backup/<archive>/} lie the sets. An
 * empty mount point is no medium, so nothing is ever written to the disk below it.
 */
public final class BackupMedium {

    /** Says which medium this is. */
    public static final String FILE = "khoso-medium.json";

    private static final String SCHEMA = "https://khoso.vn/schema/backup-medium/1";

    private final Path root;
    private final UUID id;

    private BackupMedium(Path root, UUID id) {
        this.root = root;
        this.id = id;
    }

    /**
     * Makes a folder a medium.
     *
     * @throws StorageUnavailable when it is not there, or is a medium or a volume of records already
     */
    public static BackupMedium format(Path folder, UUID id, Instant now) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw refused(root, "không có thư mục này, đĩa đã gắn chưa?", "no such folder; is the disk mounted?");
        }
        if (Files.exists(root.resolve(FILE), LinkOption.NOFOLLOW_LINKS)) {
            throw refused(root, "đã là phương tiện sao lưu", "it is a medium already");
        }
        if (Files.exists(root.resolve("volume.json"), LinkOption.NOFOLLOW_LINKS)) {
            throw refused(
                    root, "đây là ổ lưu trữ hồ sơ, hãy dùng đĩa khác", "it is a volume of records; use another disk");
        }
        byte[] json = CanonicalJson.bytes(JsonNodeFactory.instance
                .objectNode()
                .put("schema", SCHEMA)
                .put("id", id.toString())
                .put("created", now.toString()));
        try {
            Path draft = root.resolve(FILE + ".new");
            Files.write(draft, json);
            force(draft);
            Files.move(draft, root.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            force(root);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot write to the medium " + root + ": " + trouble, trouble);
        }
        return new BackupMedium(root, id);
    }

    /** @throws StorageUnavailable with cause and next step, when this is not a medium */
    public static BackupMedium open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            JsonNode json = StrictJson.own(Files.readAllBytes(root.resolve(FILE)));
            if (!SCHEMA.equals(json.path("schema").asText())) {
                throw new IllegalArgumentException("not of schema " + SCHEMA);
            }
            return new BackupMedium(root, UUID.fromString(json.path("id").asText()));
        } catch (NoSuchFileException absent) {
            throw refused(
                    root,
                    "không có " + FILE + "; đĩa đã gắn chưa? Đĩa mới: khoso backup --new-medium " + root,
                    "it has no " + FILE + "; is the disk mounted? A new disk: khoso backup --new-medium " + root);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read the medium " + root + ": " + trouble, trouble);
        } catch (IllegalArgumentException odd) {
            throw refused(root, FILE + " không đọc được", FILE + " cannot be read: " + odd.getMessage());
        }
    }

    public UUID id() {
        return id;
    }

    public Path root() {
        return root;
    }

    /** Number of the file system, whatever names it is mounted under. */
    public static long device(Path place) {
        try {
            return (Long) Files.getAttribute(place, "unix:dev");
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot ask which disk holds " + place + ": " + trouble, trouble);
        }
    }

    /**
     * Two names of one disk are one medium, and a copy beside the records dies with them.
     *
     * @param others media that must be independent of each other
     * @param records folders of the volumes of records
     * @param oneDisk whether the operator has allowed it in so many words; never for one medium under two names
     * @return what the minutes must then say
     * @throws StorageUnavailable in words for the operator
     */
    public static List<String> requireIndependent(List<BackupMedium> others, List<Path> records, boolean oneDisk) {
        List<String> remarks = new ArrayList<>();
        for (int at = 0; at < others.size(); at++) {
            BackupMedium one = others.get(at);
            for (BackupMedium other : others.subList(0, at)) {
                if (one.id.equals(other.id)) {
                    throw refused(
                            one.root,
                            "cùng một phương tiện với " + other.root + "; cần hai phương tiện độc lập",
                            "it is the same medium as " + other.root + "; two independent media are needed");
                }
                if (device(one.root) == device(other.root)) {
                    remarks.add("Cùng một đĩa / one disk: " + one.root + ", " + other.root);
                }
            }
            for (Path record : records) {
                if (Files.isDirectory(record) && device(record) == device(one.root)) {
                    remarks.add("Phương tiện nằm trên đĩa chứa hồ sơ / the medium lies on a disk of records: "
                            + one.root + ", " + record);
                }
            }
        }
        if (!oneDisk && !remarks.isEmpty()) {
            String all = String.join("; ", remarks);
            throw new StorageUnavailable(
                    all + ". Hãy dùng đĩa khác, hoặc cho phép rõ ràng bằng khoso.backup.same-disk=true (--same-disk)."
                            + " Use another disk, or allow it in so many words with khoso.backup.same-disk=true (--same-disk).",
                    new IOException(all));
        }
        return remarks;
    }

    /** Folder of the sets of one archive; made when it is missing. */
    Path folder(String archive) {
        Path folder = root.resolve("khoso-backup").resolve(archive);
        try {
            return Files.createDirectories(folder);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot write to the medium " + root + ": " + trouble, trouble);
        }
    }

    /** The newest set of an archive; one that does not say what it is does not count. */
    public Optional<SetFolder> newest(String archive) {
        List<SetFolder> sets = sets(archive);
        return sets.isEmpty() ? Optional.empty() : Optional.of(sets.getLast());
    }

    /** The sets of an archive, oldest first. */
    public List<SetFolder> sets(String archive) {
        Path folder = root.resolve("khoso-backup").resolve(archive);
        List<SetFolder> sets = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return sets;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                described(entry).ifPresent(set -> sets.add(new SetFolder(entry, set)));
            }
        } catch (IOException | DirectoryIteratorException trouble) {
            throw new StorageUnavailable("cannot list the medium " + root + ": " + trouble, trouble);
        }
        sets.sort(java.util.Comparator.comparing((SetFolder set) -> set.set().takenAt())
                .thenComparing(set -> set.set().to()));
        return sets;
    }

    /** A set and where it lies. */
    public record SetFolder(Path folder, BackupSet set) {}

    private static Optional<BackupSet> described(Path folder) {
        try {
            return Optional.of(BackupSetJson.read(Files.readAllBytes(folder.resolve(SetChain.DESCRIPTION))))
                    .filter(set -> set.name().equals(String.valueOf(folder.getFileName())));
        } catch (IOException | IllegalArgumentException notASet) {
            return Optional.empty();
        }
    }

    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static StorageUnavailable refused(Path root, String vi, String en) {
        String text = root + ": " + vi + " / " + en;
        return new StorageUnavailable(text, new IOException(en));
    }
}
