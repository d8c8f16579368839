package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.khoso.schemas.codec.json.ResultReader.Violation;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.tthc.PartialDate;

/** Fields of one object that a stranger sent: what is wrong becomes a finding, what is left is typed. */
record RecordFields(JsonNode node, String pointer, List<Finding> findings) {

    private static final Pattern ISO = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");
    private static final Pattern VIETNAMESE = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final String DATE_FORM = "YYYY-MM-DD";

    /** No result of a procedure is older; a year before it is a default value of some program, not a date. */
    private static final int FIRST_YEAR = 1800;

    String at(String name) {
        return pointer + "/" + name;
    }

    void violated(String name, Violation violation, String expected) {
        findings.add(ResultReader.violated(at(name), violation, expected));
    }

    void found(FindingCode code, String name) {
        findings.add(Finding.of(code, at(name)));
    }

    boolean has(String name) {
        JsonNode value = node.path(name);
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank());
    }

    /** Text in NFC, without white space around it; blank is absent. */
    Optional<String> text(String name, int max) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            violated(name, Violation.WRONG_TYPE, "string");
            return Optional.empty();
        }
        String text =
                Normalizer.normalize(value.textValue(), Normalizer.Form.NFC).strip();
        if (text.codePointCount(0, text.length()) > max) {
            violated(name, Violation.WRONG_SIZE, "1 - " + max);
            return Optional.empty();
        }
        if (unsafe(text)) {
            violated(name, Violation.UNSAFE_TEXT, "Unicode");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    Optional<String> required(String name, int max) {
        return text(name, max).or(() -> missing(name, "string"));
    }

    /** Says that a field is missing, unless something else was already said of it. */
    <T> Optional<T> missing(String name, String expected) {
        if (!has(name)) {
            violated(name, Violation.MISSING, expected);
        }
        return Optional.empty();
    }

    Optional<Integer> integer(String name, int least, int most) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber()) {
            violated(name, Violation.WRONG_TYPE, "integer");
            return Optional.empty();
        }
        if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
            violated(name, Violation.NOT_ALLOWED, least + " - " + most);
            return Optional.empty();
        }
        return Optional.of(value.intValue());
    }

    /** Absent is false. */
    boolean flag(String name) {
        JsonNode value = node.path(name);
        if (has(name) && !value.isBoolean()) {
            violated(name, Violation.WRONG_TYPE, "boolean");
        }
        return value.isBoolean() && value.booleanValue();
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        Optional<String> text = text(name, 100);
        Optional<E> choice = text.flatMap(code -> Stream.of(type.getEnumConstants())
                .filter(one -> one.name().equals(code))
                .findFirst());
        if (text.isPresent() && choice.isEmpty()) {
            violated(
                    name,
                    Violation.NOT_ALLOWED,
                    String.join(
                            ", ",
                            Stream.of(type.getEnumConstants()).map(Enum::name).toList()));
        }
        return choice;
    }

    /**
     * A date, which only a legacy paper may leave partial.
     *
     * @param personal whether the value must not be told in the finding
     */
    Optional<PartialDate> date(String name, boolean partialAllowed, boolean personal) {
        Optional<String> text = text(name, 40);
        Optional<PartialDate> date = text.flatMap(value -> parsed(name, value, personal));
        if (date.isPresent() && !date.get().complete() && !partialAllowed) {
            findings.add(shown(
                            Finding.of(FindingCode.METADATA_DATE_PARTIAL, at(name)),
                            date.get().text(),
                            personal)
                    .with("expected", DATE_FORM));
        }
        return date;
    }

    /** A date of which the day is needed: a partial one is told and left out. */
    Optional<LocalDate> day(String name) {
        return date(name, false, false).filter(PartialDate::complete).map(PartialDate::earliest);
    }

    private Optional<PartialDate> parsed(String name, String value, boolean personal) {
        Matcher vietnamese = VIETNAMESE.matcher(value);
        boolean iso = ISO.matcher(value).matches();
        String asIso = vietnamese.matches()
                ? String.format(
                                Locale.ROOT,
                                "%s-%2s-%2s",
                                vietnamese.group(3),
                                vietnamese.group(2),
                                vietnamese.group(1))
                        .replace(' ', '0')
                : value;
        if (!iso && !vietnamese.matches()) {
            violated(name, Violation.NOT_ALLOWED, DATE_FORM);
            return Optional.empty();
        }
        Optional<PartialDate> date = possible(asIso);
        if (date.isEmpty()) {
            findings.add(shown(Finding.of(FindingCode.METADATA_DATE_IMPOSSIBLE, at(name)), value, personal));
        } else if (!iso) {
            violated(name, Violation.NOT_ALLOWED, DATE_FORM);
        }
        return date;
    }

    private static Optional<PartialDate> possible(String iso) {
        try {
            PartialDate date = new PartialDate(iso);
            return date.year() >= FIRST_YEAR ? Optional.of(date) : Optional.empty();
        } catch (IllegalArgumentException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Finding shown(Finding finding, String value, boolean personal) {
        return finding.with("found", personal ? "***" : value);
    }

    List<String> texts(String name, int most, int longest) {
        if (!has(name)) {
            missing(name, "array");
            return List.of();
        }
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            violated(name, Violation.WRONG_TYPE, "array");
            return List.of();
        }
        if (value.isEmpty() || value.size() > most) {
            violated(name, Violation.WRONG_SIZE, "1 - " + most);
            return List.of();
        }
        List<String> texts = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            JsonNode element = value.get(i);
            if (element.isTextual()
                    && !element.textValue().isEmpty()
                    && element.textValue().length() <= longest
                    && !unsafe(element.textValue())) {
                texts.add(element.textValue());
            } else {
                violated(name + "/" + i, Violation.WRONG_TYPE, "string");
            }
        }
        return texts;
    }

    /** Control characters and lone surrogates: no database, XML or UTF-8 file can carry them. */
    static boolean unsafe(String text) {
        return text.codePoints()
                .anyMatch(c -> (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
                        || c == 0x7f
                        || (c >= 0xd800 && c <= 0xdfff)
                        || c == 0xfffe
                        || c == 0xffff);
    }
}
