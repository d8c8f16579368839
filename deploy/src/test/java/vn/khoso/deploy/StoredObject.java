package vn.khoso.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a package lies on a volume, found as anybody finds it who has only the files: by what its inventory says. */
final class StoredObject {

    private StoredObject() {}

    static Path of(Path volume, String aip) throws IOException {
        try (Stream<Path> all = Files.walk(volume.resolve("ocfl"), 4)) {
            return all.filter(path -> path.getFileName().toString().equals("inventory.json"))
                    .filter(path -> says(path, aip))
                    .map(Path::getParent)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean says(Path inventory, String aip) {
        try {
            return Files.readString(inventory).contains("\"" + aip + "\"");
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
