package vn.khoso.preservation.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.util.Optional;
import java.util.UUID;
import vn.khoso.preservation.Archive;
import vn.khoso.schemas.catalogue.AuditSample;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.rights.Requester;

/** Fixity audits and what they found. */
@Path("api/v1/fixity")
@Produces(MediaType.APPLICATION_JSON)
@Dependent
public final class FixityResource {

    private static final int RUNS = 200;
    private static final int LONGEST_REASON = 1_000;

    private final Archive archive;

    @Inject
    public FixityResource(Archive archive) {
        this.archive = archive;
    }

    /** Newest first; {@code after} is the id of the last one seen. The newest 200 are listed. */
    @GET
    @Path("audits")
    public String audits(
            @QueryParam("after") Optional<UUID> after, @QueryParam("limit") @DefaultValue("50") int limit) {
        int size = Pages.size(limit);
        List<FixityRun> runs = archive.audits(RUNS);
        List<FixityRun> page = runs.stream()
                .skip(after.map(id -> runs.stream().map(FixityRun::id).toList().indexOf(id) + 1)
                        .orElse(0))
                .limit(size)
                .toList();
        return Pages.text(page, size, FixityResource::json, run -> run.id().toString());
    }

    @POST
    @Path("audits")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(byte[] body, @Context ContainerRequestContext request) {
        Requester requester = Pages.requester(request);
        FixityRun run = archive.startAudit(requester.id(), requester.agent(), rate(body));
        return Response.accepted(CanonicalJson.text(json(run)))
                .location(URI.create("/api/v1/fixity/audits/" + run.id()))
                .build();
    }

    @GET
    @Path("audits/{id}")
    public String audit(@PathParam("id") UUID id) {
        return CanonicalJson.text(json(archive.audit(id).orElseThrow(NotFoundException::new)));
    }

    /** 409 when it is over already. */
    @POST
    @Path("audits/{id}/cancel")
    public Response cancel(@PathParam("id") UUID id, @Context ContainerRequestContext request) {
        if (archive.audit(id).isEmpty()) {
            throw new NotFoundException();
        }
        if (!archive.cancelAudit(id, Pages.requester(request).agent())) {
            throw new ClientErrorException(Response.Status.CONFLICT);
        }
        return Response.accepted(CanonicalJson.text(json(archive.audit(id).orElseThrow(NotFoundException::new))))
                .build();
    }

    /** @param open only those that nobody has closed */
    @GET
    @Path("incidents")
    public String incidents(
            @QueryParam("open") @DefaultValue("false") boolean open,
            @QueryParam("after") Optional<UUID> after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        int size = Pages.size(limit);
        List<Incident> page = archive.incidents(open ? Incident.Which.OPEN : Incident.Which.ALL, after, size);
        return Pages.text(
                page, size, FixityResource::json, incident -> incident.id().toString());
    }

    /**
     * {@code {"action": ..., "cause": ..., "result": ...}}, each at most 1,000 characters; what was done must be said, as
     * {@code action} or, as before, {@code reason}. 409 when it is closed already.
     */
    @POST
    @Path("incidents/{id}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    public String close(@PathParam("id") UUID id, byte[] body, @Context ContainerRequestContext request) {
        Incident.Account account = account(body);
        if (archive.incident(id).isEmpty()) {
            throw new NotFoundException();
        }
        if (!archive.closeIncident(id, Pages.requester(request).agent(), account)) {
            throw new ClientErrorException(Response.Status.CONFLICT);
        }
        return CanonicalJson.text(json(archive.incident(id).orElseThrow(NotFoundException::new)));
    }

    private static Incident.Account account(byte[] body) {
        JsonNode said = object(body);
        String action = text(said, said.has("action") ? "action" : "reason");
        if (action.isEmpty()) {
            throw new BadRequestException();
        }
        return new Incident.Account(text(said, "cause"), action, text(said, "result"));
    }

    private static String text(JsonNode said, String name) {
        String text = said.path(name).asText("").strip();
        if (text.length() > LONGEST_REASON) {
            throw new BadRequestException();
        }
        return text;
    }

    private static int rate(byte[] body) {
        if (body.length == 0) {
            return 0;
        }
        JsonNode rate = object(body).path("megabytesPerSecond");
        if (!rate.isMissingNode() && (!rate.canConvertToInt() || rate.intValue() < 0)) {
            throw new BadRequestException();
        }
        return rate.asInt(0);
    }

    private static JsonNode object(byte[] body) {
        return switch (StrictJson.read(body)) {
            case StrictJson.Outcome.Document(JsonNode root) when root.isObject() -> root;
            case StrictJson.Outcome.Document other -> throw new BadRequestException();
            case StrictJson.Outcome.Refused refused -> throw new BadRequestException();
        };
    }

    private static ObjectNode json(FixityRun run) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", run.id().toString());
        json.put("requestedBy", run.requestedBy());
        json.put("startedAt", run.startedAt().toString());
        run.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
        json.put("state", run.state().name());
        json.put("megabytesPerSecond", run.megabytesPerSecond());
        json.put("packagesTotal", run.packagesTotal());
        json.put("packagesDone", run.packagesDone());
        json.put("bytesDone", run.bytesDone());
        json.put("intact", run.intact());
        json.put("altered", run.altered());
        json.put("missing", run.missing());
        json.put("extra", run.extra());
        json.put("unread", run.unread());
        run.position().ifPresent(position -> json.put("position", position));
        run.failure().ifPresent(why -> json.put("failure", why));
        ArrayNode scope = json.putArray("scope");
        run.scope().volumes().forEach(volume -> scope.add(volume.toString()));
        run.scope()
                .sample()
                .ifPresent(sample -> json.putObject("sample")
                        .put("seed", Long.toString(sample.seed()))
                        .put("random", sample.random())
                        .put("oldest", sample.oldest())
                        .put("confidence", AuditSample.CONFIDENCE)
                        .put("detects", sample.detects()));
        ArrayNode volumes = json.putArray("volumes");
        run.volumes()
                .forEach(tally -> volumes.addObject()
                        .put("volume", tally.volume().toString())
                        .put("name", tally.name())
                        .put("copies", tally.copies())
                        .put("away", tally.away())
                        .put("canaries", tally.canaries())
                        .put("bytes", tally.bytes())
                        .put("intact", tally.intact())
                        .put("altered", tally.altered())
                        .put("missing", tally.missing())
                        .put("extra", tally.extra())
                        .put("unread", tally.unread()));
        return json;
    }

    private static ObjectNode json(Incident incident) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", incident.id().toString());
        json.put("at", incident.at().toString());
        json.put("aip", incident.aip().toString());
        json.put("kind", incident.kind().name());
        json.put("subject", incident.subject());
        json.put("detail", incident.detail());
        json.put("open", incident.open());
        incident.closing()
                .ifPresent(closing -> json.putObject("closing")
                        .put("at", closing.at().toString())
                        .put("by", closing.by())
                        .put("cause", closing.cause())
                        .put("action", closing.action())
                        .put("result", closing.result()));
        return json;
    }
}
