package vn.khoso.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The layout of every source is what the formatter makes of it, on any machine: Spotless needs a JDK 21 under Maven, this
 * runs in the JDK that the build picked.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class LayoutTest {

    /** A table that reads better as it was typed; Spotless leaves these alone as well. */
    private static final Pattern AS_TYPED = Pattern.compile("// spotless:off.*?// spotless:on", Pattern.DOTALL);

    private static final JavaFormatterOptions.Style STYLE = JavaFormatterOptions.Style.PALANTIR;

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(STYLE).build());

    @Test
    void every_source_is_laid_out_by_the_formatter() {
        assertThat(House.MODULES.stream()
                        .flatMap(module ->
                                Stream.of("main", "test").flatMap(part -> House.sources(module, part).stream()))
                        .parallel()
                        .filter(file -> !isLaidOut(file))
                        .map(House::named))
                .as("not laid out; \"mvn -Pformat spotless:apply\" with a JDK 21 or later in JAVA_HOME does it")
                .isEmpty();
    }

    private boolean isLaidOut(Path file) {
        try {
            String text = Files.readString(file);
            String tidy = RemoveUnusedImports.removeUnusedImports(ImportOrderer.reorderImports(text, STYLE));
            return judged(formatter.formatSource(tidy)).equals(judged(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (FormatterException notJava) {
            throw new IllegalStateException(House.named(file) + " cannot be read as Java", notJava);
        }
    }

    private static String judged(String text) {
        return AS_TYPED.matcher(text).replaceAll("");
    }
}
