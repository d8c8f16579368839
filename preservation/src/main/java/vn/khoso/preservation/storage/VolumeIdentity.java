package vn.khoso.preservation.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * Which volume this is: {@code volume.json}, written once, last of all. It carries the SHA-256 of what it says; volumes made before it
 * did are known by exactly the bytes that were written then.
 */
public record VolumeIdentity(UUID id, Instant created) {

    /** Name of the file in the root of a volume. */
    public static final String FILE = "volume.json";

    private static final String SCHEMA = "https://khoso.vn/schema/volume/1";

    /** The file's bytes. */
    public byte[] json() {
        return json(true);
    }

    private byte[] json(boolean sealing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("id", id.toString());
            json.writeStringField("created", created.toString());
            if (sealing) {
                json.writeStringField(
                        "sha256",
                        Digests.fixity(DigestAlgorithm.SHA_256, json(false)).hex());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory took no bytes", impossible);
        }
        return bytes.toByteArray();
    }

    /** @throws StorageUnavailable when the file cannot be read or is not an identity */
    public static VolumeIdentity read(Path file) {
        try {
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new StorageUnavailable("the volume's identity cannot be read: " + file, unreadable);
        }
    }

    /**
     * @param where it was read, for the fault's text
     * @throws StorageUnavailable when the bytes are not an identity
     */
    public static VolumeIdentity parse(String where, byte[] bytes) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                fields.put(field, json.nextTextValue());
            }
            if (!SCHEMA.equals(fields.get("schema"))) {
                throw new IOException("not of schema " + SCHEMA);
            }
            VolumeIdentity identity = new VolumeIdentity(
                    UUID.fromString(fields.getOrDefault("id", "")), Instant.parse(fields.getOrDefault("created", "")));
            if (!Arrays.equals(bytes, identity.json(true)) && !Arrays.equals(bytes, identity.json(false))) {
                throw new IOException("not what was written");
            }
            return identity;
        } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
            throw new StorageUnavailable("the volume's identity cannot be read: " + where, unreadable);
        }
    }
}
