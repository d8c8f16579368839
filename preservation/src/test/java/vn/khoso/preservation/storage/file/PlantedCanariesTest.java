package vn.khoso.preservation.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/** What is planted never changes: volumes carry it for decades, and every later version must derive the same bytes. */
class PlantedCanariesTest {

    private static final UUID VOLUME = UUID.fromString("00000000-0000-4000-8000-000000000216");
    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    private static final String PLANTED = """
            09f5611e7cb7408a456baa68179a5c2bf2ed80a952fdc538aad6cf3f046acfcf  36a5f1c0-c1b2-3297-b514-e5eea42644bf/0=ocfl_object_1.1
            33c523684c487bec6dc3b3a0ccf70e7ae3e539c385529d5334b8c61508f51eda  36a5f1c0-c1b2-3297-b514-e5eea42644bf/inventory.json
            9d54bc6f5bbccbdf0edc9c0756df914a473935572f98e0cf9135372a4527558b  36a5f1c0-c1b2-3297-b514-e5eea42644bf/inventory.json.sha512
            03b6ba712d65b564e8ab68d7c23b1fcbb0c98fcd28f1bdff5a86e223529def8c  36a5f1c0-c1b2-3297-b514-e5eea42644bf/v1/content/altered.txt
            b36e697a82b4a62379ac60a719816ce094083bd0210e3b1134ce859c484f1100  36a5f1c0-c1b2-3297-b514-e5eea42644bf/v1/content/intact.txt
            642e2548ec77897bf607ce105812bcc8e1c8eeae6fac2356c8d346732db8cf35  36a5f1c0-c1b2-3297-b514-e5eea42644bf/v1/content/missing.txt
            33c523684c487bec6dc3b3a0ccf70e7ae3e539c385529d5334b8c61508f51eda  36a5f1c0-c1b2-3297-b514-e5eea42644bf/v1/inventory.json
            9d54bc6f5bbccbdf0edc9c0756df914a473935572f98e0cf9135372a4527558b  36a5f1c0-c1b2-3297-b514-e5eea42644bf/v1/inventory.json.sha512
            09f5611e7cb7408a456baa68179a5c2bf2ed80a952fdc538aad6cf3f046acfcf  761b488d-9229-35b4-a661-cec21f55af20/0=ocfl_object_1.1
            d1494e3a6218e56d5e7f96bd2d0b10c14be427b63c8c7ead3cbd311c52a7338a  761b488d-9229-35b4-a661-cec21f55af20/inventory.json
            1850a47d55811c743fc70707b5e296592113769d8b6decd1963aa4a0e9d3a3fa  761b488d-9229-35b4-a661-cec21f55af20/inventory.json.sha512
            3b182f2dcf8c4530e22e959168c4bff19f4450cf01431349ec9ad2d381971923  761b488d-9229-35b4-a661-cec21f55af20/v1/content/altered.txt
            2c62b600198ef6fe3f7644265ae13b74f0485f6fd463dc1fa2ef20fdac02e254  761b488d-9229-35b4-a661-cec21f55af20/v1/content/extra.txt
            5b9ff7270c4081811930d98428dddd60d587b30d69a8ef91e1873252656f954e  761b488d-9229-35b4-a661-cec21f55af20/v1/content/intact.txt
            0ac4658f80bc9a3bf38f34d1cbba74bed5c0e53bf59c028dacf05e6be0debc68  761b488d-9229-35b4-a661-cec21f55af20/v1/inventory.json
            1850a47d55811c743fc70707b5e296592113769d8b6decd1963aa4a0e9d3a3fa  761b488d-9229-35b4-a661-cec21f55af20/v1/inventory.json.sha512
            """;

    @TempDir
    private Path folder;

    private static String line(Path root, Path file) {
        try {
            return Digests.fixity(DigestAlgorithm.SHA_256, Files.readAllBytes(file))
                            .hex() + "  " + root.relativize(file) + "\n";
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String lying(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return String.join(
                    "",
                    tree.filter(Files::isRegularFile)
                            .sorted(java.util.Comparator.comparing(Path::toString))
                            .map(file -> line(root, file))
                            .toList());
        }
    }

    @Test
    void theBytesOfOneVolumeAreThese() throws IOException {
        Path root = folder.resolve("v");
        Volume.format(root, VOLUME, NOW);
        assertThat(lying(root.resolve("canary"))).isEqualTo(PLANTED);
        assertThat(new PlantedCanaries(VOLUME).planted())
                .extracting(canary -> canary.rootDigest().hex())
                .isEqualTo(
                        List.of(
                                "bda8a58b5d4f48e3d72283ee3e16c5566044f851f2640267793bd82d9f5b9619c071a3ccbc956c8b28384acff923d44bbfabd3a3aac08d58cba48d1384a6cec0",
                                "112478dadc95e4cb00a737b403e52a08f5abb7b26e8623ee208b9f481bd7b424397953bab83b5a3f2059803bd728452f03ced5dbd7586620dbe4e50bcd2b76ea"));
    }

    @Test
    void whatAnAttemptThatDiedLeftIsReplacedWhenTheVolumeIsOpened() throws IOException {
        Path root = folder.resolve("v");
        Volume.format(root, VOLUME, NOW);
        Files.move(root.resolve("canary"), root.resolve("canary.new"));
        Files.writeString(root.resolve("canary.new").resolve("half"), "written");
        try (Volume volume = Volume.open(root, VOLUME, new Volume.Settings(0, 1))) {
            assertThat(lying(root.resolve("canary"))).isEqualTo(PLANTED);
            assertThat(volume.canaries().replant(root, volume.files())).isFalse();
        }
    }

    @Test
    void whereNothingCanBeWrittenNothingIsPlantedAndNobodyIsStopped() {
        Path root = folder.resolve("nowhere");
        try (DurableFiles files = new DurableFiles(root, 1)) {
            new PlantedCanaries(VOLUME).plantIfPossible(root, files);
        }
        assertThat(root).doesNotExist();
    }
}
