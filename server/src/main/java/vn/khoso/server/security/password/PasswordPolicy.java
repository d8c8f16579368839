package vn.khoso.server.security.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a password must be (ASVS 5.0, 6.2): long enough, not one of the common ones, not made of words that everybody
 * around here would try. No rule about kinds of characters.
 */
public final class PasswordPolicy {

    private static final int MINIMUM = 12;
    private static final int MINIMUM_ADMINISTRATOR = 15;
    private static final int MAXIMUM = 128;
    /** Words of this place; a password that is one of them with a few characters around it is refused. */
    private static final List<String> CONTEXT = List.of(
            "khoso",
            "khosoluutru",
            "luutru",
            "archive",
            "matkhau",
            "password",
            "administrator",
            "quantri",
            "vietnam",
            "ubnd",
            "tinh",
            "soluutru",
            "hethong");

    private static final int MARGIN = 6;

    private final Set<String> common = commonPasswords();

    /** Why a password is refused. */
    public enum Weakness {
        TOO_SHORT,
        TOO_LONG,
        COMMON,
        PREDICTABLE
    }

    /**
     * Empty when the password will do.
     *
     * @param administrator asks for 15 characters instead of 12
     * @param about words of the account itself: name, display name, agency
     */
    public Optional<Weakness> weakness(String password, boolean administrator, List<String> about) {
        int length = password.codePointCount(0, password.length());
        if (length > MAXIMUM) {
            return Optional.of(Weakness.TOO_LONG);
        }
        if (length < (administrator ? MINIMUM_ADMINISTRATOR : MINIMUM)) {
            return Optional.of(Weakness.TOO_SHORT);
        }
        String plain = plain(password);
        String letters = plain(password.replaceAll("[^\\p{L}@$]+$", "")).replaceAll("[^a-z]", "");
        if (common.contains(letters) || common.contains(half(letters)) || repeats(password.toLowerCase(Locale.ROOT))) {
            return Optional.of(Weakness.COMMON);
        }
        boolean predictable = java.util.stream.Stream.concat(
                        CONTEXT.stream(), about.stream().map(PasswordPolicy::plain))
                .map(word -> word.replaceAll("[^a-z0-9]", ""))
                .filter(word -> word.length() >= 4)
                .anyMatch(word ->
                        plain.replaceAll("[^a-z0-9]", "").contains(word) && plain.length() <= word.length() + MARGIN);
        return predictable ? Optional.of(Weakness.PREDICTABLE) : Optional.empty();
    }

    /** The word that is there twice, or nothing. */
    private static String half(String letters) {
        String first = letters.substring(0, letters.length() / 2);
        return letters.equals(first + first) ? first : "";
    }

    /** The same few characters over and over, or a run along the keyboard or the alphabet. */
    private static boolean repeats(String plain) {
        if (plain.chars().distinct().count() <= 3) {
            return true;
        }
        long steps = 0;
        for (int place = 1; place < plain.length(); place++) {
            int step = plain.charAt(place) - plain.charAt(place - 1);
            if (step >= -1 && step <= 1) {
                steps++;
            }
        }
        return steps >= plain.length() - 3L;
    }

    /** Lower case, without accents, with the usual digits for letters undone. */
    private static String plain(String text) {
        String folded = Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace('đ', 'd'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return folded.replace('@', 'a').replace('0', 'o').replace('$', 's');
    }

    private static Set<String> commonPasswords() {
        try (InputStream in = PasswordPolicy.class.getResourceAsStream("common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-passwords.txt is missing");
            }
            Set<String> all = new HashSet<>();
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(PasswordPolicy::plain)
                    .forEach(all::add);
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
