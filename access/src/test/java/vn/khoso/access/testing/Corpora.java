package vn.khoso.access.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/** Test material made by others, which lies beside the project and never in it. */
public final class Corpora {

    private Corpora() {}

    /** A file of a zip; the test is skipped, aloud, where the corpora are not. */
    public static byte[] file(String zip, String entry) {
        Path found = folder().map(folder -> folder.resolve(zip))
                .filter(Files::exists)
                .orElse(null);
        if (found == null) {
            System.out.println("skipped: corpora not present (" + zip + ")");
            Assumptions.abort("skipped: corpora not present");
        }
        try (ZipFile file = new ZipFile(found.toFile(), StandardCharsets.UTF_8)) {
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
