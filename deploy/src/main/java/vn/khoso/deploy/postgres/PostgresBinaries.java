package vn.khoso.deploy.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.tukaani.xz.XZInputStream;
import vn.khoso.deploy.fault.LaunchFailure;

/** PostgreSQL's programs, unpacked once from the jar on the class path; 60 MB on disk. */
final class PostgresBinaries {

    private final Path root;

    private PostgresBinaries(Path root) {
        this.root = root;
    }

    /** Unpacks into a folder below {@code runtime} named after the archive's checksum, unless that is there already. */
    static PostgresBinaries under(Path runtime) throws IOException {
        String archive = "/postgres-linux-" + architecture() + ".txz";
        byte[] packed;
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (in == null) {
                throw new LaunchFailure("No embedded PostgreSQL for this machine (" + archive
                        + "). Give a database of your own with --db-url.");
            }
            packed = in.readAllBytes();
        }
        CRC32C checksum = new CRC32C();
        checksum.update(packed);
        Path root = runtime.resolve("postgresql-" + Long.toHexString(checksum.getValue()));
        if (!Files.isDirectory(root)) {
            Path half = runtime.resolve(root.getFileName() + ".part");
            deleteTree(half);
            Files.createDirectories(half);
            try (InputStream in =
                    new BufferedInputStream(new XZInputStream(new java.io.ByteArrayInputStream(packed)), 1 << 16)) {
                new TarReader(in).unpackInto(half);
            }
            Files.move(half, root);
        }
        return new PostgresBinaries(root);
    }

    /**
     * The command line that runs one of the programs. PostgreSQL refuses to run as root, so root runs it in a user name
     * space of its own; it gets a session of its own, so that Ctrl-C at the console reaches the launcher only, which stops
     * things in their order.
     */
    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.add(
                    installed("unshare")
                            .orElseThrow(
                                    () -> new LaunchFailure(
                                            "PostgreSQL does not run as root and there is no 'unshare' here: start as an ordinary user, or give --db-url.")));
            command.add("-U");
        }
        installed("setsid").ifPresent(command::add);
        command.add(root.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static java.util.Optional<String> installed(String program) {
        return Stream.of("/usr/bin/", "/bin/")
                .map(folder -> folder + program)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
