package vn.khoso.preservation.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.fixity.FixityAuditor;
import vn.khoso.preservation.fixity.FixitySchedule;
import vn.khoso.preservation.fixity.RollLog;
import vn.khoso.preservation.fixity.coverage.FixityCoverage;
import vn.khoso.preservation.fixity.coverage.FixityCoverage.Coverage;
import vn.khoso.preservation.fixity.coverage.FixityCoverage.Position;
import vn.khoso.preservation.fixity.coverage.FixityCoverage.Share;
import vn.khoso.preservation.fixity.coverage.FixityCoverage.Unread;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.oais.AipId;

/** How much of what is kept was read, and how lately. */
@Path("api/v1/fixity")
@Produces(MediaType.APPLICATION_JSON)
@Dependent
public final class FixityCoverageResource {

    private static final int LONGEST = 1_100;

    private final FixityCoverage coverage;
    private final FixitySchedule schedule;
    private final Archive archive;
    private final RollLog rolls;
    private final Clock clock;

    @Inject
    public FixityCoverageResource(
            FixityCoverage coverage, FixitySchedule schedule, Archive archive, RollLog rolls, Clock clock) {
        this.coverage = coverage;
        this.schedule = schedule;
        this.archive = archive;
        this.rolls = rolls;
        this.clock = clock;
    }

    /** Shares by volume and agency, the oldest copy of each volume, and when each is audited next. @param days 1 to 1,100 */
    @GET
    @Path("coverage")
    public String coverage(@QueryParam("days") @DefaultValue("90") int days) {
        if (days < 1 || days > LONGEST) {
            throw new BadRequestException();
        }
        Coverage now = coverage.coverage(days);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("asOf", now.asOf().toString());
        json.put("days", days);
        ArrayNode shares = json.putArray("shares");
        now.shares().forEach(share -> shares.add(json(share)));
        ArrayNode oldest = json.putArray("oldest");
        now.oldest().forEach(unread -> oldest.add(json(unread)));
        ArrayNode due = json.putArray("schedule");
        List<FixityAuditor.Place> places = archive.auditor().places();
        schedule.due(
                        places,
                        archive.auditor()
                                .log()
                                .lastRuns(places.stream()
                                        .map(FixityAuditor.Place::volume)
                                        .toList()))
                .forEach(one -> due.add(json(one)));
        ArrayNode calls = json.putArray("rollCalls");
        rolls.rolls().forEach(roll -> calls.add(json(roll)));
        return CanonicalJson.text(json);
    }

