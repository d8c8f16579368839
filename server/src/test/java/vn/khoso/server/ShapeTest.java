package vn.khoso.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.server.testing.HouseRules;

/** Shape budgets and names: the house stays small enough to be read. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ShapeTest {

    /** Files over 400 lines, each with the reason why it is one thing. */
    private static final Map<String, String> LONG_FILES = Map.of(
            "server/src/test/java/vn/khoso/server/web/Gallery.java",
            "one list: every page in every state, beside each other so that a missing one is seen");

    /** Files that may catch everything, each with the reason: an edge beyond which no bug may travel. */
    private static final Map<String, String> CATCH_ALL = Map.of(
            "preservation/src/main/java/vn/khoso/preservation/isolation/WorkerMain.java",
            "the far side of the isolation: whatever a parser throws at hostile bytes becomes an answer or the end of the process",
            "ingest/src/main/java/vn/khoso/ingest/worker/IngestWorker.java",
            "a bug in one submission parks that one; the others, and the worker, go on (D4, D8)",
            "deploy/src/main/java/vn/khoso/deploy/Shutdown.java",
            "AutoCloseable promises no less, and the next part must still be stopped");

    private static final HouseRules RULES = new HouseRules(House.classes());

    private static final Pattern CATCHES_ALL = Pattern.compile(
            "catch\\s*\\(\\s*(final\\s+)?([\\w.]+\\s*\\|\\s*)*(Exception|RuntimeException|Throwable|Error)\\b");

    @Test
    void every_package_says_what_it_is_for_and_is_null_marked() {
        RULES.every_package_says_what_it_is_for_and_is_null_marked();
        assertThat(House.MODULES.stream()
                        .flatMap(module -> House.sources(module, "main").stream())
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder ->
                                !folder.resolve("package-info.java").toFile().isFile())
                        .map(House::named))
                .as("packages without package-info")
                .isEmpty();
    }

    @Test
    void a_file_has_at_most_400_lines() {
        Map<String, Integer> tooLong = sources()
                .filter(file -> House.lines(file).size() > 400)
                .collect(java.util.stream.Collectors.toMap(
                        House::named, file -> House.lines(file).size()));
        assertThat(tooLong.keySet())
                .as("over 400 lines; a reason in LONG_FILES allows up to 600")
                .isEqualTo(LONG_FILES.keySet());
        assertThat(tooLong.values()).as("no reason allows more than 600 lines").allMatch(lines -> lines <= 600);
    }

    @Test
    void a_package_has_at_most_30_types() {
        RULES.a_package_has_at_most_30_types();
    }

    @Test
    void a_module_has_at_most_12_rooms_and_6_doors() {
        for (String module : House.STOREYED) {
            String root = House.ROOT + "." + module + ".";
            TreeSet<String> rooms = new TreeSet<>();
            RULES.packages().stream()
                    .map(JavaPackage::getName)
                    .filter(name -> name.startsWith(root))
                    .map(name -> name.substring(root.length()).split("\\.")[0])
                    .filter(name -> !House.FLOORS.contains(name))
                    .forEach(rooms::add);
            assertThat(rooms).as("rooms of " + module).hasSizeLessThanOrEqualTo(12);
            assertThat(doors(module)).as("doors of " + module).hasSizeLessThanOrEqualTo(6);
        }
    }

    @Test
    void a_door_has_at_most_15_public_methods() {
        assertThat(House.STOREYED.stream().flatMap(module -> doors(module).stream()))
                .allSatisfy(door -> assertThat(door.getMethods().stream()
                                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC)))
                        .as(door.getName())
                        .hasSizeLessThanOrEqualTo(15));
    }

    @Test
    void a_constructor_takes_at_most_6_parameters_unless_it_is_a_value() {
        RULES.a_constructor_takes_at_most_6_parameters_unless_it_is_a_value();
    }

    @Test
    void names_say_what_a_thing_is() {
        RULES.names_say_what_a_thing_is();
    }

    @Test
    void a_method_is_not_named_get_unless_a_library_asks_for_it() {
        RULES.a_method_is_not_named_get_unless_a_library_asks_for_it();
    }

    @Test
    void a_class_is_final_or_sealed() {
        // Beans of server and http may be proxied.
        RULES.a_class_is_final_or_sealed(type -> !type.getPackageName().startsWith("vn.khoso.server")
                && !type.getPackageName().contains(".http"));
    }

    @Test
    void there_is_no_static_state() {
        RULES.there_is_no_static_state();
    }

    @Test
    void everything_is_caught_only_at_the_written_edges() {
        List<String> catchers = House.MODULES.stream()
                .flatMap(module -> House.sources(module, "main").stream())
                .filter(file -> CATCHES_ALL
                        .matcher(String.join("\n", House.lines(file)))
                        .find())
                .map(House::named)
                .toList();
        assertThat(catchers)
                .as("catch (Exception) and wider; an edge has its reason in CATCH_ALL")
                .isSubsetOf(CATCH_ALL.keySet());
    }

    @Test
    void nothing_is_left_undone_or_switched_off() {
        Pattern undone =
                Pattern.compile("(//|\\*).*\\b(TO" + "DO|FIX" + "ME)\\b|@Dis" + "abled\\b|not imple" + "mented");
        assertThat(sources()
                        .filter(file -> undone.matcher(String.join("\n", House.lines(file)))
                                .find())
                        .map(House::named))
                .isEmpty();
    }

    @Test
    void lists_are_paged_by_keyset_never_by_offset() {
        Pattern offset = Pattern.compile("(?i)\\boff" + "set +(\\?|:|\\d)|\\blimit +\\S+ +off" + "set\\b");
        assertThat(sources()
                        .filter(file -> offset.matcher(String.join("\n", House.lines(file)))
                                .find())
                        .map(House::named))
                .isEmpty();
    }

    private static Stream<Path> sources() {
        return House.MODULES.stream()
                .flatMap(module -> Stream.of("main", "test").flatMap(part -> House.sources(module, part).stream()));
    }

    private static List<JavaClass> doors(String module) {
        return House.classes().stream()
                .filter(type -> type.getPackageName().equals(House.ROOT + "." + module))
                .filter(HouseRules::isNamedType)
                .toList();
    }
}
