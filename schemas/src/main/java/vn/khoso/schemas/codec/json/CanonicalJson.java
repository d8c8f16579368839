package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * One spelling for one JSON value, so that a digest of it means something: keys sorted by UTF-16 code unit, no white
 * space, shortest escapes (as RFC 8785, 3.2.2), UTF-8, Unicode form left as given.
 *
 * <p>Numbers are not doubles here: a whole number is its digits, any other its plain decimal without trailing zeros.
 */
public final class CanonicalJson {

    /** Widest decimal exponent that is written out; wider ones are no measurement of an archive. */
    static final int MAX_SCALE = 400;

    private CanonicalJson() {}

    /**
     * The canonical UTF-8 bytes.
     *
     * @throws IllegalArgumentException when the value holds a lone surrogate, a number wider than 400 digits, or no JSON value
     */
    public static byte[] bytes(JsonNode node) {
        return utf8(text(node));
    }

    /** @throws IllegalArgumentException when the text holds a lone surrogate */
    static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException lone) {
            throw new IllegalArgumentException("text with a lone surrogate has no UTF-8 form", lone);
        }
    }

    /** The canonical text; see {@link #bytes}. */
    public static String text(JsonNode node) {
        StringBuilder out = new StringBuilder(256);
        write(node, out);
        return out.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, out);
            case ARRAY -> writeArray(node, out);
            case STRING -> writeString(node.textValue(), out);
            case NUMBER -> writeNumber(node, out);
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("no JSON value: " + node.getNodeType());
        }
    }

    private static void writeObject(JsonNode node, StringBuilder out) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
            out.append(separator);
            writeString(field.getKey(), out);
            out.append(':');
            write(field.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void writeArray(JsonNode node, StringBuilder out) {
        out.append('[');
        for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
            write(elements.next(), out);
            if (elements.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private static void writeNumber(JsonNode node, StringBuilder out) {
        if (node.isIntegralNumber()) {
            out.append(node.bigIntegerValue());
            return;
        }
        if ((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
            throw new IllegalArgumentException("not a JSON number: " + node.doubleValue());
        }
        BigDecimal value = node.decimalValue();
        if (Math.abs((long) value.scale()) > MAX_SCALE || value.precision() > MAX_SCALE) {
            throw new IllegalArgumentException("a number wider than " + MAX_SCALE + " digits");
        }
        out.append(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
