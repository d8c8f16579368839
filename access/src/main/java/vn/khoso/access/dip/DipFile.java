package vn.khoso.access.dip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.khoso.access.step.Dip;
import vn.khoso.access.step.DipOrder;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.DipId;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.RecordId;

/** The note beside a waiting DIP, so that it is there after a restart. */
final class DipFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DipFile() {}

    static void write(Path file, Dip dip) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", dip.id().toString());
        json.put("requester", dip.requester());
        json.put("form", dip.form().name());
        json.put("state", dip.state().name());
        json.put("orderedAt", dip.orderedAt().toString());
        json.put("expiresAt", dip.expiresAt().toString());
        ArrayNode records = json.putArray("records");
        dip.records().forEach(record -> records.add(record.toString()));
        dip.content()
                .ifPresent(content -> json.putObject("content")
                        .put("fileName", content.fileName())
                        .put("mediaType", content.mediaType())
                        .put("size", content.size())
                        .put("sha256", content.sha256().hex()));
        dip.trouble().ifPresent(trouble -> json.put("trouble", trouble));
        Files.write(file, CanonicalJson.bytes(json));
    }

    static Dip read(Path file) throws IOException {
        JsonNode json = JSON.readTree(file.toFile());
        List<RecordId> records = new ArrayList<>();
        json.path("records").forEach(record -> records.add(RecordId.parse(record.asText())));
        return new Dip(
                DipId.parse(json.path("id").asText()),
                json.path("requester").asText(),
                records,
                DipOrder.Form.valueOf(json.path("form").asText()),
                Dip.State.valueOf(json.path("state").asText()),
                Instant.parse(json.path("orderedAt").asText()),
                Instant.parse(json.path("expiresAt").asText()),
                Optional.of(json.path("content")).filter(JsonNode::isObject).map(DipFile::content),
                Optional.of(json.path("trouble")).filter(JsonNode::isTextual).map(JsonNode::asText));
    }

    /** Deletes a folder with all that lies in it. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walked = Files.walk(folder)) {
            all = walked.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.deleteIfExists(one);
        }
    }

    private static Dip.Content content(JsonNode json) {
        return new Dip.Content(
                json.path("fileName").asText(),
                json.path("mediaType").asText(),
                json.path("size").asLong(),
                new Fixity(DigestAlgorithm.SHA_256, json.path("sha256").asText()));
    }
}
