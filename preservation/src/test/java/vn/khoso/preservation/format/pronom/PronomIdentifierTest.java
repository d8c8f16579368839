package vn.khoso.preservation.format.pronom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PronomIdentifierTest {

    @TempDir
    private Path folder;

    @Test
    void theToolNamesTheVersionOfTheSignatureFileThatItWasGiven() throws IOException {
        Path shipped = PronomIdentifier.unpackShipped(folder);
        assertThat(new PronomIdentifier(shipped).tool()).endsWith("PRONOM V100");
        Path newer = Files.writeString(
                folder.resolve("newer.xml"),
                Files.readString(shipped).replaceFirst("Version=\"100\"", "Version=\"120\""));
        assertThat(PronomIdentifier.checked(newer).tool()).endsWith("PRONOM V120");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<html><body>moved</body></html>",
                "<FFSignatureFile Version=\"120\"",
                "<FFSignatureFile Version=\"120\" xmlns=\"http://www.nationalarchives.gov.uk/pronom/SignatureFile\"/>"
            })
    void aFileThatHoldsNoSignaturesIsRefusedByName(String text) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.xml"), text);
        assertThatThrownBy(() -> PronomIdentifier.checked(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.xml");
    }
}
