package vn.khoso.schemas.codec.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.tthc.Codes;

class SchemaFieldsTest {

    @Test
    void the_schema_names_the_fields_that_the_reader_knows() throws IOException {
        try (InputStream in = Objects.requireNonNull(Codes.class.getResourceAsStream("tthc-1.schema.json"))) {
            JsonNode schema = StrictJson.own(in.readAllBytes());
            Set<String> named = new TreeSet<>();
            schema.at("/$defs/record/properties").fieldNames().forEachRemaining(named::add);
            Set<String> known = new TreeSet<>(RecordReading.HELD);
            known.addAll(RecordReading.KEPT_AS_SENT);
            assertThat(named).isEqualTo(known);
        }
    }
}
