package vn.khoso.preservation.storage.ocfl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * {@code recover.sh} in the root of every volume: whoever has the bytes and nothing of ours gets the records back, each byte
 * compared, with bash, coreutils and nothing else.
 */
public final class RecoveryText {

    public static final String FILE = "recover.sh";

    private RecoveryText() {}

    public static byte[] bytes() {
        try (InputStream script = RecoveryText.class.getResourceAsStream(FILE)) {
            if (script == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            return script.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
