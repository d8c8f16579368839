package vn.khoso.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/** What lies beside the project and never in it. A test that needs it is skipped, aloud, where it is not. */
final class Corpora {

    private Corpora() {}

    static Path zip(String name) {
        Optional<Path> found = folder().map(folder -> folder.resolve(name)).filter(Files::exists);
        if (found.isEmpty()) {
            System.out.println("skipped: corpora not present (" + name + ")");
            Assumptions.abort("skipped: corpora not present");
        }
        return found.orElseThrow();
    }

    static byte[] file(String zip, String entry) throws IOException {
        try (ZipFile open = new ZipFile(zip(zip).toFile(), StandardCharsets.UTF_8)) {
            ZipEntry found = open.getEntry(entry);
            if (found == null) {
                throw new IOException("no " + entry + " in " + zip);
            }
            return open.getInputStream(found).readAllBytes();
        }
    }

    private static Optional<Path> folder() {
        String named = System.getenv().getOrDefault("KHOSO_CORPORA", "");
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
