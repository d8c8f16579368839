package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * What we ship says nothing of when, where and by whom it was built, so that two people who build the same source hold the same
 * bytes. That two builds are equal byte for byte is shown by {@code deploy/reproducible.sh}, which {@code -Pnightly} runs.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ReproducibleIT {

    /** {@code project.build.outputTimestamp}. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(2026, 1, 1, 0, 0);

    private static final Path ONCE = RunningServer.DISTRIBUTION.resolve("khoso-verify.jar");
    private static final Path AGAIN = Path.of("target", "again", "khoso-verify.jar");

    /** Our jars and the web archive, and our jars inside that. */
    private static Map<String, byte[]> ours() throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(RunningServer.DISTRIBUTION)) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("khoso.*\\.(jar|war)"))
                    .toList()) {
                all.put(RunningServer.DISTRIBUTION.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        for (Map.Entry<String, byte[]> inside :
                LauncherIT.files(all.getOrDefault("khoso.war", new byte[0])).entrySet()) {
            if (inside.getKey().endsWith(".jar")) {
                all.put("khoso.war!" + inside.getKey(), inside.getValue());
            }
        }
        return all;
    }

    @Test
    void every_entry_of_every_archive_has_the_one_time_and_no_name_stands_twice() throws IOException {
        Map<String, byte[]> ours = ours();
        assertThat(ours.keySet())
                .contains("khoso.jar", "khoso-verify.jar", "khoso.war", "lib/khoso-local-socket.jar")
                .anyMatch(name -> name.startsWith("core/khoso-preservation"))
                .anyMatch(name -> name.startsWith("khoso.war!WEB-INF/lib/khoso-access"));
        for (Map.Entry<String, byte[]> archive : ours.entrySet()) {
            List<String> names = new ArrayList<>();
            for (ZipEntry entry : entries(archive.getValue())) {
                names.add(entry.getName());
                assertThat(entry.getTimeLocal())
                        .as(archive.getKey() + " " + entry.getName())
                        .isEqualTo(ALWAYS);
            }
            assertThat(names).as(archive.getKey()).doesNotHaveDuplicates().isNotEmpty();
        }
    }

    /** Classes of one folder stand in the order of their names, whatever order the disk gives them in. */
    @Test
    void what_lies_in_one_folder_is_packed_in_the_order_of_names() throws IOException {
        for (Map.Entry<String, byte[]> archive : ours().entrySet()) {
            Map<String, List<String>> folders = new TreeMap<>();
            for (ZipEntry entry : entries(archive.getValue())) {
                String name = entry.getName();
                if (name.endsWith(".class")) {
                    folders.computeIfAbsent(name.substring(0, name.lastIndexOf('/') + 1), first -> new ArrayList<>())
                            .add(name);
                }
            }
            folders.forEach((folder, names) ->
                    assertThat(names).as(archive.getKey() + " " + folder).isSorted());
        }
    }

    @Test
    void no_archive_says_who_built_it_where_and_when() throws IOException {
        String user = System.getProperty("user.name");
        String here = Path.of("").toAbsolutePath().toString();
        for (Map.Entry<String, byte[]> archive : ours().entrySet()) {
            Map<String, byte[]> files = LauncherIT.files(archive.getValue());
            String manifest = new String(files.get("META-INF/MANIFEST.MF"), StandardCharsets.UTF_8);
            assertThat(manifest.lines().map(line -> line.replaceFirst(":.*", "")))
                    .as(archive.getKey())
                    .doesNotContain("Built-By", "Build-Time", "Build-Date", "Bnd-LastModified", "Build-Jdk");
            assertThat(manifest).as(user).doesNotContain("By: " + user);
            files.forEach((name, bytes) -> {
                if (!name.endsWith(".jar")) {
                    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                            .as(archive.getKey() + "!" + name)
                            .doesNotContain(here);
                }
            });
        }
    }

    /** The build packs it a second time, into another folder. */
    @Test
    void the_verifier_packed_twice_is_the_same_byte_for_byte() throws IOException {
        assertThat(Files.readAllBytes(AGAIN)).isEqualTo(Files.readAllBytes(ONCE));
    }

    private static List<ZipEntry> entries(byte[] zip) throws IOException {
        List<ZipEntry> entries = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
