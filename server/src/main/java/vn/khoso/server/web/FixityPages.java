package vn.khoso.server.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.preservation.Archive;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.rights.Action;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.web.words.FixityWords;
import vn.khoso.server.web.words.RecordWords;

/** Fixity: audits with their five counts, starting and stopping one, and incidents. */
@Path("fixity")
@Produces(MediaType.TEXT_HTML)
@Dependent
public final class FixityPages {

    private static final int RUNS = 20;
    private static final int INCIDENTS = 50;
    private static final int FASTEST = 10_000;
    private static final int LONGEST_REASON = 1_000;

    private final PageDesk desk;
    private final Archive archive;
    private final Settings settings;

    @Inject
    public FixityPages(PageDesk desk, Archive archive, Settings settings) {
        this.desk = desk;
        this.archive = archive;
        this.settings = settings;
    }

    @GET
    public Response overview(
            @QueryParam("after") @DefaultValue("") String after, @Context ContainerRequestContext request) {
        return overview(Turn.of(request), 200, after, "");
    }

    /** The runs alone, while one is going. */
    @GET
    @Path("runs")
    public Response runs(@Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        List<FixityRun> runs = archive.audits(RUNS);
        return desk.part(
                turn,
                "part/fixity-runs.jte",
                Map.of("runs", runs, "mayRun", desk.may(turn, Action.RUN_FIXITY), "running", running(runs)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response start(@FormParam("rate") @DefaultValue("0") String rate, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        if (!rate.strip().matches("\\d{1,5}") || Integer.parseInt(rate.strip()) > FASTEST) {
            return overview(turn, 400, "", turn.say(FixityWords.WRONG_RATE));
        }
        archive.startAudit(turn.requester().id(), person(turn), Integer.parseInt(rate.strip()));
        return Response.seeOther(URI.create("/fixity")).build();
    }

    @POST
    @Path("runs/{id}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response cancel(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        uuid(id).ifPresent(run -> archive.cancelAudit(run, person(turn)));
        return Response.seeOther(URI.create("/fixity")).build();
    }

    @GET
    @Path("incidents/{id}")
    public Response incident(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        String title = turn.say(FixityWords.INCIDENT_TITLE);
        return uuid(id).flatMap(archive::incident)
                .map(one -> desk.page(
                        turn,
                        title,
                        "incident.jte",
                        Map.of("incident", one, "mayRun", desk.may(turn, Action.RUN_FIXITY))))
                .orElseGet(() ->
                        desk.page(turn, 404, title, "message.jte", Map.of("message", turn.say(RecordWords.ABSENT))));
    }

    /** The minutes of an incident, to be printed and signed (Thông tư 05/2025/TT-BNV, Annex VII). */
    @GET
    @Path("incidents/{id}/minutes")
    public Response minutes(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        String title = turn.say(FixityWords.MINUTES);
        return uuid(id).flatMap(archive::incident)
                .map(one -> desk.page(
                        turn, title, "minutes.jte", Map.of("incident", one, "archive", settings.archiveName())))
                .orElseGet(() ->
                        desk.page(turn, 404, title, "message.jte", Map.of("message", turn.say(RecordWords.ABSENT))));
    }

    /** The same, a line for each field. */
    @GET
    @Path("incidents/{id}/minutes.tsv")
    @Produces("text/tab-separated-values")
    public Response minutesTable(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        Incident incident = uuid(id).flatMap(archive::incident).orElseThrow(NotFoundException::new);
        return Response.ok(
                        IncidentMinutes.table(incident, settings.archiveName(), turn),
                        "text/tab-separated-values;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"bien-ban-su-co.tsv\"")
                .build();
    }

    @POST
    @Path("incidents/{id}/close")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response close(
            @PathParam("id") String id,
            @FormParam("cause") @DefaultValue("") String cause,
            @FormParam("action") @DefaultValue("") String action,
            @FormParam("result") @DefaultValue("") String result,
            @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        if (!action.isBlank()) {
            uuid(id).ifPresent(one -> archive.closeIncident(
                    one, person(turn), new Incident.Account(said(cause), said(action), said(result))));
        }
        return Response.seeOther(URI.create("/fixity/incidents/" + id)).build();
    }

    private static String said(String text) {
        return text.strip().substring(0, Math.min(LONGEST_REASON, text.strip().length()));
    }

    private Response overview(Turn turn, int status, String after, String error) {
        List<FixityRun> runs = archive.audits(RUNS);
        List<Incident> page = archive.incidents(Incident.Which.ALL, uuid(after), INCIDENTS + 1);
        boolean more = page.size() > INCIDENTS;
        List<Incident> incidents = more ? page.subList(0, INCIDENTS) : page;
        return desk.page(
                turn,
                status,
                turn.say(FixityWords.TITLE),
                "fixity.jte",
                Map.of(
                        "runs",
                        runs,
                        "incidents",
                        incidents,
                        "next",
                        more ? incidents.getLast().id().toString() : "",
                        "mayRun",
                        desk.may(turn, Action.RUN_FIXITY),
                        "running",
                        running(runs),
                        "error",
                        error));
    }

    private static boolean running(List<FixityRun> runs) {
        return runs.stream().anyMatch(run -> run.state() == FixityRun.State.RUNNING);
    }

    private static Agent person(Turn turn) {
        return turn.requester().agent();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
