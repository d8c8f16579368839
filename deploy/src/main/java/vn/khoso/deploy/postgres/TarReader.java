package vn.khoso.deploy.postgres;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Unpacks the one tar that we ship ourselves (POSIX ustar: files, folders, symbolic links), so that the launcher's class
 * path, which Payara inherits, stays free of an archive library. Not for anything that comes from outside.
 */
final class TarReader {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int MODE_OFFSET = 100;
    private static final int SIZE_OFFSET = 124;
    private static final int TYPE_OFFSET = 156;
    private static final int LINK_OFFSET = 157;
    private static final int PREFIX_OFFSET = 345;
    private static final int PREFIX = 155;
    private static final int OWNER_EXECUTES = 0100;

    private final InputStream in;

    TarReader(InputStream in) {
        this.in = in;
    }

    /** Writes everything below {@code target}, which must be an empty folder. */
    void unpackInto(Path target) throws IOException {
        byte[] header = in.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            String prefix = text(header, PREFIX_OFFSET, PREFIX);
            String name = text(header, 0, NAME);
            Path path = target.resolve(prefix.isEmpty() ? name : prefix + "/" + name)
                    .normalize();
            if (!path.startsWith(target)) {
                throw new IOException("the shipped archive leads out of its folder: " + name);
            }
            unpack(header, path);
            header = in.readNBytes(BLOCK);
        }
    }

    private void unpack(byte[] header, Path path) throws IOException {
        long size = octal(header, SIZE_OFFSET, 12);
        switch (header[TYPE_OFFSET]) {
            case '5' -> Files.createDirectories(path);
            case '2' -> {
                Files.createDirectories(parent(path));
                Files.createSymbolicLink(path, Path.of(text(header, LINK_OFFSET, NAME)));
            }
            case '0', 0 -> {
                Files.createDirectories(parent(path));
                writeFile(path, size, (octal(header, MODE_OFFSET, 8) & OWNER_EXECUTES) != 0);
            }
            default -> throw new IOException("unexpected entry in the shipped archive: " + path);
        }
    }

    private void writeFile(Path path, long size, boolean executable) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[BLOCK * 64];
            long left = size;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new EOFException("the shipped archive is cut short");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        Set<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        Files.setPosixFilePermissions(path, permissions);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int offset, int length) {
        String digits = text(header, offset, length).trim();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
