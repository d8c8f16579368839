package vn.khoso.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khoso.server.testing.HouseRules;

/** The arrows of the house: which module, floor, room and library may be seen from where. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ArchitectureTest {

    /** Below the module, the modules that it must not see. */
    private static final String DATABASE = "vn.khoso.preservation.database.jdbc..";

    private static final Map<String, List<String>> MUST_NOT_SEE = Map.of(
            "schemas", List.of("preservation", "ingest", "access", "server", "deploy"),
            "preservation", List.of("ingest", "access", "server", "deploy"),
            "ingest", List.of("access", "server", "deploy"),
            "access", List.of("ingest", "server", "deploy"),
            "server", List.of("deploy"));

    /** One library, one home. A second home needs a reason beside it. */
    private record Home(String library, List<String> packages) {

        static Home of(String library, String... packages) {
            return new Home(library, List.of(packages));
        }

        @Override
        public String toString() {
            return library;
        }
    }

    private static final List<Home> HOMES = List.of(
            Home.of("org.apache.lucene..", "vn.khoso.access.discovery.lucene.."),
            Home.of("org.eclipse.rdf4j..", "vn.khoso.access.linkeddata.rdf4j.."),
            Home.of("org.apache.jena..", "vn.khoso.schemas.codec.rdf.."),
            Home.of("com.networknt..", "vn.khoso.schemas.codec.json.."),
            // Untrusted bytes: behind the port of the room, and run inside the worker process only.
            Home.of("edu.harvard.hul.ois.jhove..", "vn.khoso.preservation.format.jhove.."),
            Home.of("org.verapdf..", "vn.khoso.preservation.format.verapdf.."),
            Home.of("uk.gov.nationalarchives..", "vn.khoso.preservation.format.pronom.."),
            Home.of(
                    "org.apache.pdfbox..",
                    "vn.khoso.preservation.format.pdfbox..",
                    "vn.khoso.access.text..",
                    "vn.khoso.ingest.demo.."),
            Home.of("org.bouncycastle..", "vn.khoso.preservation.seal.."),
            Home.of("eu.europa.esig..", "vn.khoso.preservation.seal.."),
            Home.of("software.amazon.awssdk..", "vn.khoso.preservation.storage.s3.."),
            // The second judge on the way in, the writer on the way out.
            Home.of("gov.loc.repository.bagit..", "vn.khoso.ingest.bag..", "vn.khoso.access.dip.."),
            // Unpacking what came, packing what goes and what is set aside for the bad day.
            Home.of(
                    "org.apache.commons.compress..",
                    "vn.khoso.ingest.staging..",
                    "vn.khoso.access.dip..",
                    "vn.khoso.preservation.backup.file.."),
            // The pool and the migrations are put together where everything is.
            Home.of("com.zaxxer.hikari..", "..jdbc..", "vn.khoso.server.assembly.."),
            Home.of("org.flywaydb..", "..jdbc..", "vn.khoso.server.assembly.."),
            Home.of("org.jdbi..", "..jdbc..", "vn.khoso.server.assembly.."),
            Home.of("org.postgresql..", "..jdbc.."),
            Home.of("java.sql..", "..jdbc.."),
            Home.of("javax.sql..", "..jdbc..", "vn.khoso.server.assembly.."),
            Home.of("gg.jte..", "vn.khoso.server.web.."),
            Home.of("com.password4j..", "vn.khoso.server.security.."),
            Home.of("jakarta..", "..http..", "..worker..", "vn.khoso.server.."),
            Home.of("org.eclipse.microprofile..", "..http..", "vn.khoso.server.."));

    @Test
    void every_module_is_seen_by_these_tests() {
        Stream.of("schemas", "preservation", "ingest", "access", "server")
                .forEach(module -> assertThat(House.classes().containPackage(House.ROOT + "." + module))
                        .as(module)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource
    void a_module_sees_only_the_modules_below_it(String module) {
        String[] above = MUST_NOT_SEE.get(module).stream()
                .map(name -> House.ROOT + "." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(House.ROOT + "." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .check(House.classes());
    }

    static Stream<String> a_module_sees_only_the_modules_below_it() {
        return MUST_NOT_SEE.keySet().stream().sorted();
    }

    @Test
    void packages_form_no_cycle() {
        new HouseRules(House.classes()).packages_form_no_cycle(House.ROOT);
    }

    @ParameterizedTest
    @MethodSource("storeyed")
    void nothing_inside_a_module_imports_its_doors_but_the_edges(String module) {
        String root = House.ROOT + "." + module;
        noClasses()
                .that()
                .resideInAPackage(root + ".*..")
                .and()
                .resideOutsideOfPackages(root + ".http..", root + ".worker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root)
                .because("a door is for others; a room that needs it belongs above it")
                .allowEmptyShould(true)
                .check(House.classes());
    }

    @ParameterizedTest
    @MethodSource("storeyed")
    void doors_and_rooms_do_not_know_the_edges_that_drive_them(String module) {
        String root = House.ROOT + "." + module;
        noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(root + ".http..", root + ".worker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".http..", root + ".worker..")
                .check(House.classes());
    }

    @ParameterizedTest
    @MethodSource("storeyed")
    void shared_words_know_no_room_and_no_door(String module) {
        String root = House.ROOT + "." + module;
        noClasses()
                .that()
                .resideInAnyPackage(root + ".fault..", root + ".step..")
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..")
                        .and(DescribedPredicate.not(resideInAnyPackage(root + ".fault..", root + ".step.."))))
                .allowEmptyShould(true)
                .check(House.classes());
    }

    @ParameterizedTest
    @MethodSource("storeyed")
    void strangers_come_through_the_doors(String module) {
        String root = House.ROOT + "." + module;
        DescribedPredicate<JavaClass> rooms = resideInAPackage(root + ".*..")
                .and(DescribedPredicate.not(resideInAnyPackage(root + ".fault..", root + ".step..", DATABASE)));
        noClasses()
                .that()
                .resideOutsideOfPackages(root + "..", "vn.khoso.server.assembly..")
                .should()
                .dependOnClassesThat(rooms)
                .because(
                        "other modules see the doors, the faults and the values of schemas; server.assembly puts rooms together")
                .check(House.classes());
    }

    @Test
    void what_a_failure_of_the_database_means_is_said_once_for_the_adapters_of_all_modules() {
        noClasses()
                .that()
                .resideOutsideOfPackages("vn.khoso..jdbc..", "vn.khoso.server.assembly..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(DATABASE)
                .check(House.classes());
    }

    static Stream<String> storeyed() {
        return House.STOREYED.stream();
    }

    @ParameterizedTest
    @FieldSource("HOMES")
    void a_library_is_used_only_in_its_home(Home home) {
        noClasses()
                .that()
                .resideOutsideOfPackages(home.packages().toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(home.library())
                .because("one library, one home: " + String.join(", ", home.packages()))
                .check(House.classes());
    }

    @Test
    void values_do_not_know_how_they_are_written_down() {
        noClasses()
                .that()
                .resideInAPackage("vn.khoso.schemas..")
                .and()
                .resideOutsideOfPackage("vn.khoso.schemas.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "org.w3c.dom..", "org.xml.sax..", "javax.xml..")
                .check(House.classes());
    }

    @Test
    void digests_are_made_in_one_place() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("vn.khoso.schemas.oais.Digests")
                .should()
                .callMethod(MessageDigest.class, "getInstance", String.class)
                .orShould()
                .callMethod(MessageDigest.class, "getInstance", String.class, String.class)
                .because("which algorithms are allowed is decided once")
                .check(House.classes());
    }

    @Test
    void faults_are_one_closed_list_a_module() {
        classes()
                .that()
                .resideInAPackage("..fault..")
                .and()
                .areAssignableTo(Throwable.class)
                .should()
                .beAssignableTo(RuntimeException.class)
                .allowEmptyShould(true)
                .check(House.classes());
        noClasses()
                .that()
                .resideOutsideOfPackage("..fault..")
                .and()
                .resideOutsideOfPackage("vn.khoso.server..")
                .and()
                .areTopLevelClasses()
                .should()
                .beAssignableTo(Throwable.class)
                .because("a new exception type is a new fault: it belongs in the module's list")
                .check(House.classes());
    }
}
