package vn.khoso.preservation.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;

/** One life of a volume on a server of other people: what a store in memory of our own could have misunderstood with us. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class S3MockTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-0000000000b3");
    private static final AipId AIP = new AipId(UUID.fromString("0193458a-7c00-7000-8000-000000000015"));

    @TempDir
    private Path work;

    @Test
    void a_volume_is_formatted_written_read_guarded_and_opened_again() throws IOException {
        try (S3MockServer server = new S3MockServer(work.resolve("server"))) {
            S3Place place = server.place();
            S3Volume.format(place, ID, StagedPackage.COMPOSED, new S3Volume.Writer("here", System::nanoTime));
            S3Volume volume = S3Volume.open(place, ID, new S3Volume.Writer("here", System::nanoTime));
            S3ArchivalStorage storage = S3ArchivalStorage.on(volume);

            byte[] large = new byte[11 * 1024 * 1024];
            new java.util.Random(7).nextBytes(large);
            StagedPackage given = StagedPackage.usual(work.resolve("staged"), AIP, 20_000)
                    .with("sip/data/large.bin", large)
                    .with("sip/data/empty.txt", "")
                    .with("sip/data/Quyết định.pdf", "x");
            StoredVersion first = storage.create(given.version("ingest"));
            assertThat(storage.create(given.version("ingest"))).isEqualTo(first);
            StagedPackage next = given.with("metadata/premis.xml", "<more/>");
            StoredVersion second = storage.update(next.version("event added"));
            assertThat(volume.bucket().uploads()).isEmpty();

            assertThatThrownBy(() -> S3Volume.open(place, ID, new S3Volume.Writer("there", System::nanoTime)))
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("another process writes");
            String tag = volume.files().write("journal/x", "1".getBytes(StandardCharsets.UTF_8));
            volume.files().replace("journal/x", "12".getBytes(StandardCharsets.UTF_8), tag);
            assertThatThrownBy(() -> volume.files().replace("journal/x", "13".getBytes(StandardCharsets.UTF_8), tag))
                    .isInstanceOf(StorageUnavailable.class);
            volume.close();

            S3Volume again = S3Volume.open(place, ID, new S3Volume.Writer("there", System::nanoTime));
            S3ArchivalStorage opened = S3ArchivalStorage.on(again);
            assertThat(opened.head(AIP)).contains(second);
            for (Map.Entry<PackagePath, byte[]> one : next.contents().entrySet()) {
                try (InputStream in = opened.open(AIP, one.getKey())) {
                    assertThat(in.readAllBytes()).as(one.getKey().value()).isEqualTo(one.getValue());
                }
            }
            try (Stream<AipId> all = opened.all()) {
                assertThat(all).containsExactly(AIP);
            }
            assertThat(new S3StoredObjects(again, opened)
                            .object(AIP)
                            .survey()
                            .orElseThrow()
                            .extra())
                    .isEmpty();
            again.close();
        }
    }
}
