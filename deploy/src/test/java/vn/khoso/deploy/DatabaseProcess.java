package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.khoso.deploy.postgres.EmbeddedPostgres;

/** The PostgreSQL beside a running server, and what can befall it. */
final class DatabaseProcess {

    private final Path data;

    /** @param data data folder of the server */
    DatabaseProcess(Path data) {
        this.data = data;
    }

    /** It answers nobody and stays connected. */
    void freeze() throws Exception {
        signal("-STOP", all());
    }

    void thaw() throws Exception {
        signal("-CONT", all());
    }

    /** One of its processes is killed: PostgreSQL ends all others and recovers from its log. */
    void lose() throws Exception {
        signal("-KILL", List.of(all().getLast()));
    }

    /** A fast shutdown, as an operator's: nobody can connect until it is started again. */
    void stop() throws Exception {
        ProcessHandle postmaster = postmaster();
        signal("-INT", List.of(postmaster));
        ServedArchive.until(() -> Files.exists(pidFile()), there -> !there);
        assertThat(Files.exists(data.resolve("postgres/socket/.s.PGSQL.5432"))).isFalse();
    }

    /** On the same data; the server's end stops it as it stops its own. */
    void start() {
        EmbeddedPostgres.start(
                data.resolve("postgres").toAbsolutePath(),
                data.resolve("runtime").toAbsolutePath());
    }

    private List<ProcessHandle> all() throws IOException {
        ProcessHandle first = postmaster();
        return Stream.concat(Stream.of(first), first.children()).toList();
    }

    private ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip()))
                .orElseThrow();
    }

    private Path pidFile() {
        return data.resolve("postgres/cluster/postmaster.pid");
    }

    /** By the shell's own word: the program of that name is not on every machine. */
    private static void signal(String which, List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("bash", "-c", "kill " + which + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }
}
