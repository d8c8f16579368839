package vn.khoso.preservation.replication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.preservation.storage.file.FileArchivalStorage;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.oais.AipId;

/** A package under somebody else's identifier, kept soundly on another volume and moved into the place of the real one. */
final class ForgedObject {

    private ForgedObject() {}

    static void in(Path forger, AipId aip, Path place) throws IOException {
        UUID id = new UUID(1, 2);
        Volume.format(forger, id, StagedPackage.COMPOSED);
        try (Volume volume = Volume.open(forger, id, new Volume.Settings(0, 1))) {
            FileArchivalStorage.on(volume)
                    .create(new StagedPackage(forger.resolveSibling("forged"), aip)
                            .with("sip/data/1.pdf", "forged")
                            .with("metadata/premis.xml", "<premis/>")
                            .with("metadata/aip.json", "{}")
                            .version("ingest"));
        }
        try (Stream<Path> tree = Files.walk(forger.resolve("ocfl"))) {
            Path object = tree.filter(file -> file.getFileName().equals(place.getFileName()))
                    .findFirst()
                    .orElseThrow();
            Files.move(object, place);
        }
    }
}
