package vn.khoso.deploy.container;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.ClusterCommandResult;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.AdminCommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import vn.khoso.deploy.fault.LaunchFailure;

/** The application server with our one application on it. */
public final class PayaraServer implements AutoCloseable {

    private static final String APPLICATION = "khoso";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HTTP =
            "configs.config.server-config.network-config.protocols.protocol.http-listener.http.";
    private static final String LISTENER =
            "configs.config.server-config.network-config.network-listeners.network-listener.http-listener.";

    /** Each with its reason in deploy/README.md, "What Payara must be told". */
    private static final List<String> SETTINGS = List.of(
            HTTP + "compression=on",
            HTTP + "compression-min-size-bytes=1024",
            HTTP
                    + "compressable-mime-type=text/html,text/css,text/plain,text/xml,text/turtle,application/javascript,text/javascript,"
                    + "application/json,application/problem+json,application/xml,application/ld+json,image/svg+xml",
            HTTP + "server-header=false",
            HTTP + "xpowered-by=false",
            HTTP + "xframe-options=false",
            HTTP + "trace-enabled=false",
            "configs.config.server-config.microprofile-metrics-configuration.enabled=false",
            "configs.config.server-config.phone-home-runtime-configuration.enabled=false");

    private final PayaraMicroRuntime runtime;

    private PayaraServer(PayaraMicroRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Boots and deploys.
     *
     * @param bind address of the only listener
     * @param war our application
     * @param libraries folder whose jars the application sees, beside it so that they are not scanned
     * @param work folder for the server's own unpacked parts; emptied by the caller before
     * @param logs folder of the server's log
     * @throws LaunchFailure when the deployment does not stand (Payara itself calls a failed one a success)
     */
    public static PayaraServer start(String bind, int port, Path war, Path libraries, Path work, Path logs) {
        try {
            Files.createDirectories(work);
            Files.createDirectories(logs);
            Path logging = logging(work, logs);
            try (InputStream settings = Files.newInputStream(logging)) {
                LogManager.getLogManager().readConfiguration(settings);
            }
            PayaraMicro.setUpackedJarDir(
                    Files.createDirectories(work.resolve("payara")).toFile());
            PayaraMicro micro = PayaraMicro.getInstance();
            micro.setPrintLogo(false)
                    .setNoHazelcast(true)
                    .setHttpPort(port)
                    .setHttpAutoBind(false)
                    .setMinHttpThreads(8)
                    .setMaxHttpThreads(128)
                    .setLogPropertiesFile(logging.toFile())
                    .setPreBootHandler(asadmin -> beforeBoot(bind).forEach(line -> run(asadmin, line)));
            try (Stream<Path> jars = Files.list(libraries)) {
                jars.filter(jar -> jar.toString().endsWith(".jar"))
                        .sorted()
                        .forEach(jar -> micro.addLibrary(jar.toFile()));
            }
            PayaraMicroRuntime runtime = micro.bootStrap();
            runtime.deploy(APPLICATION, "/", war.toFile());
            PayaraServer server = new PayaraServer(runtime);
            if (!runtime.getDeployedApplicationNames().contains(APPLICATION)) {
                server.close();
                throw new LaunchFailure(
                        "The application was not deployed; the reason is in " + logs.resolve("server.0.log"));
            }
            return server;
        } catch (IOException | UncheckedIOException failed) {
            throw new LaunchFailure(
                    "The server's files cannot be prepared in " + work + ": " + failed.getMessage(), failed);
        } catch (BootstrapException failed) {
            throw new LaunchFailure(
                    "The application server does not start on " + bind + ":" + port + ": " + failed.getMessage(),
                    failed);
        }
    }

    /** Takes no more requests, lets the application stop its workers, stops the server. */
    @Override
    public void close() {
        try {
            runtime.shutdown();
        } catch (BootstrapException stopping) {
            // Payara has a shutdown hook of its own, which runs beside ours: then it is stopping already.
            awaitStopped();
        }
    }

    /** The application says so itself ({@code server.assembly.Lifecycle}): what comes after may take the database away. */
    private static void awaitStopped() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while ("running".equals(System.getProperty("khoso.application")) && System.nanoTime() < deadline) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * What Payara is told before it boots, each a command of asadmin. Public for whoever starts the same server another way.
     *
     * @param bind address of the only listener
     */
    public static List<String> beforeBoot(String bind) {
        return Stream.of(
                        Stream.of("set " + LISTENER + "address=" + bind),
                        SETTINGS.stream().map(setting -> "set " + setting),
                        // What Payara would tell every stranger at /health and /openapi.
                        Stream.of(
                                "set-microprofile-healthcheck-configuration --enabled=false",
                                "set-openapi-configuration --enabled=false"))
                .flatMap(commands -> commands)
                .toList();
    }

    private static void run(AdminCommandRunner asadmin, String line) {
        String[] words = line.split(" ", 2);
        ClusterCommandResult result = asadmin.run(words[0], words[1]);
        if (result.getExitStatus() != ClusterCommandResult.ExitStatus.SUCCESS) {
            throw new LaunchFailure("Payara does not take " + line + ": " + result.getOutput());
        }
    }

    private static Path logging(Path work, Path logs) throws IOException {
        try (InputStream template = PayaraServer.class.getResourceAsStream("logging.properties")) {
            if (template == null) {
                throw new LaunchFailure("logging.properties is missing in the launcher");
            }
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@logs@", logs.toString().replace("%", "%%"));
            return Files.writeString(work.resolve("logging.properties"), text);
        }
    }
}
