package vn.khoso.preservation.storage.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.ArchivalStorageContract;
import vn.khoso.preservation.storage.StagedPackage;

/** The whole contract on a server of other people: a minute and more, so at night; {@link S3MockTest} is what every build sees. */
@Tag("nightly")
class S3MockContractTest extends ArchivalStorageContract {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-0000000000b3");

    @TempDir
    static Path files;

    private static S3MockServer server;
    private S3Volume volume;
    private S3ArchivalStorage storage;

    @BeforeAll
    static void start() throws IOException {
        server = new S3MockServer(files);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        S3Place place = server.place();
        S3Volume.format(place, ID, StagedPackage.COMPOSED, new S3Volume.Writer("here", System::nanoTime));
        volume = S3Volume.open(place, ID, new S3Volume.Writer("here", System::nanoTime));
        storage = S3ArchivalStorage.on(volume);
    }

    @AfterEach
    void close() {
        volume.close();
    }

    @Override
    protected ArchivalStorage storage() {
        return storage;
    }
}
