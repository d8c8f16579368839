package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * The OCFL storage root (OCFL 1.1, 4) with layout {@code 0004-hashed-n-tuple-storage-layout}: SHA-256, two tuples of two
 * digits, so 15 million objects spread over 65,536 folders of about 230.
 */
final class StorageRoot {

    static final String EXTENSIONS = "extensions";

    private static final String LAYOUT = "0004-hashed-n-tuple-storage-layout";
    private static final String DECLARATION = "0=ocfl_1.1";
    private static final String LAYOUT_FILE = "ocfl_layout.json";
    private static final Set<String> OWN_NAMES = Set.of(DECLARATION, LAYOUT_FILE, EXTENSIONS);

    private static final String LAYOUT_JSON = """
            {"extension":"%s","description":"SHA-256 of the object identifier, two tuples of two digits"}
            """.replace("%s", LAYOUT);

    private static final String CONFIG_JSON = """
            {"extensionName":"%s","digestAlgorithm":"sha256","tupleSize":2,"numberOfTuples":2,"shortObjectRoot":false}
            """.replace("%s", LAYOUT);

    private static final Pattern TUPLE = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private StorageRoot() {}

    static boolean owns(Path entry) {
        return OWN_NAMES.contains(entry.getFileName().toString());
    }

    /** Writes and flushes the root's own files into an empty folder; may be repeated. */
    static void write(Path root, DurableFiles files) {
        Path extensions = root.resolve(EXTENSIONS);
        Path layout = extensions.resolve(LAYOUT);
        files.ensureDirectory(extensions);
        files.ensureDirectory(layout);
        write(root.resolve(DECLARATION), "ocfl_1.1\n", files);
        write(root.resolve(LAYOUT_FILE), LAYOUT_JSON, files);
        write(layout.resolve("config.json"), CONFIG_JSON, files);
        files.force(List.of(layout, extensions, root));
    }

    private static void write(Path file, String text, DurableFiles files) {
        files.overwrite(file, text.getBytes(StandardCharsets.UTF_8));
        files.force(file);
    }

    /** @throws StorageUnavailable when this is not a storage root of our layout */
    static void require(Path root) {
        try {
            Path config = root.resolve(EXTENSIONS).resolve(LAYOUT).resolve("config.json");
            if (!Files.isRegularFile(root.resolve(DECLARATION))
                    || !Files.readString(config, StandardCharsets.UTF_8).equals(CONFIG_JSON)) {
                throw new FileSystemException(root.toString(), null, "not an OCFL 1.1 root of layout " + LAYOUT);
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("the volume refused: its storage root cannot be used: " + root, trouble);
        }
    }

    /** Where the object lies. */
    static Path place(Path root, AipId aip) {
        String digest = Digests.fixity(DigestAlgorithm.SHA_256, aip.toString().getBytes(StandardCharsets.UTF_8))
                .hex();
        return root.resolve(digest.substring(0, 2))
                .resolve(digest.substring(2, 4))
                .resolve(digest);
    }

    /** The first 64 bits of the digest that names an object's folder; empty when the name is no digest. */
    static OptionalLong mark(Path object) {
        String name = object.getFileName().toString();
        return DIGEST.matcher(name).matches()
                ? OptionalLong.of(Long.parseUnsignedLong(name, 0, 16, 16))
                : OptionalLong.empty();
    }

    /** Whether objects of a range may lie below a folder of the root; a folder that is none of ours is in the first range. */
    static boolean within(MarkRange range, Path outer) {
        String name = outer.getFileName().toString();
        return range.covers(TUPLE.matcher(name).matches() ? Integer.parseInt(name, 16) : 0);
    }
}
