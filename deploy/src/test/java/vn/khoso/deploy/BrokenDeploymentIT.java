package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payara calls a failed deployment a success and lives on; the launcher does neither. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BrokenDeploymentIT {

    private static final String ROUTES = "WEB-INF/classes/vn/khoso/server/security/routes.tsv";
    private static final String RULE = "GET\t/api/v1/events\t";

    @TempDir
    private Path folder;

    @Test
    void an_application_with_a_route_that_nobody_gave_a_rule_ends_the_launcher_with_1_and_leaves_no_process()
            throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        assertThat(refusedWith(withoutARule(), data)).contains("/api/v1/events");
    }

    @Test
    void a_setting_that_does_not_exist_does_the_same() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("khoso.properties"), "khoso.ingest.wrokers=4\n");
        assertThat(refusedWith(RunningServer.DISTRIBUTION, data))
                .contains("khoso.ingest.wrokers, which does not exist");
    }

    /** The log that the launcher names. */
    private static String refusedWith(Path distribution, Path data) throws Exception {
        RunningServer.Ended ended =
                RunningServer.command(distribution, data, "run", "--port", Integer.toString(RunningServer.freePort()));
        assertThat(ended.code()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said())
                .contains("Kho Số: The application was not deployed; the reason is in ")
                .doesNotContain("Ready.");
        assertThat(processesOf(data)).as("left behind").isEmpty();
        assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
        return Files.readString(Path.of(ended.said()
                .lines()
                .filter(line -> line.contains("the reason is in"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".* is in ", "")
                .strip()));
    }

    /** The distribution as built, but for one line of the table of routes. */
    private Path withoutARule() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("dist"));
        for (String part : List.of("boot", "lib", "core")) {
            Files.createSymbolicLink(broken.resolve(part), RunningServer.DISTRIBUTION.resolve(part));
        }
        Files.copy(RunningServer.DISTRIBUTION.resolve("khoso.jar"), broken.resolve("khoso.jar"));
        try (ZipFile war = new ZipFile(
                        RunningServer.DISTRIBUTION.resolve("khoso.war").toFile());
                OutputStream file = Files.newOutputStream(broken.resolve("khoso.war"));
                ZipOutputStream out = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            for (ZipEntry entry : war.stream().toList()) {
                byte[] content = war.getInputStream(entry).readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(entry.getName().equals(ROUTES) ? withoutTheRule(content) : content);
                out.closeEntry();
            }
        }
        return broken;
    }

    private static byte[] withoutTheRule(byte[] table) {
        String text = new String(table, StandardCharsets.UTF_8);
        assertThat(text).contains(RULE);
        return String.join(
                        "\n",
                        text.lines().filter(line -> !line.startsWith(RULE)).toList())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> processesOf(Path data) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(process -> process.info().commandLine().orElse(""))
                    .filter(line -> line.contains(data.toString()))
                    .toList();
        }
    }
}
