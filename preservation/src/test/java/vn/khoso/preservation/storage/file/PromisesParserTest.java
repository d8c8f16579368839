package vn.khoso.preservation.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khoso.preservation.storage.ObjectSurvey.Promise;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.preservation.storage.ocfl.PromisesParser;
import vn.khoso.schemas.oais.AipId;

class PromisesParserTest {

    private static final AipId AIP = new AipId(new UUID(7, 7));
    private static final UUID VOLUME = new UUID(1, 1);

    @TempDir
    private Path folder;

    private String written = "";

    @BeforeEach
    void twoVersions() throws IOException {
        Volume.format(folder.resolve("volume"), VOLUME, StagedPackage.COMPOSED);
        try (Volume volume = Volume.open(folder.resolve("volume"), VOLUME, new Volume.Settings(0, 1))) {
            FileArchivalStorage storage = FileArchivalStorage.on(volume);
            StagedPackage staged = StagedPackage.usual(folder.resolve("staged"), AIP, 1_000);
            storage.create(staged.version("ingest"));
            storage.update(staged.with("metadata/note.txt", "một ghi chú")
                    .with("sip/copy.pdf", staged.contents().firstEntry().getValue())
                    .version("a note"));
            written = Files.readString(StorageRoot.place(volume.ocfl(), AIP).resolve(Inventory.FILE));
        }
    }

    @Test
    void theLeanReaderSaysOfContentWhatTheWholeOneSays() throws IOException {
        Inventory whole = new InventoryParser().parse(bytes(written));
        PromisesParser.Promises lean = new PromisesParser().parse(bytes(written));
        List<Promise> promised = whole.manifest().values().stream()
                .map(content -> new Promise(content.place(), content.sha256()))
                .toList();
        assertThat(lean.content()).hasSizeGreaterThan(9).containsExactlyInAnyOrderElementsOf(promised);
        assertThat(lean.aip()).isEqualTo(AIP);
        assertThat(lean.versions()).isEqualTo(2).isEqualTo(whole.head());
        assertThat(lean.created()).isEqualTo(whole.headVersion().created());
    }

    @ParameterizedTest
    @CsvSource({
        "\"fixity\",\"other\"",
        "\"manifest\",\"other\"",
        "\"versions\",\"other\"",
        "\"v1\",\"v3\"",
        "urn:uuid:,urn:",
        "\"head\" : \"v2\",\"head\" : \"v1\"",
        "v1/content/metadata/aip.json,v1/content/metadata/aip",
        "[,{"
    })
    void whatIsNoInventoryOfOursIsRefused(String from, String to) {
        String damaged =
                written.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));
        assertThat(damaged).isNotEqualTo(written);
        assertThatThrownBy(() -> new PromisesParser().parse(bytes(damaged))).isInstanceOf(IOException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
