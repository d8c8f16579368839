package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Fields of one object of a file that this archive wrote itself: what is not as written is an IllegalArgumentException. */
record Fields(JsonNode node) {

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    Fields {
        if (!node.isObject()) {
            throw new IllegalArgumentException("not a JSON object: " + node.getNodeType());
        }
    }

    /** Always six decimals, so that an instant has one spelling whatever store it went through. */
    static String instant(Instant instant) {
        return MICROS.format(instant);
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = StrictJson.array();
        texts.forEach(array::add);
        return array;
    }

    static ObjectNode map(Map<String, String> texts) {
        ObjectNode object = StrictJson.object();
        texts.forEach(object::put);
        return object;
    }

    static <T> ArrayNode list(Collection<T> values, Function<T, ? extends JsonNode> write) {
        ArrayNode array = StrictJson.array();
        values.forEach(value -> array.add(write.apply(value)));
        return array;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> new IllegalArgumentException("no text field " + name));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("not text: " + name);
        }
        return Optional.of(value.textValue());
    }

    long number(String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("not a whole number: " + name);
        }
        return value.longValue();
    }

    int integer(String name) {
        return Math.toIntExact(number(name));
    }

    Optional<Integer> optionalInteger(String name) {
        return node.has(name) ? Optional.of(integer(name)) : Optional.empty();
    }

    boolean flag(String name) {
        JsonNode value = node.path(name);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("not true or false: " + name);
        }
        return value.booleanValue();
    }

    Instant moment(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("not an instant: " + name, wrong);
        }
    }

    Optional<Instant> optionalMoment(String name) {
        return node.has(name) ? Optional.of(moment(name)) : Optional.empty();
    }

    LocalDate day(String name) {
        try {
            return LocalDate.parse(text(name));
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("not a day: " + name, wrong);
        }
    }

    Optional<LocalDate> optionalDay(String name) {
        return node.has(name) ? Optional.of(day(name)) : Optional.empty();
    }

    Fields object(String name) {
        return new Fields(node.path(name));
    }

    Optional<Fields> optionalObject(String name) {
        return node.has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    <T> List<T> list(String name, Function<JsonNode, T> read) {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            throw new IllegalArgumentException("not a list: " + name);
        }
        List<T> all = new ArrayList<>(value.size());
        value.forEach(element -> all.add(read.apply(element)));
        return all;
    }

    List<String> texts(String name) {
        return list(name, element -> {
            if (!element.isTextual()) {
                throw new IllegalArgumentException("not a list of text: " + name);
            }
            return element.textValue();
        });
    }

    Map<String, String> map(String name) {
        Map<String, String> all = new TreeMap<>();
        Fields inner = object(name);
        inner.node.properties().forEach(field -> all.put(field.getKey(), inner.text(field.getKey())));
        return all;
    }
}
