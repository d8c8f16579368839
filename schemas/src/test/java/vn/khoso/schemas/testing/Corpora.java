package vn.khoso.schemas.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/** Test material of others that lies beside the repository, never in it. A test that needs it skips aloud without it. */
public final class Corpora {

    private Corpora() {}

    /** The bytes of a file in one of the zips, or a skipped test. */
    public static byte[] file(String zip, String entry) throws IOException {
        Optional<Path> folder = folder();
        Assumptions.assumeTrue(folder.isPresent(), "skipped: corpora not present");
        try (ZipFile file = new ZipFile(folder.orElseThrow().resolve(zip).toFile())) {
            ZipEntry found = file.stream()
                    .filter(one -> one.getName().endsWith(entry))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(zip + " has no " + entry));
            try (InputStream in = file.getInputStream(found)) {
                return in.readAllBytes();
            }
        }
    }

    private static Optional<Path> folder() {
        String named = System.getProperty("khoso.corpora", System.getenv().getOrDefault("KHOSO_CORPORA", ""));
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            Path corpora = here.resolve("shared/corpora");
            if (Files.isDirectory(corpora)) {
                return Optional.of(corpora);
            }
        }
        return Optional.empty();
    }
}
