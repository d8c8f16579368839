package vn.khoso.preservation.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;

/** The disk alone, a shell and coreutils: what was kept comes back (F-33). */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class RecoveryScriptTest {

    private static final UUID VOLUME = UUID.fromString("0193458a-7c00-7000-8000-00000000bbbb");
    private static final AipId FIRST = new AipId(UUID.fromString("0193458a-7c00-7000-8000-000000000011"));
    private static final AipId SECOND = new AipId(UUID.fromString("0193458a-7c00-7000-8000-000000000012"));

    @TempDir
    Path work;

    private StagedPackage updated;
    private StagedPackage plain;

    /** What a shell said, and how it ended. */
    private record Said(int code, String text) {}

    private Path volume() {
        Path root = work.resolve("volume");
        Volume.format(root, VOLUME, StagedPackage.COMPOSED);
        try (Volume volume = Volume.open(root, VOLUME, new Volume.Settings(0, 1))) {
            FileArchivalStorage storage = FileArchivalStorage.on(volume);
            updated = StagedPackage.usual(work.resolve("staged"), FIRST, 3_000);
            storage.create(updated.version("first"));
            updated.with("metadata/premis.xml", "<premis version='3.0'/>")
                    .with("sip/data/Giấy khai sinh \"bản sao\".pdf", "name in NFC, with quotes")
                    .with("sip/data/Gi\u00e2\u0301y.pdf", "name in NFD")
                    .with("sip/data/[1] a, \", \" b c.txt", "name full of signs")
                    .with("sip/data/twin-1.txt", "the same bytes")
                    .with("sip/data/twin-2.txt", "the same bytes")
                    .with("sip/data/empty", "")
                    .without("sip/data/KQ-0001.pdf");
            storage.update(updated.version("second"));
            plain = StagedPackage.usual(work.resolve("staged"), SECOND, 70_000);
            storage.create(plain.version("first"));
        }
        return root;
    }

    private Said recover(Path root, Path into, String... more) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("bash", root.resolve("recover.sh").toString(), root.toString(), into.toString()),
                        Stream.of(more))
                .toList();
        ProcessBuilder shell = new ProcessBuilder(command).redirectErrorStream(true);
        shell.environment().put("LC_ALL", "C");
        Process process = shell.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static void assertHolds(Path folder, StagedPackage expected) throws IOException {
        for (PackagePath path : expected.contents().keySet()) {
            assertThat(folder.resolve(path.value()))
                    .hasBinaryContent(expected.contents().get(path));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(expected.contents().size());
        }
    }

    @Test
    void every_package_comes_back_as_its_newest_version_says() throws Exception {
        Path root = volume();
        Said said = recover(root, work.resolve("out"));
        assertThat(said.text()).endsWith("2 packages, 23 files, 0 bad\n");
        assertThat(said.code()).isZero();
        assertHolds(work.resolve("out").resolve(FIRST.uuid()), updated);
        assertHolds(work.resolve("out").resolve(SECOND.uuid()), plain);
    }

    @Test
    void one_package_can_be_asked_for() throws Exception {
        Path root = volume();
        Said said = recover(root, work.resolve("out"), SECOND.uuid());
        assertThat(said.text()).isEqualTo("1 packages, 9 files, 0 bad\n");
        assertHolds(work.resolve("out").resolve(SECOND.uuid()), plain);
    }

    @Test
    void a_flipped_bit_a_lost_file_and_a_changed_inventory_are_named() throws Exception {
        Path root = volume();
        Path second = StorageRoot.place(root.resolve("ocfl"), SECOND);
        Path pdf = second.resolve("v1/content/sip/data/KQ-0001.pdf");
        byte[] bytes = Files.readAllBytes(pdf);
        bytes[40_000] ^= 4;
        Files.write(pdf, bytes);
        Files.delete(second.resolve("v1/content/sip/bagit.txt"));
        Path inventory = StorageRoot.place(root.resolve("ocfl"), FIRST).resolve(Inventory.FILE);
        Files.writeString(inventory, Files.readString(inventory).replace("\"second\"", "\"secund\""));

        Said said = recover(root, work.resolve("out"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()
                        .lines()
                        .filter(line -> line.startsWith("BAD "))
                        .map(line -> line.replaceFirst(".*/", "")))
                .containsExactlyInAnyOrder(
                        "KQ-0001.pdf: altered", "bagit.txt: missing", "inventory.json: not what its sidecar says");
    }

    @Test
    void an_old_volume_gets_the_script_when_it_is_opened() throws Exception {
        Path root = volume();
        Files.delete(root.resolve("recover.sh"));
        Volume.open(root, VOLUME, new Volume.Settings(0, 1)).close();
        assertThat(root.resolve("recover.sh")).isRegularFile();
    }

    @Test
    void the_script_stays_within_60_lines() throws Exception {
        assertThat(Files.readAllLines(volume().resolve("recover.sh"))).hasSizeLessThanOrEqualTo(60);
    }
}
