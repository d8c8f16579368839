package vn.khoso.preservation.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/** Test material made by others, which lies beside the project and never in it. */
public final class Corpora {

    private Corpora() {}

    /**
     * Unpacks a zip into a folder, with names from its entries. The test is skipped, aloud, where the corpora are not.
     *
     * @return the folder
     */
    public static Path unpack(String zip, Path folder) throws IOException {
        try (ZipFile file = new ZipFile(zip(zip).toFile(), StandardCharsets.UTF_8)) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = folder.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && target.startsWith(folder)) {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
        return folder;
    }

    /** One file of a zip; the test is skipped, aloud, where the corpora are not. */
    public static byte[] file(String zip, String entry) {
        try (ZipFile file = new ZipFile(zip(zip).toFile(), StandardCharsets.UTF_8)) {
            ZipEntry one = file.getEntry(entry);
            if (one == null) {
                throw new IllegalStateException(zip + " has no " + entry);
            }
            return file.getInputStream(one).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String text(String zip, String entry) {
        return new String(file(zip, entry), StandardCharsets.UTF_8);
    }

    private static Path zip(String name) {
        Optional<Path> found = folder().map(one -> one.resolve(name)).filter(Files::exists);
        if (found.isEmpty()) {
            System.out.println("skipped: corpora not present (" + name + ")");
            Assumptions.abort("skipped: corpora not present");
        }
        return found.orElseThrow();
    }

    private static Optional<Path> folder() {
        String named = System.getProperty("KHOSO_CORPORA", System.getenv().getOrDefault("KHOSO_CORPORA", ""));
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve("shared/corpora"))) {
                return Optional.of(up.resolve("shared/corpora"));
            }
        }
        return Optional.empty();
    }
}
