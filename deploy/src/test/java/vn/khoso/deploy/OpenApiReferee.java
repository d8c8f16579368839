package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds answers of a running server against the published contract, with another's JSON Schema validator: status, kind of
 * content, body. A field that the contract does not name is a fault too, of the one or of the other.
 */
final class OpenApiReferee {

    private static final String ANY = "*/*";
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "delete", "patch");

    private final JsonNode contract;
    private final ObjectNode components;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private OpenApiReferee(JsonNode contract) {
        this.contract = contract;
        this.components = contract.path("components").deepCopy();
        components.path("schemas").forEach(OpenApiReferee::close);
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        operations.sort(Comparator.comparingInt(Operation::places));
    }

    /** One operation of the contract. */
    record Operation(String method, String template, JsonNode said) {

        private boolean takes(String asked, String path) {
            return method.equals(asked) && path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"));
        }

        private int places() {
            return template.length() - template.replace("{", "").length();
        }

        /** Whether a stranger may not ask at all; an empty requirement among others leaves it open. */
        boolean secured() {
            JsonNode ways = said.path("security");
            return ways.isMissingNode() || !ways.isEmpty() && !ways.toString().contains("{}");
        }

        /** Whether the success of this operation is a JSON document. */
        boolean toldInJson() {
            return said.path("responses").path("200").path("content").has("application/json");
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    /** What came back. */
    record Answer(int status, Optional<String> contentType, byte[] body) {}

    static OpenApiReferee ofThePublishedContract() {
        return Loaded.REFEREE;
    }

    private static final class Loaded {
        static final OpenApiReferee REFEREE = load();

        private static OpenApiReferee load() {
            try (InputStream yaml = Objects.requireNonNull(
                    OpenApiReferee.class.getResourceAsStream("/vn/khoso/schemas/openapi.yaml"))) {
                return new OpenApiReferee(new YAMLMapper().readTree(yaml));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** Nothing may be in an object of an answer that the contract does not name. What is put together of parts is closed as a whole. */
    private static void close(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return;
        }
        boolean closes = object.has("properties") || object.has("allOf");
        if (closes && !object.has("additionalProperties")) {
            object.put("unevaluatedProperties", false);
        }
        object.path("allOf").forEach(part -> {
            if (part instanceof ObjectNode reference && reference.has("$ref")) {
                reference.put("$ref", reference.path("$ref").asText().replace("/components/", "/open/"));
            }
        });
        object.path("properties").forEach(OpenApiReferee::close);
        close(object.path("items"));
        close(object.path("additionalProperties"));
    }

    /** Fails when the answer is not one that the contract promises; what is not in the contract (pages, OAI-PMH) passes. */
    void judge(String method, String path, Answer answer) {
        Optional<Operation> operation = operations.stream()
                .filter(one -> one.takes(method, path.replaceFirst("[?#].*$", "")))
                .findFirst();
        if (operation.isPresent()) {
            assertThat(faults(operation.get(), answer))
                    .as(method + " " + path + " -> " + answer.status() + " "
                            + new String(answer.body(), StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    private List<String> faults(Operation operation, Answer answer) {
        JsonNode response = resolved(operation.said().path("responses").path(Integer.toString(answer.status())));
        if (response.isMissingNode()) {
            return List.of("openapi.yaml promises no " + answer.status() + " for " + operation);
        }
        String kind = answer.contentType().orElse("").replaceFirst(";.*$", "").strip();
        JsonNode content = response.path("content");
        if (answer.body().length == 0) {
            return content.isEmpty() || operation.method().equals("HEAD") || hasEmptyForm(content, kind)
                    ? List.of()
                    : List.of("an empty body where openapi.yaml promises " + content);
        }
        if (!content.has(kind) && !content.has(ANY)) {
            return List.of("openapi.yaml promises no " + kind + " for " + answer.status() + " of " + operation);
        }
        JsonNode schema = content.path(content.has(kind) ? kind : ANY).path("schema");
        if (schema.path("format").asText().equals("binary")
                || schema.isMissingNode()
                || !kind.matches("application/(json|.*\\+json)")) {
            return List.of();
        }
        return schema(operation + " " + answer.status() + " " + kind, schema)
                .validate(read(answer.body()), run -> run.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** A file may be empty. */
    private static boolean hasEmptyForm(JsonNode content, String kind) {
        return content.path(content.has(kind) ? kind : ANY)
                .path("schema")
                .path("format")
                .asText()
                .equals("binary");
    }

    private JsonNode resolved(JsonNode response) {
        String reference = response.path("$ref").asText();
        return reference.isEmpty() ? response : contract.at(reference.substring(1));
    }

    private JsonSchema schema(String name, JsonNode schema) {
        return schemas.computeIfAbsent(name, first -> {
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            JsonNode inner = schema.deepCopy();
            close(inner);
            whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            whole.putArray("allOf").add(inner);
            whole.set("components", components);
            whole.set("open", contract.path("components"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(whole);
        });
    }

    private static JsonNode read(byte[] body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException noJson) {
            throw new UncheckedIOException("the answer says that it is JSON", noJson);
        }
    }
}
