package vn.khoso.preservation.seal.pkcs12;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;

/**
 * The password of a key file. Never printed.
 *
 * <p>From the configuration, or made at first start and kept in a file of mode 0600, apart from the key file and from its
 * backups if the operator wants it so.
 */
public final class SealPassword {

    private static final int RANDOM_BYTES = 32;

    private final String value;

    private SealPassword(String value) {
        this.value = value;
    }

    /** @param value at least 12 characters */
    public static SealPassword configured(String value) {
        if (value.length() < 12) {
            throw new IllegalArgumentException("the password of the sealing key has fewer than 12 characters");
        }
        return new SealPassword(value);
    }

    /**
     * Reads the file; makes it, with 256 random bits, when it is not there.
     *
     * @throws SealUnavailable when it cannot be read or made, or others may read it
     */
    public static SealPassword kept(Path file) {
        try {
            if (Files.notExists(file)) {
                byte[] random = new byte[RANDOM_BYTES];
                new SecureRandom().nextBytes(random);
                String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
                PrivateFiles.create(file, made.getBytes(StandardCharsets.US_ASCII));
            }
            return configured(new String(PrivateFiles.read(file), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new SealUnavailable("the password of the sealing key cannot be had from " + file, e);
        }
    }

    char[] characters() {
        return value.toCharArray();
    }

    @Override
    public String toString() {
        return "SealPassword[hidden]";
    }
}
