package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ocfl.RecoveryText;

/** Keeps {@link RecoveryText} in the root of a volume. */
final class RecoveryScript {

    static final String FILE = RecoveryText.FILE;
    static final String DRAFT = FILE + ".new";

    private RecoveryScript() {}

    /** Puts the script into the volume unless this very script is there. Makes no change then. */
    static void ensure(Path root, DurableFiles files) {
        Path script = root.resolve(FILE);
        byte[] text = RecoveryText.bytes();
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
}
