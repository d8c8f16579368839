package vn.khoso.preservation.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;

/** {@code backup.json}, for people with an editor as for us. */
public final class BackupSetJson {

    private static final String SCHEMA = "https://khoso.vn/schema/backup/1";

    private BackupSetJson() {}

    public static ObjectNode write(BackupSet set) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("schema", SCHEMA)
                .put("name", set.name())
                .put("archive", set.archive())
                .put("kind", set.kind().code())
                .put("keptForThreeYears", set.kept())
                .put("takenAt", set.takenAt().toString())
                .put("takenBy", set.takenBy())
                .put("medium", set.medium().toString())
                .put("fromIndex", set.from())
                .put("toIndex", set.to())
                .put("headHash", set.head().hex())
                .put("canonicalDigest", set.canonical().hex());
        set.base()
                .ifPresent(base -> json.putObject("base")
                        .put("name", base.name())
                        .put("manifestSha256", base.manifest().hex()));
        ObjectNode volumes = json.putObject("volumes");
        set.volumes().forEach((name, id) -> volumes.put(name, id.toString()));
        ObjectNode schemas = json.putObject("databaseSchemas");
        set.schemas().forEach(schemas::put);
        BackupSet.Counts counts = set.counts();
        json.putObject("counts")
                .put("packages", counts.packages())
                .put("packed", counts.packed())
                .put("files", counts.files())
                .put("bytes", counts.bytes())
                .put("damagedCopies", counts.damagedCopies())
                .put("unsaved", counts.unsaved());
        ArrayNode remarks = json.putArray("remarks");
        set.remarks().forEach(remarks::add);
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write} wrote */
    public static BackupSet read(byte[] bytes) {
        JsonNode json = StrictJson.own(bytes);
        if (!SCHEMA.equals(json.path("schema").asText())) {
            throw new IllegalArgumentException("not of schema " + SCHEMA);
        }
        Map<String, UUID> volumes = new TreeMap<>();
        json.path("volumes")
                .properties()
                .forEach(one ->
                        volumes.put(one.getKey(), UUID.fromString(one.getValue().asText())));
        Map<String, String> schemas = new TreeMap<>();
        json.path("databaseSchemas")
                .properties()
                .forEach(one -> schemas.put(one.getKey(), one.getValue().asText()));
        List<String> remarks = new ArrayList<>();
        json.path("remarks").forEach(one -> remarks.add(one.asText()));
        JsonNode base = json.path("base");
        try {
            return new BackupSet(
                    json.path("name").asText(),
                    json.path("archive").asText(),
                    BackupKind.ofCode(json.path("kind").asText()),
                    json.path("keptForThreeYears").asBoolean(),
                    Instant.parse(json.path("takenAt").asText()),
                    json.path("takenBy").asText(),
                    UUID.fromString(json.path("medium").asText()),
                    json.path("fromIndex").asLong(-1),
                    json.path("toIndex").asLong(-1),
                    sha256(json.path("headHash")),
                    base.isObject()
                            ? Optional.of(new BackupSet.Foundation(
                                    base.path("name").asText(), sha256(base.path("manifestSha256"))))
                            : Optional.empty(),
                    sha256(json.path("canonicalDigest")),
                    volumes,
                    schemas,
                    counts(json.path("counts")),
                    remarks);
        } catch (DateTimeException odd) {
            throw new IllegalArgumentException("not a time in backup.json", odd);
        }
    }

    private static BackupSet.Counts counts(JsonNode json) {
        return new BackupSet.Counts(
                json.path("packages").asLong(),
                json.path("packed").asLong(),
                json.path("files").asLong(),
                json.path("bytes").asLong(),
                json.path("damagedCopies").asLong(),
                json.path("unsaved").asLong());
    }

    private static Fixity sha256(JsonNode hex) {
        return new Fixity(DigestAlgorithm.SHA_256, hex.asText());
    }
}
