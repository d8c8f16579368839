package vn.khoso.server.testing;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisFunction;

/** What holds for the classes of every module, those of the launcher too, which no other module sees. Each fails with what breaks it. */
public final class HouseRules {

    private static final String ROOT = "vn.khoso";

    private static final Pattern BANNED_NAME =
            Pattern.compile("^(Abstract.*|.*(Impl|Manager|Helper|Helpers|Util|Utils|Common|Base))$");

    private static final Pattern GETTER = Pattern.compile("^get[A-Z].*");

    private final JavaClasses classes;

    /** @param classes main classes of the modules that are judged */
    public HouseRules(JavaClasses classes) {
        this.classes = classes;
    }

    public List<JavaPackage> packages() {
        return classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(room -> room.getName().startsWith(ROOT + "."))
                .toList();
    }

    public static boolean isNamedType(JavaClass type) {
        return type.isTopLevelClass() && !type.getSimpleName().equals("package-info");
    }

    public void every_package_says_what_it_is_for_and_is_null_marked() {
        assertThat(packages()).isNotEmpty().allSatisfy(room -> {
            assertThat(room.isAnnotatedWith(OaisFunction.class))
                    .as("@OaisFunction on " + room.getName())
                    .isTrue();
            assertThat(room.isAnnotatedWith(NullMarked.class))
                    .as("@NullMarked on " + room.getName())
                    .isTrue();
        });
    }

    /** @param root package below which each package is one slice */
    public void packages_form_no_cycle(String root) {
        slices().matching(root + ".(**)").should().beFreeOfCycles().check(classes);
    }

    public void a_package_has_at_most_30_types() {
        assertThat(packages())
                .allSatisfy(room -> assertThat(room.getClasses().stream().filter(HouseRules::isNamedType))
                        .as(room.getName())
                        .hasSizeLessThanOrEqualTo(30));
    }

    public void a_constructor_takes_at_most_6_parameters_unless_it_is_a_value() {
        assertThat(classes.stream()
                        .filter(type -> !type.isRecord() && !type.isEnum() && !type.isAnonymousClass())
                        .flatMap(type -> type.getConstructors().stream())
                        .filter(constructor ->
                                constructor.getRawParameterTypes().size() > 6)
                        .map(constructor -> constructor.getFullName()))
                .isEmpty();
    }

    public void names_say_what_a_thing_is() {
        assertThat(classes.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> BANNED_NAME.matcher(name).matches()))
                .as("banned names")
                .isEmpty();
    }

    public void a_method_is_not_named_get_unless_a_library_asks_for_it() {
        assertThat(classes.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> GETTER.matcher(method.getName()).matches())
                        .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(method -> !isAskedFor(method))
                        .map(JavaMethod::getFullName))
                .isEmpty();
    }

    /** @param where the rule holds */
    public void a_class_is_final_or_sealed(Predicate<JavaClass> where) {
        assertThat(classes.stream()
                        .filter(where)
                        .filter(type ->
                                !type.isInterface() && !type.isRecord() && !type.isEnum() && !type.isAnonymousClass())
                        .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
                        .filter(type -> !type.getSimpleName().isEmpty()
                                && !type.reflect().isSealed())
                        .map(JavaClass::getName))
                .as("neither final nor sealed")
                .isEmpty();
    }

    public void there_is_no_static_state() {
        assertThat(classes.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .map(field -> field.getFullName()))
                .isEmpty();
    }

    private static boolean isAskedFor(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return Stream.concat(owner.getAllRawInterfaces().stream(), owner.getAllRawSuperclasses().stream())
                .filter(parent -> !parent.getName().startsWith(ROOT))
                .anyMatch(parent -> parent.getMethods().stream()
                        .anyMatch(asked -> asked.getName().equals(method.getName())));
    }
}
