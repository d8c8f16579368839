package vn.khoso.server.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khoso.access.Discovery;
import vn.khoso.preservation.Retention;
import vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchQuery;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionRule;
import vn.khoso.schemas.rights.Action;
import vn.khoso.server.web.words.RetentionWords;

/** The retention schedule: every version of every row, the mapping of document types, and making new versions. */
@Path("retention")
@Produces(MediaType.TEXT_HTML)
@Dependent
public final class RetentionPages {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final PageDesk desk;
    private final Retention retention;
    private final Discovery discovery;
    private final IdentifierMint mint;
    private final Clock clock;

    @Inject
    public RetentionPages(PageDesk desk, Retention retention, Discovery discovery, IdentifierMint mint, Clock clock) {
        this.desk = desk;
        this.retention = retention;
        this.discovery = discovery;
        this.mint = mint;
        this.clock = clock;
    }

    /** What stands in the fields of a new version: the version before, or what was typed when it could not be taken. */
    public record Typed(String years, String basis, String from, boolean confirmed, boolean enabled) {

        static Typed of(RetentionRule rule) {
            String years = rule.period() instanceof RetentionPeriod.Years(int number) ? Integer.toString(number) : "";
            return new Typed(years, rule.basis(), "", rule.confirmedBy().isPresent(), rule.enabled());
        }
    }

    @GET
    public Response table(@Context ContainerRequestContext request) {
        return table(Turn.of(request), 200, "");
    }

    @GET
    @Path("{code}")
    public Response rule(@PathParam("code") String code, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        return rule(turn, 200, code, Optional.empty(), "");
    }

    /** Adds a version, after showing what it touches; the one before stays as it was. */
    @POST
    @Path("{code}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(
            @PathParam("code") String code,
            @FormParam("years") @DefaultValue("") String years,
            @FormParam("basis") @DefaultValue("") String basis,
            @FormParam("from") @DefaultValue("") String from,
            @FormParam("confirmed") @DefaultValue("") String confirmed,
            @FormParam("enabled") @DefaultValue("") String enabled,
            @FormParam("sure") @DefaultValue("") String sure,
            @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        Optional<Typed> typed =
                Optional.of(new Typed(years.strip(), basis, from.strip(), !confirmed.isEmpty(), !enabled.isEmpty()));
        Optional<RetentionRule> before = latest(code);
        if (before.isEmpty()) {
            return rule(turn, 404, code, typed, "");
        }
        Optional<RetentionPeriod> period = period(years.strip());
        if (period.isEmpty()) {
            return rule(turn, 400, code, typed, turn.say(RetentionWords.WRONG_YEARS));
        }
        Optional<LocalDate> day =
                day(from.strip()).filter(wanted -> wanted.isAfter(before.get().effectiveFrom()));
        if (day.isEmpty()) {
            return rule(turn, 400, code, typed, turn.say(RetentionWords.WRONG_DATE));
        }
        RetentionRule old = before.get();
        RetentionRule next = new RetentionRule(
                old.code(),
                old.version() + 1,
                old.groupVi(),
                old.groupEn(),
                old.trigger(),
                period.get(),
                maintenance(period.get()),
                old.action(),
                basis.isBlank() ? old.basis() : basis.strip(),
                day.get(),
                Optional.empty(),
                confirmed.isEmpty()
                        ? Optional.empty()
                        : Optional.of(turn.requester().id()),
                !enabled.isEmpty());
        if (sure.isEmpty()) {
            return desk.page(
                    turn,
                    turn.say(RetentionWords.CHANGE_TITLE, code),
                    "retention-change.jte",
                    Map.of("rule", next, "years", years.strip(), "touched", touched(turn, code)));
        }
        retention.add(next, event(turn, "A new version of a retention rule."));
        return Response.seeOther(URI.create("/retention/" + code)).build();
    }

