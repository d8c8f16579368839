package vn.khoso.access.oaipmh;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import vn.khoso.access.rights.AccessKey;

/**
 * A resumption token (OAI-PMH 2.0, 3.5): everything that the next page needs, sealed, so that the server remembers nothing and
 * a harvest goes on after a restart. The same token gives the same page as often as it is asked for.
 *
 * @param whole records, else headers
 * @param wide the list holds conditional records too
 * @param last sequence of the last record given
 * @param cursor how many were given before the next page
 * @param size of the complete list when it began; -1 when it was not counted
 * @param issued whole seconds
 */
record OaiToken(
        boolean whole,
        boolean wide,
        OaiQuestion.Selection selection,
        long last,
        long cursor,
        long size,
        Instant issued) {

    /** Longer than the seven days that are promised. */
    static final Duration LIFE = Duration.ofDays(8);

    private static final String USE = "oai-token";
    private static final int SEAL = 16;
    private static final int LONGEST = 1_000;

    String sealed(AccessKey key) {
        byte[] body = String.join(
                        "|",
                        "1",
                        whole ? "r" : "h",
                        wide ? "w" : "p",
                        selection.from().map(Object::toString).orElse(""),
                        selection.until().map(Object::toString).orElse(""),
                        selection.set().orElse(""),
                        Long.toString(last),
                        Long.toString(cursor),
                        Long.toString(size),
                        issued.toString())
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(body, body.length + SEAL);
        System.arraycopy(key.hash(USE, body), 0, all, body.length, SEAL);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** Empty for anything that this archive did not give out. Whether it is still good is the asker's to judge. */
    static Optional<OaiToken> open(String text, AccessKey key) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            if (all.length <= SEAL) {
                return Optional.empty();
            }
            byte[] body = Arrays.copyOf(all, all.length - SEAL);
            return key.seals(USE, body, Arrays.copyOfRange(all, body.length, all.length))
                    ? Optional.of(read(new String(body, StandardCharsets.UTF_8).split("\\|", -1)))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static OaiToken read(String[] part) {
        return new OaiToken(
                part[1].equals("r"),
                part[2].equals("w"),
                new OaiQuestion.Selection(
                        moment(part[3]), moment(part[4]), Optional.of(part[5]).filter(set -> !set.isEmpty())),
                Long.parseLong(part[6]),
                Long.parseLong(part[7]),
                Long.parseLong(part[8]),
                Instant.parse(part[9]));
    }

    private static Optional<Instant> moment(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }
}
