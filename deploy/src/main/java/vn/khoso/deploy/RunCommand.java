package vn.khoso.deploy;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.khoso.deploy.container.PayaraServer;
import vn.khoso.deploy.fault.LaunchFailure;

/** Starts the archive and stays until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Starts the archive (the default). Ctrl-C or SIGTERM stops it and everything it started.")
final class RunCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept. Default: ./khoso-data")
    private Path data = Path.of("khoso-data");

    @Option(names = "--port", paramLabel = "PORT", description = "The only open port. Default: 8080")
    private int port = 8080;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen on. Default: 127.0.0.1; put a reverse proxy with TLS before any other.")
    private String bind = "127.0.0.1";

    @Mixin
    private DatabaseChoice database = new DatabaseChoice();

    @Option(
            names = "--demo",
            description = "Loads a made-up province into an empty archive: 180 packages to keep, 20 to refuse.")
    private boolean demo;

    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Made by the command line. */
    RunCommand() {
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws InterruptedException {
        long begun = System.nanoTime();
        PrintWriter console = spec.commandLine().getOut();
        Distribution distribution = Distribution.ofThisJar();
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            shutdown.run();
                            stopped.countDown();
                        },
                        "khoso-shutdown"));
        try {
            DataFolder folder = shutdown.after(DataFolder.take(data));
            System.setProperty("java.io.tmpdir", folder.temporary().toString());
            database.connect(folder, shutdown).forEach(System::setProperty);
            System.setProperty("khoso.data", folder.root().toString());
            System.setProperty("khoso.tools.classpath", distribution.toolClassPath());
            System.setProperty("khoso.address", address());
            System.setProperty("khoso.demo", Boolean.toString(demo));
            shutdown.after(PayaraServer.start(
                    bind, port, distribution.war(), distribution.libraries(), folder.runtime(), folder.logs()));
            awaitReady(folder);
            welcome(console, folder, Duration.ofNanos(System.nanoTime() - begun));
            WarmUp.begin(address());
            if (demo) {
                sampleProvince(console, distribution);
            }
        } catch (LaunchFailure failure) {
            shutdown.run();
            spec.commandLine().getErr().println("Kho Số: " + failure.getMessage());
            spec.commandLine().getErr().flush();
            // Payara's own threads would keep the process alive.
            Runtime.getRuntime().halt(1);
        }
        stopped.await();
        return 0;
    }

    private void awaitReady(DataFolder folder) throws InterruptedException {
        URI address = URI.create(address() + "/health/ready");
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "no answer";
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            while (System.nanoTime() < deadline) {
                try {
                    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() == 200) {
                        return;
                    }
                    if (answer.statusCode() == 404) {
                        // The application answers 200 or 503 here: nobody is at home, and Payara has not said so.
                        throw new LaunchFailure("The application was not deployed; the reason is in "
                                + folder.logs().resolve("server.0.log"));
                    }
                    last = "status " + answer.statusCode();
                } catch (IOException none) {
                    last = String.valueOf(none.getMessage());
                }
                Thread.sleep(50);
            }
        }
        throw new LaunchFailure("The server is up but not ready (" + last + "); the reason is in " + folder.logs());
    }

    private void welcome(PrintWriter console, DataFolder folder, Duration taken) {
        console.printf(Locale.ROOT, "%nKho Số đã sẵn sàng sau %.1f giây. Ready.%n", taken.toMillis() / 1000.0);
        console.println("  Địa chỉ / address    " + address() + "/");
        console.println("  Dữ liệu / data       " + folder.root());
        bootstrapSecret(folder).ifPresent(secret -> {
            console.println("  Mã khởi tạo / bootstrap secret   " + secret);
            console.println("    Dùng một lần, trong 1 giờ, để lập quản trị viên đầu tiên. "
                    + "Use once, within 1 hour, to make the first administrator.");
        });
        console.println("  Dừng / stop          Ctrl-C");
        console.flush();
    }

    /** Deposited over HTTP by a process of its own, as any depositor would. */
    private void sampleProvince(PrintWriter console, Distribution distribution) throws InterruptedException {
        String token = System.clearProperty("khoso.demo.token");
        if (token == null) {
            console.println("Kho đã có dữ liệu: không nạp tỉnh mẫu. The archive is not empty: no sample province.");
            return;
        }
        console.println("Đang nạp tỉnh mẫu... Loading the sample province...");
        console.flush();
        try {
            ProcessBuilder loader = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    distribution.toolClassPath(),
                    "vn.khoso.server.assembly.commandline.DemoDeposit",
                    address());
            loader.environment().put("KHOSO_DEMO_TOKEN", token);
            int code = loader.inheritIO().start().waitFor();
            if (code != 0) {
                console.println("CẢNH BÁO: tỉnh mẫu không nạp được như mong đợi (mã " + code + "), xem các dòng trên. "
                        + "WARNING: the sample province did not come out as it should (code " + code
                        + "); see the lines above.");
                console.flush();
            }
        } catch (IOException failed) {
            throw new LaunchFailure("The sample province cannot be loaded: " + failed.getMessage(), failed);
        }
    }

    private String address() {
        String host = bind.equals("0.0.0.0") ? "127.0.0.1" : bind;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static Optional<String> bootstrapSecret(DataFolder folder) {
        try {
            return Files.exists(folder.bootstrapSecret())
                    ? Optional.of(Files.readString(folder.bootstrapSecret()).strip())
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new LaunchFailure("The bootstrap secret cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
