package vn.khoso.access.rights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;

/**
 * The secret of access: seals cursors and resumption tokens, and hides owners' numbers in the index. It survives a restart,
 * so that a harvest goes on. A lost key costs open cursors and a new index, nothing else.
 */
public final class AccessKey {

    private static final int LENGTH = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    private AccessKey(byte[] secret) {
        this.secret = secret;
    }

    /** @throws IllegalArgumentException when it is not 32 bytes */
    public static AccessKey of(byte[] secret) {
        if (secret.length != LENGTH) {
            throw new IllegalArgumentException("an access key has " + LENGTH + " bytes");
        }
        return new AccessKey(secret.clone());
    }

    /**
     * Reads the key, or makes and keeps a new one (mode 0600).
     *
     * @throws StorageUnavailable when it can be neither read nor kept
     */
    public static AccessKey kept(Path file) {
        try {
            if (Files.exists(file)) {
                return of(HexFormat.of()
                        .parseHex(Files.readString(file, StandardCharsets.US_ASCII)
                                .strip()));
            }
            byte[] fresh = new byte[LENGTH];
            new SecureRandom().nextBytes(fresh);
            write(file, HexFormat.of().formatHex(fresh));
            return of(fresh);
        } catch (IOException trouble) {
            throw new StorageUnavailable("the access key cannot be read or kept: " + file.getFileName(), trouble);
        }
    }

    /** Keyed hash of a text for one use; keys of different uses are independent. */
    public byte[] hash(String use, byte[] text) {
        return mac(mac(secret, use.getBytes(StandardCharsets.UTF_8)), text);
    }

    /** Whether {@code seal} begins the keyed hash of the text; takes the same time either way. */
    public boolean seals(String use, byte[] text, byte[] seal) {
        byte[] right = Arrays.copyOf(hash(use, text), seal.length);
        return seal.length >= 16 && MessageDigest.isEqual(right, seal);
    }

    private static byte[] mac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java has " + ALGORITHM, absent);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder for " + file);
        }
        Files.createDirectories(folder);
        Path part = folder.resolve(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(part);
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
