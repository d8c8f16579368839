package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * JSON as RFC 8259 has it and nothing more: UTF-8, one document, no key twice, no comment, no {@code NaN}, bounded in
 * depth and in the width of its numbers, so that hostile text costs no more than its own length.
 */
public final class StrictJson {

    /** Deepest nesting of arrays and objects that is read. */
    public static final int MAX_DEPTH = 64;

    /** Longest string that is read, in characters; also of a key. */
    public static final int MAX_STRING = 1_000_000;

    private static final int MAX_NUMBER_DIGITS = 100;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_DIGITS)
                            .maxStringLength(MAX_STRING)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private StrictJson() {}

    /** What reading came to. */
    public sealed interface Outcome {
        /** The document. */
        record Document(JsonNode root) implements Outcome {}

        /**
         * It is not JSON as this archive reads it.
         *
         * @param reason what was wrong
         * @param line from 1; 0 when no place is known
         * @param column from 1, in characters; 0 when no place is known
         */
        record Refused(Reason reason, int line, int column) implements Outcome {}
    }

    /** Why text is refused. */
    public enum Reason {
        NOT_UTF8,
        BYTE_ORDER_MARK,
        EMPTY,
        SYNTAX
    }

    /** Reads what a stranger sent. Never throws. */
    public static Outcome read(byte[] bytes) {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            return new Outcome.Refused(Reason.BYTE_ORDER_MARK, 1, 1);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new Outcome.Refused(Reason.NOT_UTF8, 0, 0);
        }
        try {
            JsonNode root = MAPPER.readTree(text);
            return root == null || root.isMissingNode()
                    ? new Outcome.Refused(Reason.EMPTY, 1, 1)
                    : new Outcome.Document(root);
        } catch (JsonProcessingException wrong) {
            JsonLocation place = wrong.getLocation();
            return place == null
                    ? new Outcome.Refused(Reason.SYNTAX, 0, 0)
                    : new Outcome.Refused(Reason.SYNTAX, place.getLineNr(), place.getColumnNr());
        }
    }

    /**
     * Reads a file that this archive wrote.
     *
     * @throws IllegalArgumentException when it is not JSON: the file is not what was written
     */
    public static JsonNode own(byte[] bytes) {
        return switch (read(bytes)) {
            case Outcome.Document document -> document.root();
            case Outcome.Refused refused -> throw new IllegalArgumentException("not JSON: " + refused);
        };
    }

    /** A new empty object; the order of its fields does not matter, canonical writing sorts them. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
