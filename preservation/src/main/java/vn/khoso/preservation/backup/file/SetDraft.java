package vn.khoso.preservation.backup.file;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/**
 * A set while it is written, under a name that no reader takes for a set. It gets its own name at the very end: every file was
 * flushed, read back and compared then.
 */
final class SetDraft {

    private static final String SUFFIX = ".draft";
    private static final int BUFFER = 1024 * 1024;

    private final Path folder;
    private final Map<String, Fixity> digests = new TreeMap<>();

    private SetDraft(Path folder) {
        this.folder = folder;
    }

    /** Begins a draft; what earlier tries left is removed. */
    static SetDraft begin(Path sets, String name) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(sets, "*" + SUFFIX)) {
            for (Path one : old) {
                remove(one);
            }
        } catch (DirectoryIteratorException trouble) {
            throw trouble.getCause();
        }
        return new SetDraft(Files.createDirectory(
                sets.resolve(name + SUFFIX),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /** A place for what is needed while writing only; gone with {@link #publish}. */
    Path scratch(String name) {
        return folder.resolve("scratch-" + name);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A file of the set, mode 0600; its digest is known when it is closed. */
    OutputStream create(String name) throws IOException {
        Path file = folder.resolve(name);
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        FileChannel channel = FileChannel.open(
                file,
                java.util.EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new FilterOutputStream(
                new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), digest), BUFFER)) {

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                if (channel.isOpen()) {
                    try (channel) {
                        flush();
                        channel.force(true);
                    }
                    digests.put(name, Fixity.of(DigestAlgorithm.SHA_256, digest.digest()));
                }
            }
        };
    }

    void write(String name, byte[] bytes) throws IOException {
        try (OutputStream out = create(name)) {
            out.write(bytes);
        }
    }

    /** Reads everything back, writes the manifest and gives the set its name. @return digest of the manifest */
    Fixity publish(Path named) throws IOException {
        try (DirectoryStream<Path> scratch = Files.newDirectoryStream(folder, "scratch-*")) {
            for (Path one : scratch) {
                Files.delete(one);
            }
        } catch (DirectoryIteratorException trouble) {
            throw trouble.getCause();
        }
        StringBuilder manifest = new StringBuilder();
        digests.forEach((name, digest) ->
                manifest.append(digest.hex()).append("  ").append(name).append('\n'));
        write(SetChain.MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, Fixity> one : digests.entrySet()) {
            Fixity found = digest(folder.resolve(one.getKey()));
            if (!found.equals(one.getValue())) {
                throw new ContentAltered(
                        "phương tiện ghi sai, hãy thay đĩa / the medium gave back other bytes than were"
                                + " written, replace it: " + one.getKey());
            }
        }
        BackupMedium.force(folder);
        Files.move(folder, named, StandardCopyOption.ATOMIC_MOVE);
        BackupMedium.force(named.resolveSibling("."));
        return digests.getOrDefault(SetChain.MANIFEST, Digests.fixity(DigestAlgorithm.SHA_256, new byte[0]));
    }

    /** Takes the draft away. */
    void discard() throws IOException {
        remove(folder);
    }

    static Fixity digest(Path file) throws IOException {
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return Fixity.of(DigestAlgorithm.SHA_256, digest.digest());
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException trouble) {
            throw trouble.getCause();
        }
    }
}
