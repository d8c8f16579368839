package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.AipId;

/** The OCFL storage root of a volume, with {@link StorageLayout}. */
final class StorageRoot {

    private static final Logger LOG = LoggerFactory.getLogger(StorageRoot.class);

    private StorageRoot() {}

    static boolean owns(Path entry) {
        return StorageLayout.owns(entry.getFileName().toString());
    }

    /** Writes and flushes the root's own files into an empty folder; may be repeated. */
    static void write(Path root, DurableFiles files) {
        Path extensions = root.resolve(StorageLayout.EXTENSIONS);
        Path layout = extensions.resolve(StorageLayout.NAME);
        files.ensureDirectory(extensions);
        files.ensureDirectory(layout);
        StorageLayout.files().forEach(file -> write(root.resolve(file.place()), file.text(), files));
        files.force(List.of(layout, extensions, root));
    }

    private static void write(Path file, String text, DurableFiles files) {
        files.overwrite(file, text.getBytes(StandardCharsets.UTF_8));
        files.force(file);
    }

    /** @throws StorageUnavailable when this is not a storage root of our layout */
    static void require(Path root) {
        try {
            Path config = root.resolve(StorageLayout.CONFIG);
            if (!Files.isRegularFile(root.resolve(StorageLayout.DECLARATION))
                    || !Files.readString(config, StandardCharsets.UTF_8).equals(StorageLayout.config())) {
                throw new FileSystemException(
                        root.toString(), null, "not an OCFL 1.1 root of layout " + StorageLayout.NAME);
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("the volume refused: its storage root cannot be used: " + root, trouble);
        }
    }

    /**
     * Writes those of the root's own files anew that are not what they must be; nothing that they say is anything but known. A root
     * without its declaration, or of another layout, is none of ours and was refused by {@link #require} before.
     *
     * @param staging where the new ones are written first
     */
    static void mend(Path root, Path staging, DurableFiles files) {
        for (StorageLayout.RootFile file : StorageLayout.files()) {
            Path place = root.resolve(file.place());
            byte[] text = file.text().getBytes(StandardCharsets.UTF_8);
            if (!holds(place, text)) {
                LOG.error("{} was not what it must be, and is written anew", file.place());
                Path draft = staging.resolve(place.getFileName() + ".new");
                files.overwrite(draft, text);
                files.force(draft);
                files.move(draft, place);
                files.force(DurableFiles.above(place));
            }
        }
    }

    private static boolean holds(Path file, byte[] text) {
        try {
            return Arrays.equals(Files.readAllBytes(file), text);
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + file, trouble);
        }
    }

    /** Where the object lies. */
    static Path place(Path root, AipId aip) {
        return root.resolve(StorageLayout.place(aip));
    }

    static OptionalLong mark(Path object) {
        return StorageLayout.mark(object.getFileName().toString());
    }

    static boolean within(MarkRange range, Path outer) {
        return StorageLayout.within(range, outer.getFileName().toString());
    }
}
