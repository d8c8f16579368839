package vn.khoso.preservation.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class RecentInventoriesTest {

    @TempDir
    Path work;

    private Volume volume;
    private FileArchivalStorage storage;
    private final RecentInventories recent = new RecentInventories();

    @BeforeEach
    void open() {
        UUID id = new UUID(1, 1);
        Volume.format(work.resolve("volume"), id, StagedPackage.COMPOSED);
        volume = Volume.open(work.resolve("volume"), id, new Volume.Settings(0, 1));
        storage = FileArchivalStorage.on(volume);
    }

    @AfterEach
    void close() {
        volume.close();
    }

    private AipId aip(int number) {
        return new AipId(new UUID(2, number));
    }

    private ObjectFolder folder(AipId aip) {
        return new ObjectFolder(StorageRoot.place(volume.ocfl(), aip), aip, new InventoryParser());
    }

    private StagedPackage usual(AipId aip) {
        return StagedPackage.usual(work.resolve("staged"), aip, 100);
    }

    @Test
    void an_inventory_is_parsed_once_while_it_stays() {
        storage.create(usual(aip(1)).version("ingest"));
        assertThat(recent.newest(folder(aip(1))).orElseThrow())
                .isSameAs(recent.newest(folder(aip(1))).orElseThrow());
    }

    @Test
    void a_new_version_is_seen_at_once() {
        storage.create(usual(aip(1)).version("ingest"));
        recent.newest(folder(aip(1)));
        StoredVersion second = storage.update(usual(aip(1)).with("a", "b").version("more"));
        assertThat(recent.newest(folder(aip(1))).orElseThrow().digest()).isEqualTo(second.rootDigest());
    }

    @Test
    void an_object_that_is_gone_is_not_remembered() throws IOException {
        storage.create(usual(aip(1)).version("ingest"));
        recent.newest(folder(aip(1)));
        Path place = folder(aip(1)).root();
        Files.move(place, work.resolve("gone"));
        assertThat(recent.newest(folder(aip(1)))).isEmpty();
    }

    @Test
    void the_eldest_goes_when_there_are_too_many() {
        StagedPackage large = new StagedPackage(work.resolve("staged"), aip(2));
        for (int i = 0; i < RecentInventories.MAX_CONTENTS - 5; i++) {
            large.with("f/" + i, "equal");
        }
        storage.create(usual(aip(1)).version("ingest"));
        storage.create(large.version("large"));
        ObjectFolder.Sealed first = recent.newest(folder(aip(1))).orElseThrow();
        ObjectFolder.Sealed second = recent.newest(folder(aip(2))).orElseThrow();
        assertThat(recent.newest(folder(aip(2))).orElseThrow()).isSameAs(second);
        assertThat(recent.newest(folder(aip(1))).orElseThrow()).isNotSameAs(first);
    }
}
