package vn.khoso.ingest.bag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.PackagePath;

/** A bag that lies in a folder, as others publish them, in the form in which our reader gets it. */
final class FolderBag {

    private FolderBag() {}

    static List<UnpackedFile> read(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .map(path -> file(folder, path))
                    .toList();
        }
    }

    private static UnpackedFile file(Path folder, Path path) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            return new UnpackedFile(
                    new PackagePath(folder.relativize(path).toString()),
                    bytes.length,
                    Digests.fixity(DigestAlgorithm.SHA_256, bytes),
                    Digests.fixity(DigestAlgorithm.SHA_512, bytes),
                    path);
        } catch (IOException trouble) {
            throw new java.io.UncheckedIOException(trouble);
        }
    }
}
