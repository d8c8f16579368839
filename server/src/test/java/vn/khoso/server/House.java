package vn.khoso.server;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of the house look at: the compiled main classes of all modules, and the sources in the reactor. */
final class House {

    static final List<String> MODULES = List.of("schemas", "preservation", "ingest", "access", "server", "deploy");

    /** Modules with the four floors: edges, doors, rooms, shared words. */
    static final List<String> STOREYED = List.of("preservation", "ingest", "access");

    /** Sub-packages that are a floor and not a room. */
    static final List<String> FLOORS = List.of("http", "worker", "fault", "step");

    static final String ROOT = "vn.khoso";

    private House() {}

    /** Main classes on the class path of the server; {@code deploy} is not among them, it comes after the server. */
    static JavaClasses classes() {
        return Classes.ALL;
    }

    /** The folder that holds all modules, found from the module or from the root as working folder. */
    static Path reactor() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("schemas")) || !Files.isRegularFile(here.resolve("pom.xml"))) {
            Path parent = here.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "no reactor above " + Path.of("").toAbsolutePath());
            }
            here = parent;
        }
        return here;
    }

    /** Java files of one module, sorted; {@code part} is {@code main} or {@code test}. */
    static List<Path> sources(String module, String part) {
        Path root = reactor().resolve(module).resolve("src").resolve(part).resolve("java");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path as messages and tables name it: from the reactor's root, with {@code /}. */
    static String named(Path file) {
        return reactor().relativize(file).toString().replace('\\', '/');
    }

    private static final class Classes {
        static final JavaClasses ALL = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // what modules lend each other for tests
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(ROOT);
    }
}
