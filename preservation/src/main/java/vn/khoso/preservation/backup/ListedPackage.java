package vn.khoso.preservation.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;

/**
 * One line of {@code packages.ndjson}: a package of the archive at the set's index, in the order of identifiers.
 *
 * @param rootDigest SHA-512 of the root inventory
 * @param volumes that held it then
 * @param set name of the set in which its bytes lie; empty when no good copy was found
 */
public record ListedPackage(AipId aip, int version, Fixity rootDigest, List<UUID> volumes, Optional<String> set) {

    public ListedPackage {
        volumes = List.copyOf(volumes);
    }

    public ListedPackage in(Optional<String> other) {
        return new ListedPackage(aip, version, rootDigest, volumes, other);
    }

    /** Whether both are the same bytes. */
    public boolean same(ListedPackage other) {
        return aip.equals(other.aip) && version == other.version && rootDigest.equals(other.rootDigest);
    }

    /** The line, without its line feed. */
    public String line() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("aip", aip.toString())
                .put("version", version)
                .put("rootDigest", rootDigest.hex());
        ArrayNode where = json.putArray("volumes");
        volumes.forEach(volume -> where.add(volume.toString()));
        set.ifPresent(name -> json.put("set", name));
        return CanonicalJson.text(json);
    }

    /** @throws IllegalArgumentException when it is not what {@link #line} gave */
    public static ListedPackage parse(String line) {
        JsonNode json = StrictJson.own(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<UUID> volumes = new ArrayList<>();
        json.path("volumes").forEach(one -> volumes.add(UUID.fromString(one.asText())));
        return new ListedPackage(
                AipId.parse(json.path("aip").asText()),
                json.path("version").asInt(),
                new Fixity(DigestAlgorithm.SHA_512, json.path("rootDigest").asText()),
                volumes,
                Optional.ofNullable(json.path("set").textValue()));
    }
}