    private static ObjectNode json(RollLog.Roll roll) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("volume", roll.volume().toString());
        json.put("direction", roll.direction().name());
        json.put("startedAt", roll.startedAt().toString());
        roll.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
        json.put("rounds", roll.rounds());
        json.put("seen", roll.seen());
        json.put("found", roll.found());
        return json;
    }

    private ObjectNode json(FixitySchedule.Due due) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("volume", due.place().volume().toString());
        json.put("name", due.place().name());
        json.put("inUse", due.place().inUse());
        schedule.cycles().of(due.place().name()).ifPresent(cycle -> json.put("cycleDays", cycle.toDays()));
        due.full().ifPresent(at -> json.put("nextFull", at.toString()));
        due.sample().ifPresent(at -> json.put("nextSample", at.toString()));
        return json;
    }

    /** Sums of days, by volume. Both ends are meant; without them the last 90 days; at most 1,100. */
    @GET
    @Path("calendar")
    public String calendar(@QueryParam("from") Optional<String> from, @QueryParam("to") Optional<String> to) {
        LocalDate last = to.map(FixityCoverageResource::date)
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), FixityCoverage.ZONE));
        LocalDate first = from.map(FixityCoverageResource::date).orElse(last.minusDays(89));
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= LONGEST) {
            throw new BadRequestException();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("from", first.toString());
        json.put("to", last.toString());
        ArrayNode items = json.putArray("items");
        coverage.calendar(first, last)
                .forEach(day -> items.addObject()
                        .put("day", day.day().toString())
                        .put("volume", day.volume().toString())
                        .put("name", day.name())
                        .put("copies", day.copies())
                        .put("bytes", day.bytes())
                        .put("bad", day.bad()));
        return CanonicalJson.text(json);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException odd) {
            throw new BadRequestException(odd);
        }
    }

    /**
     * Whether everything was checked within three years, as the law asks (Thông tư 05/2025/TT-BNV, Art. 27-28), and every copy of
     * which that is not so, a page at a time.
     */
    @GET
    @Path("report")
    public String report(
            @QueryParam("after") Optional<String> after, @QueryParam("limit") @DefaultValue("50") int limit) {
        int size = Pages.size(limit);
        Instant since = since();
        Coverage now = coverage.coverage((int) FixityCoverage.CEILING.toDays());
        long overdue = coverage.countUnreadSince(since);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("asOf", now.asOf().toString());
        json.put("ceilingDays", FixityCoverage.CEILING.toDays());
        json.put("complete", overdue == 0);
        json.put("overdue", Math.min(overdue, FixityCoverage.MOST_OVERDUE));
        json.put("overdueIsMore", overdue > FixityCoverage.MOST_OVERDUE);
        ArrayNode shares = json.putArray("shares");
        now.shares().forEach(share -> shares.add(json(share)));
        List<Unread> page = coverage.unreadSince(since, after.map(FixityCoverageResource::position), size);
        ArrayNode items = json.putArray("items");
        page.forEach(unread -> items.add(json(unread)));
        if (page.size() == size) {
            json.put("next", text(page.getLast().position()));
        }
        return CanonicalJson.text(json);
    }

    /** The same figures as a table, without the single copies. */
    @GET
    @Path("report.csv")
    @Produces("text/csv")
    public Response table() {
        Coverage now = coverage.coverage((int) FixityCoverage.CEILING.toDays());
        List<String> lines = new ArrayList<>();
        lines.add("Ổ lưu trữ,Mã cơ quan,Số bản sao,Dung lượng (byte),Đã kiểm tra trong 3 năm (bản sao),"
                + "Đã kiểm tra trong 3 năm (byte),Tỷ lệ (%),Chưa từng kiểm tra,Còn nợ,Tính đến");
        now.shares()
                .forEach(share -> lines.add(String.join(
                        ",",
                        share.name(),
                        share.agency(),
                        Long.toString(share.copies()),
                        Long.toString(share.bytes()),
                        Long.toString(share.checked()),
                        Long.toString(share.checkedBytes()),
                        String.format(java.util.Locale.ROOT, "%.2f", 100 * share.share()),
                        Long.toString(share.never()),
                        Long.toString(share.owed()),
                        now.asOf().toString())));
        return Response.ok(String.join("\r\n", lines) + "\r\n", "text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"kiem-tra-toan-ven-3-nam.csv\"")
                .build();
    }

    private Instant since() {
        return clock.instant().minus(FixityCoverage.CEILING);
    }

    private static ObjectNode json(Share share) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("volume", share.volume().toString())
                .put("name", share.name())
                .put("agency", share.agency())
                .put("copies", share.copies())
                .put("bytes", share.bytes())
                .put("checked", share.checked())
                .put("checkedBytes", share.checkedBytes())
                .put("never", share.never())
                .put("owed", share.owed())
                .put("permille", (long) (1_000 * share.share()));
    }

    private ObjectNode json(Unread unread) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("aip", unread.aip().toString())
                .put("version", unread.version())
                .put("volume", unread.volume().toString())
                .put("name", unread.name())
                .put("agency", unread.agency())
                .put("since", unread.since().toString())
                .put("never", unread.never())
                .put(
                        "ageDays",
                        Duration.between(unread.since(), clock.instant()).toDays());
    }

    private static String text(Position position) {
        return position.since() + "_" + position.aip().uuid() + "_" + position.version() + "_" + position.volume();
    }

    private static Position position(String text) {
        String[] parts = text.split("_");
        if (parts.length != 4) {
            throw new BadRequestException();
        }
        try {
            return new Position(
                    Instant.parse(parts[0]),
                    AipId.parse(parts[1]),
                    Integer.parseInt(parts[2]),
                    UUID.fromString(parts[3]));
        } catch (DateTimeParseException | IllegalArgumentException odd) {
            throw new BadRequestException(odd);
        }
    }
}
