package vn.khoso.preservation.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocfl.api.OcflRepository;
import io.ocfl.api.model.ValidationResults;
import io.ocfl.core.OcflRepositoryBuilder;
import io.ocfl.core.storage.OcflStorageBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * ocfl-java judges what we wrote: every object, with every digest. It does not walk the storage root for what OCFL 1.1, 4
 * forbids there (empty folders, stray files), so that is asked here as well.
 */
public final class OcflReferee {

    private OcflReferee() {}

    /** What is wrong with a volume's storage root; empty when nothing is, and no warning either. */
    public static List<String> complaints(Path volume, Path scratch) {
        List<String> complaints = new ArrayList<>(straysIn(volume.resolve("ocfl")));
        try {
            Path work = Files.createTempDirectory(Files.createDirectories(scratch), "referee");
            OcflRepository repository = new OcflRepositoryBuilder()
                    .storage(OcflStorageBuilder.builder()
                            .fileSystem(volume.resolve("ocfl"))
                            .build())
                    .workDir(work)
                    .build();
            try (Stream<String> ids = repository.listObjectIds()) {
                ids.forEach(id -> {
                    ValidationResults results = repository.validateObject(id, true);
                    results.getErrors().forEach(issue -> complaints.add(id + " " + issue));
                    results.getWarnings().forEach(issue -> complaints.add(id + " " + issue));
                });
            } finally {
                repository.close();
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (RuntimeException thrown) {
            // The referee throws where it cannot even start to judge: that is a verdict too.
            complaints.add("ocfl-java: " + thrown);
        }
        return complaints;
    }

    public static void assertValid(Path volume, Path scratch) {
        assertThat(complaints(volume, scratch)).isEmpty();
    }

    private static List<String> straysIn(Path ocfl) {
        List<String> strays = new ArrayList<>();
        try {
            Files.walkFileTree(ocfl, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    Path place = ocfl.relativize(file);
                    boolean object = place.getNameCount() > 3 && !place.startsWith("extensions");
                    if (!object && !StorageRoot.owns(ocfl.resolve(place.getName(0)))) {
                        strays.add("a stray file: " + place);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    try (Stream<Path> entries = Files.list(folder)) {
                        if (entries.findAny().isEmpty()) {
                            strays.add("an empty folder: " + ocfl.relativize(folder));
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        return strays;
    }
}
