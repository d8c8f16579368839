package vn.khoso.deploy.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads JSON (RFC 8259) as the archive writes it: objects become maps, arrays lists, all other values their text. No key twice. */
final class Json {

    private static final int DEEPEST = 32;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when it is not an object */
    static Map<String, Object> object(byte[] bytes) {
        try {
            Json json = new Json(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            Map<String, Object> object = json.members(0);
            json.blank();
            if (json.at == json.text.length()) {
                return object;
            }
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("not UTF-8", notUtf8);
        } catch (StringIndexOutOfBoundsException cut) {
            throw new IllegalArgumentException("JSON that was cut off", cut);
        }
        throw new IllegalArgumentException("not one JSON object");
    }

    static String text(Map<String, Object> object, String key) {
        if (object.get(key) instanceof String value) {
            return value;
        }
        throw new IllegalArgumentException("no field " + key);
    }

    /** An object in an object; empty when it is not there. */
    static Map<String, Object> object(Map<String, Object> object, String key) {
        Map<String, Object> inner = new TreeMap<>();
        if (object.get(key) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> inner.put(String.valueOf(name), value));
        }
        return inner;
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void take(char wanted) {
        blank();
        if (text.charAt(at) != wanted) {
            throw new IllegalArgumentException("JSON: no " + wanted + " at " + at);
        }
        at++;
    }

    private boolean next(char wanted) {
        blank();
        if (text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private Map<String, Object> members(int depth) {
        Map<String, Object> members = new TreeMap<>();
        take('{');
        if (next('}')) {
            return members;
        }
        do {
            blank();
            String key = string();
            take(':');
            if (members.put(key, value(depth + 1)) != null) {
                throw new IllegalArgumentException("JSON: " + key + " twice");
            }
        } while (next(','));
        take('}');
        return members;
    }

    private List<Object> elements(int depth) {
        List<Object> elements = new ArrayList<>();
        take('[');
        if (next(']')) {
            return elements;
        }
        do {
            elements.add(value(depth + 1));
        } while (next(','));
        take(']');
        return elements;
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("JSON: too deep");
        }
        blank();
        return switch (text.charAt(at)) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> string();
            default -> word();
        };
    }

    private String word() {
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        if (!word.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw new IllegalArgumentException("JSON: " + word);
        }
        return word;
    }

    private String string() {
        take('"');
        StringBuilder value = new StringBuilder();
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            if (c < 0x20) {
                throw new IllegalArgumentException("JSON: control character");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> throw new IllegalArgumentException("JSON: \\" + c);
        };
    }
}
