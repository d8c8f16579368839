package vn.khoso.preservation.storage.ocfl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.khoso.preservation.storage.ObjectSurvey.Promise;
import vn.khoso.schemas.oais.AipId;

/**
 * Reads of an inventory what an audit must know and passes over the rest: which content must lie where with which SHA-256.
 * An audit reads every inventory of the archive, so this makes no logical paths and no states.
 */
public final class PromisesParser {

    private final JsonFactory factory = InventoryParser.factory();

    /**
     * What one inventory promises.
     *
     * @param versions how many, the head last
     * @param created when the head was made
     */
    public record Promises(AipId aip, int versions, Instant created, List<Promise> content) {}

    /** @throws IOException when these bytes are not an inventory of ours */
    public Promises parse(byte[] bytes) throws IOException {
        String id = "";
        String head = "";
        Set<String> manifest = new HashSet<>();
        List<Promise> content = new ArrayList<>();
        Versions versions = new Versions();
        try (JsonParser json = factory.createParser(bytes)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                switch (field) {
                    case "id" -> id = text(json);
                    case "head" -> head = text(json);
                    case "manifest" -> readManifest(json, manifest);
                    case "fixity" -> readFixity(json, content);
                    case "versions" -> versions.read(json);
                    default -> skip(json);
                }
            }
            for (Promise promise : content) {
                if (!manifest.remove(promise.place())) {
                    throw new IOException("a digest of what the manifest does not hold once: " + promise.place());
                }
            }
            if (!manifest.isEmpty() || versions.count == 0 || !head.equals("v" + versions.count)) {
                throw new IOException("content without a SHA-256, or a head that is not the last version");
            }
            return new Promises(AipId.parse(id), versions.count, versions.created, content);
        } catch (IllegalArgumentException | DateTimeException senseless) {
            throw new IOException("not an inventory of ours: " + senseless.getMessage(), senseless);
        }
    }

    private static void readManifest(JsonParser json, Set<String> places) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String digest = json.nextFieldName(); digest != null; digest = json.nextFieldName()) {
            expect(json.nextToken(), JsonToken.START_ARRAY);
            if (!places.add(text(json))) {
                throw new IOException("one place for two contents");
            }
            expect(json.nextToken(), JsonToken.END_ARRAY);
        }
    }

    private static void readFixity(JsonParser json, List<Promise> content) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (name.equals("sha256")) {
                readDigests(json, content);
            } else {
                skip(json);
            }
        }
    }

    private static void readDigests(JsonParser json, List<Promise> content) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        for (String digest = json.nextFieldName(); digest != null; digest = json.nextFieldName()) {
            expect(json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                content.add(new Promise(json.getText(), Inventory.sha256(digest)));
            }
            expect(json.currentToken(), JsonToken.END_ARRAY);
        }
    }

    /** Version blocks in the order in which the inventory writer puts them: the head last. */
    private static final class Versions {
        private int count;
        private Instant created = Instant.EPOCH;

        void read(JsonParser json) throws IOException {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                count++;
                if (!name.equals("v" + count)) {
                    throw new IOException("versions with gaps: " + name);
                }
                readVersion(json);
            }
        }

        private void readVersion(JsonParser json) throws IOException {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                if (field.equals("created")) {
                    created = Instant.parse(text(json));
                } else {
                    skip(json);
                }
            }
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