    /** Says under which row a document type falls. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response map(
            @FormParam("documentType") @DefaultValue("") String documentType,
            @FormParam("rule") @DefaultValue("") String rule,
            @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        String type = documentType.strip();
        if (type.isEmpty() || type.length() > 40 || latest(rule).isEmpty()) {
            return table(turn, 400, turn.say(RetentionWords.UNKNOWN_RULE));
        }
        retention.map(type, rule, event(turn, "A document type was mapped to a retention rule."));
        return Response.seeOther(URI.create("/retention")).build();
    }

    private Response table(Turn turn, int status, String error) {
        LocalDate today = LocalDate.now(clock.withZone(Shown.ZONE));
        List<RetentionRule> rules = retention.rules();
        List<RetentionRule> current = rules.stream()
                .filter(rule -> latest(rules, rule.code())
                        .map(last -> last.equals(rule))
                        .orElse(false))
                .sorted(Comparator.comparing(RetentionRule::code))
                .toList();
        return desk.page(
                turn,
                status,
                turn.say(RetentionWords.TITLE),
                "retention.jte",
                Map.of(
                        "rules",
                        current,
                        "inForce",
                        current.stream()
                                .filter(rule -> rule.enabled() && rule.inForceOn(today))
                                .count(),
                        "mapping",
                        new TreeMap<>(retention.mapping()),
                        "mayEdit",
                        desk.may(turn, Action.EDIT_RETENTION),
                        "error",
                        error));
    }

    private Response rule(Turn turn, int status, String code, Optional<Typed> typed, String error) {
        List<RetentionRule> versions = retention.rules().stream()
                .filter(rule -> rule.code().equals(code))
                .sorted(Comparator.comparingInt(RetentionRule::version).reversed())
                .toList();
        if (versions.isEmpty()) {
            return desk.page(
                    turn,
                    404,
                    turn.say(RetentionWords.TITLE),
                    "message.jte",
                    Map.of("message", turn.say(RetentionWords.UNKNOWN_RULE)));
        }
        return desk.page(
                turn,
                status,
                versions.getFirst().code() + " · " + group(turn, versions.getFirst()),
                "retention-rule.jte",
                Map.of(
                        "versions", versions,
                        "mayEdit", desk.may(turn, Action.EDIT_RETENTION),
                        "touched", touched(turn, code),
                        "typed", typed.orElseGet(() -> Typed.of(versions.getFirst())),
                        "error", error));
    }

    /** How many records are of a type that falls under the row; empty while search is away or no type does. */
    private Optional<Long> touched(Turn turn, String code) {
        List<String> types = retention.mapping().entrySet().stream()
                .filter(pair -> pair.getValue().equals(code))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (types.isEmpty()) {
            return Optional.of(0L);
        }
        SearchQuery query = new SearchQuery(
                "", Map.of(FacetName.DOCUMENT_TYPE, types), SearchQuery.Sort.RELEVANCE, Optional.empty(), 1);
        try {
            return Optional.of(discovery.search(query, turn.requester()).total());
        } catch (DiscoveryUnavailable rebuilding) {
            return Optional.empty();
        }
    }

    private static String group(Turn turn, RetentionRule rule) {
        return switch (turn.language()) {
            case VI -> rule.groupVi();
            case EN -> rule.groupEn();
        };
    }

    /** Who and why; what was changed is put in by the door. */
    private Event event(Turn turn, String note) {
        return new Event(
                mint.version7(),
                EventType.RETENTION_RULE_CHANGE,
                clock.instant(),
                EventOutcome.SUCCESS,
                turn.requester().agent(),
                List.of("retention-schedule"),
                note,
                Map.of());
    }

    private Optional<RetentionRule> latest(String code) {
        return latest(retention.rules(), code);
    }

    private static Optional<RetentionRule> latest(List<RetentionRule> rules, String code) {
        return rules.stream()
                .filter(rule -> rule.code().equals(code))
                .max(Comparator.comparingInt(RetentionRule::version));
    }

    private static Optional<RetentionPeriod> period(String years) {
        if (years.isEmpty()) {
            return Optional.of(new RetentionPeriod.Permanent());
        }
        try {
            return Optional.of(new RetentionPeriod.Years(Integer.parseInt(years)));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /** Code {@code maintenance} of TT05 (VN-RET-2): 01 permanent, 02 to 06 for 70, 50, 30, 20, 10 years, 07 other. */
    private static String maintenance(RetentionPeriod period) {
        return switch (period) {
            case RetentionPeriod.Permanent forEver -> "01";
            case RetentionPeriod.Unclassified unknown -> "07";
            case RetentionPeriod.Years(int years) ->
                switch (years) {
                    case 70 -> "02";
                    case 50 -> "03";
                    case 30 -> "04";
                    case 20 -> "05";
                    case 10 -> "06";
                    default -> "07";
                };
        };
    }

    /** As people write it here, or as machines do. */
    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(text.contains("/") ? LocalDate.parse(text, DAY) : LocalDate.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
