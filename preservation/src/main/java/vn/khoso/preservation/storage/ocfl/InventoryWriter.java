package vn.khoso.preservation.storage.ocfl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.khoso.schemas.oais.PackagePath;

/**
 * Writes {@code inventory.json} (OCFL 1.1, 3.5): the same inventory always gives the same bytes.
 *
 * <p>The {@code fixity} block (3.5.4) holds {@code sha256} and, after extension 0009, {@code size} of every content file,
 * so that an audit and a reader need no other source.
 */
public final class InventoryWriter {

    private static final String TYPE = "https://ocfl.io/1.1/spec/#inventory";

    private final JsonFactory factory = new JsonFactory();

    public byte[] write(Inventory inventory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            // A person may have to read this without us: one line a value, line feeds on every system.
            DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
            json.setPrettyPrinter(printer);
            write(inventory, json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory took no bytes", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Inventory inventory, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", inventory.aip().toString());
        json.writeStringField("type", TYPE);
        json.writeStringField("digestAlgorithm", "sha512");
        json.writeStringField("head", "v" + inventory.head());
        writeManifest(inventory, json);
        writeFixity(inventory, json);
        json.writeObjectFieldStart("versions");
        for (int number = 1; number <= inventory.head(); number++) {
            json.writeObjectFieldStart("v" + number);
            writeVersion(inventory.versions().get(number - 1), json);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeManifest(Inventory inventory, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("manifest");
        for (Inventory.Content content : inventory.manifest().values()) {
            writeList(content.sha512().hex(), List.of(content.place()), json);
        }
        json.writeEndObject();
    }

    private static void writeFixity(Inventory inventory, JsonGenerator json) throws IOException {
        SortedMap<String, List<String>> sha256 = new TreeMap<>();
        SortedMap<Long, List<String>> size = new TreeMap<>();
        for (Inventory.Content content : inventory.manifest().values()) {
            sha256.computeIfAbsent(content.sha256().hex(), key -> new ArrayList<>())
                    .add(content.place());
            size.computeIfAbsent(content.size(), key -> new ArrayList<>()).add(content.place());
        }
        json.writeObjectFieldStart("fixity");
        json.writeObjectFieldStart("sha256");
        for (Map.Entry<String, List<String>> one : sha256.entrySet()) {
            writeList(one.getKey(), one.getValue(), json);
        }
        json.writeEndObject();
        json.writeObjectFieldStart("size");
        for (Map.Entry<Long, List<String>> one : size.entrySet()) {
            writeList(Long.toString(one.getKey()), one.getValue(), json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeVersion(Inventory.Version version, JsonGenerator json) throws IOException {
        json.writeStringField("created", version.created().toString());
        json.writeStringField("message", version.message());
        json.writeObjectFieldStart("user");
        json.writeStringField("name", version.userName());
        json.writeStringField("address", version.userAddress());
        json.writeEndObject();
        SortedMap<String, List<String>> state = new TreeMap<>();
        for (Map.Entry<PackagePath, String> one : version.state().entrySet()) {
            state.computeIfAbsent(one.getValue(), key -> new ArrayList<>())
                    .add(one.getKey().value());
        }
        json.writeObjectFieldStart("state");
        for (Map.Entry<String, List<String>> one : state.entrySet()) {
            writeList(one.getKey(), one.getValue(), json);
        }
        json.writeEndObject();
    }

    private static void writeList(String name, List<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
