package vn.khoso.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vn.khoso.deploy.container.PayaraServer;
import vn.khoso.deploy.postgres.EmbeddedPostgres;

/**
 * What must stand before Arquillian starts a Payara Micro: a database, a data folder, and the adapter's settings, which it reads
 * from system properties. Register before Arquillian's own extension. Traps of the adapter: {@code cmdOptions} are the JVM's, Payara's
 * own go into {@code extraMicroOptions}; without {@code clusterEnabled} it adds a switch that leaves Hazelcast's port open.
 */
final class ContainerGround implements BeforeAllCallback, AutoCloseable {

    private static final List<String> KEYS = List.of(
            "payara.microJar",
            "payara.cmdOptions",
            "payara.extraMicroOptions",
            "payara.clusterEnabled",
            "payara.consoleOutput",
            "payara.startupTimeoutInSeconds");
    private final Path folder;
    private final EmbeddedPostgres database;

    /** Made by JUnit. */
    ContainerGround() {
        try {
            folder = Files.createTempDirectory("khoso-container");
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        database = EmbeddedPostgres.start(folder.resolve("postgres"), folder.resolve("runtime"));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        context.getStore(ExtensionContext.Namespace.create(ContainerGround.class))
                .put(ContainerGround.class, this);
        Path commands = Files.write(folder.resolve("before-boot"), PayaraServer.beforeBoot("127.0.0.1"));
        Map<String, String> settings = Map.of(
                "khoso.data", data().toString(),
                "khoso.database.url", database.jdbcUrl(),
                "khoso.database.user", database.user(),
                "khoso.database.password", database.password(),
                "khoso.tools.classpath",
                        RunningServer.DISTRIBUTION.resolve("core") + "/*:" + RunningServer.DISTRIBUTION.resolve("lib")
                                + "/*");
        System.setProperty("payara.microJar", micro().toString());
        // The adapter puts each option before the one it read last.
        System.setProperty(
                "payara.cmdOptions",
                "-Xmx512m -XX:+UseSerialGC "
                        + String.join(
                                " ",
                                settings.entrySet().stream()
                                        .map(one -> "-D" + one.getKey() + "=" + one.getValue())
                                        .toList()));
        System.setProperty(
                "payara.extraMicroOptions",
                "--nohazelcast --disablephonehome --prebootcommandfile " + commands + " --addlibs "
                        + RunningServer.DISTRIBUTION.resolve("lib"));
        System.setProperty("payara.clusterEnabled", "true");
        System.setProperty("payara.consoleOutput", "false");
        System.setProperty("payara.startupTimeoutInSeconds", "120");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static Path micro() throws IOException {
        try (Stream<Path> boot = Files.list(RunningServer.DISTRIBUTION.resolve("boot"))) {
            return boot.filter(jar -> jar.getFileName().toString().startsWith("payara-micro-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** After the container, which ends with its deployment. */
    @Override
    public void close() {
        KEYS.forEach(System::clearProperty);
        database.close();
    }
}
