package vn.khoso.schemas.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says a finding in whole sentences, in Vietnamese or English: what, by which rule, what to do next. */
public final class FindingMessages {

    private static final Pattern ARGUMENT = Pattern.compile("\\{([a-z][A-Za-z0-9]*)}");
    private static final Properties ARGUMENTS = load("findings_arguments.properties");

    /** Languages of letters and screens. */
    public enum Language {
        VI("findings_vi.properties"),
        EN("findings_en.properties");

        private final Properties words;

        Language(String file) {
            this.words = load(file);
        }
    }

    /**
     * The three sentences of a finding; plain text, to be escaped by whoever shows it.
     *
     * @param what cause and object
     * @param rule which rule, with its source
     * @param next what the sender does
     */
    public record Message(String what, String rule, String next) {}

    private final Language language;

    public FindingMessages(Language language) {
        this.language = language;
    }

    /** The finding in this language; an argument that the check did not give reads "không rõ" ("unknown"). */
    public Message of(Finding finding) {
        String key = finding.code().name();
        return new Message(say(key + ".what", finding), say(key + ".rule", finding), say(key + ".next", finding));
    }

    /** Named arguments that messages of this code may use beside {@code subject}; a check gives them all. */
    public static Set<String> argumentsOf(FindingCode code) {
        return Arrays.stream(ARGUMENTS.getProperty(code.name(), "").split(",", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private String say(String key, Finding finding) {
        String pattern = language.words.getProperty(key, key);
        UnaryOperator<String> value = name -> value(name, finding);
        return ARGUMENT.matcher(pattern)
                .replaceAll((MatchResult match) -> Matcher.quoteReplacement(value.apply(match.group(1))));
    }

    private String value(String name, Finding finding) {
        String raw =
                name.equals("subject") ? finding.subject() : finding.arguments().getOrDefault(name, "");
        if (raw.isEmpty()) {
            return language.words.getProperty("word.unknown", "?");
        }
        return language.words.getProperty("word." + name + "." + raw, raw);
    }

    private static Properties load(String file) {
        Properties properties = new Properties();
        try (InputStream in = FindingMessages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + file);
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }
}
