package vn.khoso.preservation.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The one table of the crash gate: what every harness tried and what was good. Given to test methods as a parameter; printed, and
 * written to {@code target/crash-gate.md}, when the last test of the build of this module is done. With {@code -Dkhoso.gate.write=true}
 * its rows take the place of theirs in {@code CRASH-GATE.md}.
 */
public final class CrashGateTable implements ParameterResolver {

    /** Relative to the module's folder, in which its tests run. */
    public static final Path DOCUMENT = Path.of("CRASH-GATE.md");

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

        /** By harness and what, as they stand in the row. */
        private final SortedMap<String, String> rows = new TreeMap<>();

        /** @param good of those that were tried; for a control, the points at which it lost nothing */
        public synchronized void add(
                String harness, String what, int steps, BigInteger existing, long tried, long good) {
            String text = String.format(
                    Locale.ROOT, "| %s | %s | %d | %,d | %,d | %,d |", harness, what, steps, existing, tried, good);
            rows.put(key(text), text);
        }

        public void add(String harness, String what, int existing, int tried, int good) {
            add(harness, what, existing, BigInteger.valueOf(existing), tried, good);
        }

        private static String key(String row) {
            return String.join("|", row.split("\\|", 4)[1], row.split("\\|", 4)[2]);
        }

        @Override
        public synchronized void close() {
            String table = HEAD + String.join("\n", rows.values()) + "\n";
            System.out.println("crash gate\n" + table);
            try {
                Files.writeString(Files.createDirectories(Path.of("target")).resolve("crash-gate.md"), table);
                if (Boolean.getBoolean("khoso.gate.write")) {
                    writeDocument();
                }
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
        }

        private void writeDocument() throws IOException {
            String text = Files.readString(DOCUMENT);
            int start = text.indexOf(HEAD) + HEAD.length();
            SortedMap<String, String> all = new TreeMap<>();
            text.substring(start).lines().filter(line -> line.startsWith("| ")).forEach(row -> all.put(key(row), row));
            all.putAll(rows);
            Files.writeString(DOCUMENT, text.substring(0, start) + String.join("\n", all.values()) + "\n");
        }
    }
}
