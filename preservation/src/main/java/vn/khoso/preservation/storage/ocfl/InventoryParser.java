package vn.khoso.preservation.storage.ocfl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;

/** Reads back what {@link InventoryWriter} wrote; streaming, for an object may hold a million files. */
public final class InventoryParser {

    private final JsonFactory factory = factory();

    /** Keys of an inventory are digests: no two the same, so nothing is won by remembering them. */
    static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }

    /** @throws IOException when these bytes are not an inventory of ours */
    public Inventory parse(byte[] bytes) throws IOException {
        Fields fields = new Fields();
        try (JsonParser json = factory.createParser(bytes)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                switch (field) {
                    case "id" -> fields.id = text(json);
                    case "head" -> fields.head = text(json);
                    case "manifest" -> readLists(json, fields.placeOf);
                    case "fixity" -> readFixity(json, fields);
                    case "versions" -> readVersions(json, fields);
                    default -> skip(json);
                }
            }
            return fields.inventory();
        } catch (IllegalArgumentException | DateTimeException senseless) {
            throw new IOException("not an inventory of ours: " + senseless.getMessage(), senseless);
        }
    }

    /** The identifier alone, without reading on: it stands first. */
    public AipId id(byte[] bytes) throws IOException {
        try (JsonParser json = factory.createParser(bytes)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            if (!"id".equals(json.nextFieldName())) {
                throw new IOException("the identifier does not stand first");
            }
            return AipId.parse(text(json));
        } catch (IllegalArgumentException senseless) {
            throw new IOException("not an inventory of ours: " + senseless.getMessage(), senseless);
        }
    }

    /** What has been read so far; all of it is needed before an inventory can be made. */
    private static final class Fields {
        private String id = "";
        private String head = "";
        private final Map<String, List<String>> placeOf = new HashMap<>();
        private final Map<String, List<String>> sha256 = new HashMap<>();
        private final Map<String, List<String>> size = new HashMap<>();
        private final SortedMap<Integer, Inventory.Version> versions = new TreeMap<>();

        Inventory inventory() throws IOException {
            Map<String, String> sha256Of = byPlace(sha256);
            Map<String, String> sizeOf = byPlace(size);
            SortedMap<String, Inventory.Content> manifest = new TreeMap<>();
            for (Map.Entry<String, List<String>> one : placeOf.entrySet()) {
                if (one.getValue().size() != 1) {
                    throw new IOException("content that lies more than once");
                }
                String place = one.getValue().getFirst();
                manifest.put(
                        one.getKey(),
                        new Inventory.Content(
                                place,
                                Long.parseLong(sizeOf.getOrDefault(place, "")),
                                Inventory.sha512(one.getKey()),
                                Inventory.sha256(sha256Of.getOrDefault(place, ""))));
            }
            if (versions.isEmpty() || versions.lastKey() != versions.size() || !head.equals("v" + versions.size())) {
                throw new IOException("versions with gaps, or a head that is not the last");
            }
            return new Inventory(AipId.parse(id), manifest, List.copyOf(versions.values()));
        }

        private static Map<String, String> byPlace(Map<String, List<String>> block) {
            Map<String, String> turned = new HashMap<>();
            block.forEach((value, places) -> places.forEach(place -> turned.put(place, value)));
            return turned;
        }
    }

    private static void readFixity(JsonParser json, Fields fields) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            switch (name) {
                case "sha256" -> readLists(json, fields.sha256);
                case "size" -> readLists(json, fields.size);
                default -> skip(json);
            }
        }
    }

    private static void readVersions(JsonParser json, Fields fields) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (!name.startsWith("v")) {
                throw new IOException("not a version: " + name);
            }
            fields.versions.put(Integer.parseInt(name.substring(1)), readVersion(json));
        }
    }

    private static Inventory.Version readVersion(JsonParser json) throws IOException {
        Instant created = Instant.EPOCH;
        String message = "";
        Map<String, String> user = new HashMap<>();
        Map<String, List<String>> state = new HashMap<>();
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "created" -> created = Instant.parse(text(json));
                case "message" -> message = text(json);
                case "user" -> readTexts(json, user);
                case "state" -> readLists(json, state);
                default -> skip(json);
            }
        }
        SortedMap<PackagePath, String> byPath = new TreeMap<>();
        state.forEach((digest, paths) -> paths.forEach(path -> byPath.put(new PackagePath(path), digest)));
        return new Inventory.Version(
                created, message, user.getOrDefault("name", ""), user.getOrDefault("address", ""), byPath);
    }

    private static void readTexts(JsonParser json, Map<String, String> into) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            into.put(name, text(json));
        }
    }

    private static void readLists(JsonParser json, Map<String, List<String>> into) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            List<String> values = new ArrayList<>(1);
            expect(json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                values.add(json.getText());
            }
            expect(json.currentToken(), JsonToken.END_ARRAY);
            into.put(name, values);
        }
    }

    private static String text(JsonParser json) throws IOException {
        String text = json.nextTextValue();
        if (text == null) {
            throw new IOException("no text where text should be");
        }
        return text;
    }

    private static void skip(JsonParser json) throws IOException {
        json.nextToken();
        json.skipChildren();
    }

    private static void expect(JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException(wanted + " is missing");
        }
    }
}
