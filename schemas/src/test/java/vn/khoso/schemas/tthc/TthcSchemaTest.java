package vn.khoso.schemas.tthc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.codec.json.ResultReader;
import vn.khoso.schemas.codec.json.SampleResults;

/** The published schema and the reader must say the same of every file that they both can judge. */
class TthcSchemaTest {

    private final ResultReader reader = new ResultReader();
    private final JsonNode text = text();
    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);

    private static JsonNode text() {
        try (InputStream in = Objects.requireNonNull(Codes.class.getResourceAsStream("tthc-1.schema.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private boolean valid(byte[] file) {
        return schema.validate(
                        new String(file, StandardCharsets.UTF_8),
                        InputFormat.JSON,
                        run -> run.getExecutionConfig().setFormatAssertionsEnabled(true))
                .isEmpty();
    }

    private void bothSay(boolean good, Consumer<ObjectNode> spoil) {
        byte[] file = SampleResults.deposit(spoil);
        assertThat(valid(file)).as("schema").isEqualTo(good);
        assertThat(reader.read(file).findings().isEmpty()).as("reader").isEqualTo(good);
    }

    @Test
    void it_is_itself_valid_by_the_meta_schema() {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(text)).isEmpty();
    }

    @Test
    void schema_and_reader_accept_the_same_good_files() {
        bothSay(true, record -> {});
        bothSay(
                true,
                record -> record.put("legacy", true).put("issuedDate", "1998").put("documentTypeCode", "UNMAPPED"));
        bothSay(true, record -> record.put("validTo", "2030-06-30"));
        bothSay(true, record -> record.put("confidenceLevel", "02").put("paperFileCode", "H56.K1.12"));
        bothSay(true, record -> record.put("paperLocation", "Kho 1"));
    }

    @Test
    void schema_and_reader_refuse_the_same_bad_files() {
        for (String field : List.of(
                "sourceSystem",
                "documentName",
                "abstract",
                "issuedDate",
                "ownerType",
                "ownerName",
                "validTo",
                "validityStatus",
                "fondsCode",
                "docOrdinal",
                "typeName",
                "language",
                "confidenceLevel",
                "numberOfPage",
                "accessMode",
                "files")) {
            bothSay(false, record -> record.remove(field));
            bothSay(false, record -> record.putArray(field));
        }
        bothSay(false, record -> record.put("issuedDate", "2025-06-31"));
        bothSay(false, record -> record.put("issuedDate", "05/03/2025"));
        bothSay(false, record -> record.put("issuedDate", "2025"));
        bothSay(false, record -> record.put("documentTypeCode", "UNMAPPED"));
        bothSay(false, record -> record.put("ownerId", "12345"));
        bothSay(false, record -> record.remove(List.of("ownerId", "ownerIdType")));
        bothSay(false, record -> record.put("confidenceLevel", "02"));
        bothSay(false, record -> record.put("accessMode", "03"));
        bothSay(false, record -> record.put("ownerid", "x"));
        bothSay(false, record -> record.put("numberOfPage", 0));
        bothSay(false, record -> ((ObjectNode) record.path("coOwners").get(0)).remove("ownerIdIssuer"));
    }
}
