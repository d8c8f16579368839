package vn.khoso.server.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khoso.ingest.Submissions;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.submission.Acceptance;
import vn.khoso.schemas.submission.Delivery;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.SubmissionFilter;
import vn.khoso.server.web.words.IngestWords;

/** The ingest queue, one submission from acceptance to receipt or refusal, and the form to send a new one. */
@Path("ingest")
@Produces(MediaType.TEXT_HTML)
@Dependent
public final class IngestPages {

    private static final int ROWS = 50;
    private static final int EVENTS = 200;

    private final PageDesk desk;
    private final Submissions submissions;
    private final Catalogue catalogue;
    private final Journal journal;

    @Inject
    public IngestPages(PageDesk desk, Submissions submissions, Catalogue catalogue, Journal journal) {
        this.desk = desk;
        this.submissions = submissions;
        this.catalogue = catalogue;
        this.journal = journal;
    }

    @GET
    public Response queue(
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        return desk.page(turn, turn.say(IngestWords.TITLE), "ingest.jte", queue(turn, state, after));
    }

    /** The rows alone, for the page that looks again every few seconds. */
    @GET
    @Path("rows")
    public Response rows(
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        return desk.part(turn, "part/ingest-rows.jte", queue(turn, state, after));
    }

    @GET
    @Path("new")
    public Response form(@Context ContainerRequestContext request) {
        return form(Turn.of(request), 200, "");
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response send(List<EntityPart> parts, @Context ContainerRequestContext request) throws IOException {
        Turn turn = Turn.of(request);
        Optional<EntityPart> file = parts.stream()
                .filter(part -> part.getName().equals("package"))
                .filter(part ->
                        part.getFileName().filter(name -> !name.isBlank()).isPresent())
                .findFirst();
        if (file.isEmpty()) {
            return form(turn, 400, turn.say(IngestWords.NO_FILE));
        }
        try (InputStream content = file.get().getContent()) {
            return switch (submissions.accept(
                    content, Delivery.named(file.get().getFileName().get()), turn.requester())) {
                case Acceptance.Accepted accepted ->
                    Response.seeOther(URI.create(
                                    "/ingest/" + accepted.submission().id().uuid()))
                            .build();
                case Acceptance.KeyUsedForOtherBytes other ->
                    Response.seeOther(
                                    URI.create("/ingest/" + other.earlier().id().uuid()))
                            .build();
                case Acceptance.TooLarge large ->
                    form(turn, 413, turn.say(IngestWords.TOO_LARGE, new Shown(turn.language()).bytes(large.limit())));
                case Acceptance.LengthDiffers cut -> form(turn, 400, turn.say(IngestWords.CUT));
                case Acceptance.WithoutAgency nobody -> form(turn, 403, turn.say(IngestWords.NO_AGENCY));
            };
        }
    }

    @GET
    @Path("{sip}")
    public Response submission(@PathParam("sip") String sip, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        return found(sip, turn)
                .map(one -> desk.page(turn, turn.say(IngestWords.DETAIL_TITLE), "submission.jte", detail(turn, one)))
                .orElseGet(() -> absent(turn));
    }

    /** The part of the page that moves; when it has come to its end, htmx is told to get the whole page with what came of it. */
    @GET
    @Path("{sip}/progress")
    public Response progress(@PathParam("sip") String sip, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        return found(sip, turn)
                .map(one -> {
                    Response part = desk.part(turn, "part/progress.jte", Map.of("submission", one));
                    return moving(one)
                            ? part
                            : Response.fromResponse(part)
                                    .header("HX-Refresh", "true")
                                    .build();
                })
                .orElseGet(() -> Response.status(404).build());
    }

    /** A parked submission goes on. */
    @POST
    @Path("{sip}/resume")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response resume(@PathParam("sip") String sip, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        Optional<Submission> parked = found(sip, turn);
        if (parked.isEmpty()) {
            return absent(turn);
        }
        submissions.resume(parked.get().id());
        return Response.seeOther(URI.create("/ingest/" + parked.get().id().uuid()))
                .build();
    }

    private Map<String, Object> queue(Turn turn, @Nullable String state, @Nullable String after) {
        Optional<Submission.State> wanted = state(state);
        SubmissionFilter filter = new SubmissionFilter(wanted.map(Set::of).orElseGet(Set::of), Optional.empty());
        List<Submission> page = submissions.page(
                filter, Optional.ofNullable(after).flatMap(IngestPages::parsed), ROWS + 1, turn.requester());
        boolean more = page.size() > ROWS;
        List<Submission> rows = more ? page.subList(0, ROWS) : page;
        return Map.of(
                "rows",
                rows,
                "state",
                wanted.map(Submission.State::name).orElse(""),
                "next",
                more ? rows.getLast().id().uuid() : "",
                "here",
                after == null ? "" : after,
                "open",
                submissions.open(),
                "maySubmit",
                desk.may(turn, Action.SUBMIT_SIP));
    }

    private Map<String, Object> detail(Turn turn, Submission one) {
        boolean archived = one.state() == Submission.State.ARCHIVED;
        List<JournalEntry> events = desk.may(turn, Action.SEE_EVENTS)
                ? journal.about(archived ? one.aip().toString() : one.id().toString(), 0, EVENTS)
                : List.of();
        List<RecordEntry> records = archived ? catalogue.recordsOf(one.aip()) : List.of();
        return Map.of(
                "submission", one,
                "events", events,
                "records", records,
                "lines", FindingLines.of(one.findings(), turn.language()),
                "mayResume", one.state() == Submission.State.PARKED && desk.may(turn, Action.RESUME_SUBMISSION));
    }

    private Response form(Turn turn, int status, String error) {
        return desk.page(
                turn,
                status,
                turn.say(IngestWords.NEW_TITLE),
                "ingest-new.jte",
                Map.of(
                        "error",
                        error,
                        "limit",
                        submissions.limit(),
                        "agency",
                        turn.requester().agency().isPresent()));
    }

    private Response absent(Turn turn) {
        return desk.page(
                turn,
                404,
                turn.say(IngestWords.ABSENT_TITLE),
                "message.jte",
                Map.of("message", turn.say(IngestWords.ABSENT)));
    }

    private Optional<Submission> found(String sip, Turn turn) {
        return parsed(sip).flatMap(id -> submissions.find(id, turn.requester()));
    }

    private static boolean moving(Submission one) {
        return switch (one.state()) {
            case WAITING, RUNNING -> true;
            case ARCHIVED, REFUSED, PARKED -> false;
        };
    }

    private static Optional<SipId> parsed(String text) {
        try {
            return Optional.of(SipId.parse(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Optional<Submission.State> state(@Nullable String text) {
        for (Submission.State state : Submission.State.values()) {
            if (state.name().equals(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
