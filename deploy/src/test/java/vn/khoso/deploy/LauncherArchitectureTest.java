package vn.khoso.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khoso.server.testing.HouseRules;

/**
 * The rules of the house for the classes of this module, which the server's {@code ArchitectureTest} and {@code ShapeTest} cannot
 * see: it comes after the server. The rules on sources (length of files, catching everything) are judged there for all modules.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class LauncherArchitectureTest {

    private static final String HERE = "vn.khoso.deploy";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HERE);

    private static final HouseRules RULES = new HouseRules(CLASSES);

    @Test
    void the_classes_of_this_module_are_seen() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .contains(
                        HERE,
                        HERE + ".container",
                        HERE + ".fault",
                        HERE + ".localsocket",
                        HERE + ".postgres",
                        HERE + ".verify");
    }

    @Test
    void every_package_says_what_it_is_for_and_is_null_marked() {
        RULES.every_package_says_what_it_is_for_and_is_null_marked();
    }

    @Test
    void packages_form_no_cycle() {
        RULES.packages_form_no_cycle(HERE);
    }

    @Test
    void classes_are_as_small_and_as_closed_as_everywhere() {
        RULES.a_package_has_at_most_30_types();
        RULES.a_constructor_takes_at_most_6_parameters_unless_it_is_a_value();
        RULES.names_say_what_a_thing_is();
        RULES.a_method_is_not_named_get_unless_a_library_asks_for_it();
        RULES.a_class_is_final_or_sealed(type -> true);
        RULES.there_is_no_static_state();
    }

    @Test
    void the_launcher_carries_nothing_of_the_archive_but_its_words() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "vn.khoso.preservation..", "vn.khoso.ingest..", "vn.khoso.access..", "vn.khoso.server..")
                .because("the launcher's class path is what Payara inherits")
                .check(CLASSES);
    }

    /** What stands alone after it was packed must not lean on its neighbours. */
    @ParameterizedTest
    @CsvSource({
        "verify, java.. javax.. vn.khoso.schemas.codec.tlog.. vn.khoso.schemas.oais.. org.jspecify..",
        "localsocket, java.. javax.net.. vn.khoso.schemas.oais.. org.jspecify.."
    })
    void a_jar_of_its_own_needs_nothing_else(String room, String needs) {
        String[] allowed = (needs + " " + HERE + "." + room + "..").split(" ");
        classes()
                .that()
                .resideInAPackage(HERE + "." + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({"fish.payara.., container", "org.tukaani.., postgres"})
    void a_library_is_used_only_in_its_home(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage(HERE + "." + home + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void the_command_line_is_read_at_the_door_only() {
        noClasses()
                .that()
                .resideInAPackage(HERE + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }
}
