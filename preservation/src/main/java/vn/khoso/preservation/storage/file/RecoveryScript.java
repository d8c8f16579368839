package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;

/**
 * {@code recover.sh} in the root of every volume: whoever has the disk and nothing of ours gets the records back, each byte
 * compared, with bash, coreutils and nothing else.
 */
final class RecoveryScript {

    static final String FILE = "recover.sh";
    static final String DRAFT = FILE + ".new";

    private RecoveryScript() {}

    /** Puts the script into the volume unless this very script is there. Makes no change then. */
    static void ensure(Path root, DurableFiles files) {
        Path script = root.resolve(FILE);
        byte[] text = text();
        try {
            if (Files.isRegularFile(script) && Arrays.equals(Files.readAllBytes(script), text)) {
                return;
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + script, trouble);
        }
        Path draft = root.resolve(DRAFT);
        files.overwrite(draft, text);
        files.force(draft);
        files.move(draft, script);
        files.force(root);
    }

    private static byte[] text() {
        try (InputStream script = RecoveryScript.class.getResourceAsStream(FILE)) {
            if (script == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            return script.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
