package vn.khoso.preservation.seal.pkcs12;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only their owner may read. */
final class PrivateFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PrivateFiles() {}

    /** Writes a file that did not exist: whole and durable, or not at all; mode 0600 from its first byte. */
    static void create(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        Path made = folder.resolve("." + file.getFileName() + ".new");
        Files.deleteIfExists(made);
        try (FileChannel out = FileChannel.open(
                made,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(made, file); // refuses to replace
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** @throws IOException also when somebody else than the owner may read or write the file */
    static byte[] read(Path file) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (mode.stream().anyMatch(OTHERS::contains)) {
            throw new IOException(
                    file + " is open to others (" + PosixFilePermissions.toString(mode) + "): chmod 600 it");
        }
        return Files.readAllBytes(file);
    }
}
