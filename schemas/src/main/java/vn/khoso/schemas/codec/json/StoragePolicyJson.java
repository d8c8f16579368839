package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.khoso.schemas.storage.StoragePolicies;
import vn.khoso.schemas.storage.StoragePolicy;

/** The file of the storage policy: {@code {"schema": ..., "versions": [...]}}. */
public final class StoragePolicyJson {

    /** Named in the file, so that a later form can be told from this one. */
    public static final String SCHEMA = "https://khoso.vn/schema/storage-policy/1";

    private StoragePolicyJson() {}

    public static ObjectNode write(StoragePolicies policies) {
        ObjectNode json = StrictJson.object().put("schema", SCHEMA);
        json.set("versions", Fields.list(policies.versions(), StoragePolicyJson::write));
        return json;
    }

    private static ObjectNode write(StoragePolicy policy) {
        ObjectNode json = StrictJson.object()
                .put("version", policy.version())
                .put("effectiveFrom", policy.effectiveFrom().toString());
        json.set("rules", Fields.list(policy.rules(), StoragePolicyJson::write));
        return json;
    }

    private static ObjectNode write(StoragePolicy.Rule rule) {
        ObjectNode json = StrictJson.object()
                .put("name", rule.name())
                .put("copies", rule.copies())
                .put("minimum", rule.minimum())
                .put("grace", rule.grace().toString());
        json.set("documentTypes", sorted(rule.documentTypes()));
        json.set("agencies", sorted(rule.agencies()));
        json.set("retention", sorted(rule.retention()));
        json.set("volumes", Fields.texts(rule.volumes()));
        return json;
    }

    private static ArrayNode sorted(Set<String> texts) {
        return Fields.texts(new TreeSet<>(texts));
    }

    /** @throws IllegalArgumentException with the reason, when the file is not a storage policy */
    public static StoragePolicies read(byte[] file) {
        Fields fields = new Fields(StrictJson.own(file));
        if (!fields.text("schema").equals(SCHEMA)) {
            throw new IllegalArgumentException("not of schema " + SCHEMA);
        }
        return new StoragePolicies(fields.list("versions", StoragePolicyJson::policy));
    }

    private static StoragePolicy policy(JsonNode json) {
        Fields fields = new Fields(json);
        return new StoragePolicy(
                fields.integer("version"), fields.day("effectiveFrom"), fields.list("rules", StoragePolicyJson::rule));
    }

    private static StoragePolicy.Rule rule(JsonNode json) {
        Fields fields = new Fields(json);
        List<String> volumes = fields.texts("volumes");
        return new StoragePolicy.Rule(
                fields.text("name"),
                some(fields, "documentTypes"),
                some(fields, "agencies"),
                some(fields, "retention"),
                volumes,
                fields.optionalInteger("copies").orElse(volumes.size()),
                fields.optionalInteger("minimum").orElse(1),
                grace(fields.text("grace")));
    }

    private static Set<String> some(Fields fields, String name) {
        return fields.node().has(name) ? Set.copyOf(fields.texts(name)) : Set.of();
    }

    private static Duration grace(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("not a duration such as P1D or PT12H: " + text, wrong);
        }
    }
}
