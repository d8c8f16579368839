package vn.khoso.deploy.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.khoso.deploy.fault.LaunchFailure;

/**
 * A PostgreSQL of the archive's own: fsync on, no port open, reached through a Unix socket in a folder that only this
 * account may enter, and with a password all the same.
 *
 * <p>Layout below the folder given: {@code cluster/} (the data), {@code password} (0600), {@code postgres.log}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String DATABASE = "khoso";
    private static final String USER = "khoso";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** {@code sockaddr_un.sun_path} holds 108 bytes with the final zero. */
    private static final int MAX_SOCKET_PATH = 107;

    private final PostgresBinaries binaries;
    private final Path cluster;
    private final Path log;
    private final Path sockets;
    private final String password;

    private EmbeddedPostgres(PostgresBinaries binaries, Path folder, Path sockets, String password) {
        this.binaries = binaries;
        this.cluster = folder.resolve("cluster");
        this.log = folder.resolve("postgres.log");
        this.sockets = sockets;
        this.password = password;
    }

    /**
     * Starts on the data in {@code folder}, making it when it is new. A PostgreSQL that an earlier launcher left running on
     * the same data (it was killed) is stopped first. Returns when connections are taken.
     *
     * @param folder absolute; must be this launcher's alone (the caller holds the lock)
     * @param runtime where the programs are unpacked
     */
    public static EmbeddedPostgres start(Path folder, Path runtime) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(runtime);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            EmbeddedPostgres postgres = new EmbeddedPostgres(
                    PostgresBinaries.under(runtime), folder, socketFolder(folder), password(folder));
            postgres.stopOrphan();
            postgres.createIfNew(folder);
            postgres.launch();
            return postgres;
        } catch (IOException failed) {
            throw new LaunchFailure(
                    "The embedded PostgreSQL cannot be set up in " + folder + ": " + failed.getMessage(), failed);
        }
    }

    /** JDBC address; needs {@code khoso-local-socket.jar} beside the driver. */
    public String jdbcUrl() {
        return "jdbc:postgresql://localhost/" + DATABASE + "?sslmode=disable&gssEncMode=disable"
                + "&socketFactory=vn.khoso.deploy.localsocket.LocalSocketFactory&socketFactoryArg="
                + java.net.URLEncoder.encode(sockets.resolve(".s.PGSQL.5432").toString(), StandardCharsets.UTF_8);
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Whether the postmaster is there and takes connections. */
    public boolean running() {
        return postmaster().isPresent() && ready();
    }

    /** Stops with a fast shutdown: open transactions are rolled back, everything committed is flushed. */
    @Override
    public void close() {
        try {
            stop();
        } catch (IOException failed) {
            throw new LaunchFailure("PostgreSQL could not be stopped: " + failed.getMessage(), failed);
        }
    }

    private void stopOrphan() throws IOException {
        if (postmaster().isPresent()) {
            stop();
        }
    }

    private void stop() throws IOException {
        Optional<ProcessHandle> process = postmaster();
        if (process.isEmpty()) {
            return;
        }
        run(
                "pg_ctl",
                "",
                "stop",
                "-D",
                cluster.toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                Long.toString(PATIENCE.toSeconds()));
        // Not isAlive(): an orphan that has ended stays a zombie where process 1 buries nobody (some containers).
        if (postmaster().isPresent()) {
            throw new IOException("process " + process.get().pid() + " is still there");
        }
    }

    private void createIfNew(Path folder) throws IOException {
        if (Files.isRegularFile(cluster.resolve("PG_VERSION"))) {
            return;
        }
        Path half = folder.resolve("cluster.part");
        PostgresBinaries.deleteTree(half);
        run(
                "initdb",
                "",
                "-D",
                half.toString(),
                "-U",
                USER,
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--auth=scram-sha-256",
                "--pwfile=" + folder.resolve("password"),
                "--data-checksums");
        run("postgres", "CREATE DATABASE " + DATABASE + "\n", "--single", "-D", half.toString(), "postgres");
        Files.move(half, cluster);
    }

    private void launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(binaries.command(
                "postgres",
                "-D",
                cluster.toString(),
                "-c",
                "listen_addresses=",
                "-c",
                "unix_socket_directories=" + sockets,
                "-c",
                "unix_socket_permissions=0700",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on",
                "-c",
                "max_connections=60",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "jit=off",
                "-c",
                "huge_pages=off",
                "-c",
                "log_timezone=UTC",
                "-c",
                "timezone=UTC"));
        environment(builder);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!(process.isAlive() && ready(process.pid()))) {
            if (!process.isAlive()) {
                throw new LaunchFailure("PostgreSQL does not start. Its last words:\n" + lastWords());
            }
            if (System.nanoTime() > deadline) {
                process.destroy();
                throw new LaunchFailure("PostgreSQL was not ready within " + PATIENCE.toSeconds()
                        + " s. Its last words:\n" + lastWords());
            }
            pause();
        }
    }

    /** Status line of {@code postmaster.pid} (line 8), as {@code pg_ctl -w} reads it. */
    private boolean ready() {
        List<String> lines = pidFile();
        return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    }

    private boolean ready(long pid) {
        List<String> lines = pidFile();
        return ready() && lines.getFirst().strip().equals(Long.toString(pid));
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** The living postmaster of this cluster; a stale file that names a process of somebody else is none. */
    private Optional<ProcessHandle> postmaster() {
        return pidFile().stream()
                .findFirst()
                .map(String::strip)
                .filter(text -> text.matches("\\d+"))
                .flatMap(text -> ProcessHandle.of(Long.parseLong(text)))
                .filter(process -> process.info().commandLine().orElse("").contains(cluster.toString()));
    }

    private void run(String program, String input, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(binaries.command(program, arguments));
        environment(builder);
        Process process = builder.redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", interrupted);
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " failed: " + said.strip());
        }
    }

    private static void environment(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
    }

    private static String password(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return Files.readString(file).strip();
    }

    private static Path socketFolder(Path folder) throws IOException {
        Path sockets = folder.resolve("socket");
        if (sockets.resolve(".s.PGSQL.5432").toString().getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_PATH) {
            throw new LaunchFailure("The data folder's path is too long for a Unix socket (" + sockets
                    + "): choose one of at most " + (MAX_SOCKET_PATH - 32) + " bytes.");
        }
        Files.createDirectories(
                sockets, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return sockets;
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while PostgreSQL was starting", interrupted);
        }
    }
}
