package vn.khoso.preservation.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The one table of the crash gate: what every harness tried and what was good. Given to test methods as a parameter; printed, and
 * written to {@code target/crash-gate.md}, when the last test of the build of this module is done.
 */
public final class CrashGateTable implements ParameterResolver {

    private static final ExtensionContext.Namespace NAME = ExtensionContext.Namespace.create(CrashGateTable.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Rows.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAME).getOrComputeIfAbsent(Rows.class, any -> new Rows(), Rows.class);
    }

    /** The rows seen so far. */
    public static final class Rows implements AutoCloseable {

        private static final String HEAD = """
                | harness | what | steps | points existing | tried | good |
                |---|---|---:|---:|---:|---:|
                """;

        private final TreeSet<Row> rows =
                new TreeSet<>(Comparator.comparing(Row::harness).thenComparing(Row::what));

        private record Row(String harness, String what, String text) {}

        /** @param good of those that were tried; for a control, the points at which it lost nothing */
        public synchronized void add(
                String harness, String what, int steps, BigInteger existing, long tried, long good) {
            String text = String.format(
                    Locale.ROOT, "| %s | %s | %d | %,d | %,d | %,d |", harness, what, steps, existing, tried, good);
            rows.add(new Row(harness, what, text));
        }

        public void add(String harness, String what, int existing, int tried, int good) {
            add(harness, what, existing, BigInteger.valueOf(existing), tried, good);
        }

        @Override
        public synchronized void close() {
            StringBuilder table = new StringBuilder(HEAD);
            rows.forEach(row -> table.append(row.text()).append('\n'));
            System.out.println("crash gate\n" + table);
            try {
                Files.writeString(Files.createDirectories(Path.of("target")).resolve("crash-gate.md"), table);
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
        }
    }
}
