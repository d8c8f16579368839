package vn.khoso.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** README says only what works: its commands are the ones that are run, its links lead somewhere. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ReadmeTest {

    private static final Pattern SHELL_BLOCK = Pattern.compile("(?m)^```sh\\n(.*?)^```$", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern PROFILE = Pattern.compile("(?<=\\s)-P(\\w+)");

    @Test
    void every_shell_block_is_a_script_that_a_shell_can_read() throws Exception {
        assertThat(blocks()).isNotEmpty();
        for (String block : blocks()) {
            Process shell =
                    new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
            try (var script = shell.getOutputStream()) {
                script.write(block.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(shell.exitValue()).as(block + said).isZero();
        }
    }

    @Test
    void the_continuous_build_runs_the_command_that_readme_names_for_the_tests() {
        assertThat(commands()).contains("mvn verify");
        assertThat(House.lines(House.reactor().resolve(".ci/run")).stream().map(String::strip))
                .as("the line of .ci/run that starts Maven")
                .filteredOn(line -> line.startsWith("mvn "))
                .containsExactly("mvn verify || code=$?");
    }

    @Test
    void a_profile_that_readme_names_exists() {
        String poms = Stream.concat(Stream.of("pom.xml"), House.MODULES.stream().map(module -> module + "/pom.xml"))
                .map(name -> text(House.reactor().resolve(name)))
                .reduce("", String::concat);
        assertThat(commands().stream()
                        .flatMap(command -> PROFILE.matcher(command).results().map(found -> found.group(1))))
                .allSatisfy(profile -> assertThat(poms).contains("<id>" + profile + "</id>"));
    }

    @Test
    void what_pages_link_to_is_there() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(House.reactor().resolve("README.md")));
        for (String module : House.MODULES) {
            try (Stream<Path> files = Files.walk(House.reactor().resolve(module))) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .filter(file -> !House.named(file).contains("/target/"))
                        .forEach(pages::add);
            }
        }
        assertThat(pages)
                .allSatisfy(
                        page -> assertThat(LINK.matcher(text(page)).results().map(found -> found.group(1)))
                                .allSatisfy(link ->
                                        assertThat(page.resolveSibling(link)).exists()));
    }

    private static List<String> blocks() {
        return SHELL_BLOCK
                .matcher(text(House.reactor().resolve("README.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<String> commands() {
        return blocks().stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static String text(Path file) {
        return String.join("\n", House.lines(file)) + "\n";
    }
}
