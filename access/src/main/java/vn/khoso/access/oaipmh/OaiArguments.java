package vn.khoso.access.oaipmh;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the arguments of a request strictly (OAI-PMH 2.0, 4): what is unknown, doubled, missing or malformed is an error. */
final class OaiArguments {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern SECOND = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9\\-_.!~*'()]+");
    private static final Pattern SET = Pattern.compile("[A-Za-z0-9\\-_.!~*'()]+(:[A-Za-z0-9\\-_.!~*'()]+)*");

    private final Map<String, List<String>> given;

    OaiArguments(Map<String, List<String>> given) {
        this.given = given;
    }

    /** The question, or what is wrong with it. */
    sealed interface Reading {
        record Understood(OaiQuestion question) implements Reading {}

        record Wrong(OaiProblem problem) implements Reading {}
    }

    Reading read() {
        try {
            List<String> verbs = given.getOrDefault("verb", List.of());
            if (verbs.size() != 1) {
                return wrong(
                        OaiProblem.Code.BAD_VERB, verbs.isEmpty() ? "The verb is missing." : "The verb is repeated.");
            }
            return switch (verbs.getFirst()) {
                case "Identify" -> understood(Set.of(), new OaiQuestion.Identify());
                case "ListMetadataFormats" ->
                    understood(
                            Set.of("identifier"),
                            new OaiQuestion.ListMetadataFormats(
                                    one("identifier").map(this::uri)));
                case "ListSets" -> sets();
                case "GetRecord" -> record();
                case "ListIdentifiers" -> list(false);
                case "ListRecords" -> list(true);
                default -> wrong(OaiProblem.Code.BAD_VERB, "There is no such verb.");
            };
        } catch (NotUnderstood reason) {
            return new Reading.Wrong(reason.problem());
        }
    }

    private Reading sets() {
        only(Set.of("resumptionToken"));
        // All sets fit on one page, so no token was ever given out for them.
        return one("resumptionToken").isPresent()
                ? wrong(OaiProblem.Code.BAD_RESUMPTION_TOKEN, "The list of sets is always complete.")
                : new Reading.Understood(new OaiQuestion.ListSets());
    }

    private Reading record() {
        only(Set.of("identifier", "metadataPrefix"));
        String identifier = uri(needed("identifier"));
        format(needed("metadataPrefix"));
        return new Reading.Understood(new OaiQuestion.GetRecord(identifier));
    }

    private Reading list(boolean whole) {
        only(Set.of("from", "until", "set", "metadataPrefix", "resumptionToken"));
        Optional<String> token = one("resumptionToken");
        if (token.isPresent()) {
            if (given.size() != 2) {
                throw bad("resumptionToken stands alone.");
            }
            return new Reading.Understood(new OaiQuestion.Resume(whole, token.get()));
        }
        String prefix = needed("metadataPrefix");
        Optional<String> from = one("from");
        Optional<String> until = one("until");
        if (from.isPresent()
                && until.isPresent()
                && from.get().length() != until.get().length()) {
            throw bad("from and until have different granularities.");
        }
        Optional<Instant> first = from.map(text -> moment(text, false));
        Optional<Instant> last = until.map(text -> moment(text, true));
        if (first.isPresent() && last.isPresent() && first.get().isAfter(last.get())) {
            throw bad("from is after until.");
        }
        Optional<String> set = one("set");
        if (set.isPresent() && !SET.matcher(set.get()).matches()) {
            throw bad("set is not a setSpec.");
        }
        format(prefix);
        return new Reading.Understood(new OaiQuestion.List(whole, new OaiQuestion.Selection(first, last, set)));
    }

    private Reading understood(Set<String> allowed, OaiQuestion question) {
        only(allowed);
        return new Reading.Understood(question);
    }

    private void only(Set<String> allowed) {
        for (String name : given.keySet()) {
            if (!name.equals("verb") && !allowed.contains(name)) {
                throw bad("This verb has no argument of that name.");
            }
        }
    }

    private Optional<String> one(String name) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw bad(name + " is repeated.");
        }
        return values.stream().findFirst();
    }

    private String needed(String name) {
        return one(name).orElseThrow(() -> bad(name + " is missing."));
    }

    private String uri(String text) {
        try {
            if (!new URI(text).isAbsolute()) {
                throw bad("identifier is not an absolute URI.");
            }
            return text;
        } catch (URISyntaxException malformed) {
            throw bad("identifier is not a URI.");
        }
    }

    private static void format(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw bad("metadataPrefix is malformed.");
        }
        if (!prefix.equals(OaiQuestion.OAI_DC)) {
            throw new NotUnderstood(OaiProblem.Code.CANNOT_DISSEMINATE_FORMAT, "The format is oai_dc.");
        }
    }

    /** A day as {@code until} means its last second. */
    private static Instant moment(String text, boolean last) {
        try {
            if (DAY.matcher(text).matches()) {
                LocalDate day = LocalDate.parse(text);
                return last
                        ? day.plusDays(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .minusSeconds(1)
                        : day.atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            if (SECOND.matcher(text).matches()) {
                return Instant.parse(text);
            }
            throw bad("A date is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.");
        } catch (DateTimeException impossible) {
            throw bad("No calendar has that date.");
        }
    }

    private static Reading wrong(OaiProblem.Code code, String message) {
        return new Reading.Wrong(new OaiProblem(code, message));
    }

    private static NotUnderstood bad(String message) {
        return new NotUnderstood(OaiProblem.Code.BAD_ARGUMENT, message);
    }

    /** Leaves the reading at the first thing that is wrong; never leaves this class. */
    private static final class NotUnderstood extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final OaiProblem.Code code;

        NotUnderstood(OaiProblem.Code code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        OaiProblem problem() {
            return new OaiProblem(code, String.valueOf(getMessage()));
        }
    }
}
