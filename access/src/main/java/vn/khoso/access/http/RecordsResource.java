package vn.khoso.access.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import vn.khoso.access.Discovery;
import vn.khoso.access.Dissemination;
import vn.khoso.access.fault.InvalidCursor;
import vn.khoso.access.step.FileAnswer;
import vn.khoso.access.step.RecordAnswer;
import vn.khoso.schemas.codec.dublincore.DublinCore;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.RecordId;

/** Records: search, one record, its files. */
@Path("api/v1/records")
@Dependent
public final class RecordsResource {

    private static final String JSON = "application/json";

    private final Discovery discovery;
    private final Dissemination dissemination;

    @Inject
    public RecordsResource(Discovery discovery, Dissemination dissemination) {
        this.discovery = discovery;
        this.dissemination = dissemination;
    }

    @GET
    public Response search(@Context ContainerRequestContext request) {
        SearchParameters parameters = new SearchParameters(request);
        try {
            SearchPage page = discovery.search(parameters.query(), Asker.requester(request), Asker.purpose(request));
            Response.ResponseBuilder answer = Response.ok(CanonicalJson.text(AccessJson.page(page)), JSON);
            page.next().ifPresent(next -> answer.header("Link", nextLink(request, next)));
            // What was looked for may be a person's name: no copy of it stays on the way.
            return personal(answer, "no-store").build();
        } catch (InvalidCursor invalid) {
            throw new Refusal(request)
                    .malformed(
                            "cursor",
                            "Con trỏ trang không hợp lệ cho câu tìm này.",
                            "The cursor is not one of this question.");
        }
    }

    @GET
    @Path("{id}")
    public Response record(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Refusal refusal = new Refusal(request);
        Optional<RecordId> named = id(id);
        if (named.isEmpty()) {
            return refusal.absent();
        }
        return switch (discovery.record(named.get(), Asker.requester(request), Asker.purpose(request))) {
            case RecordAnswer.Absent absent -> refusal.absent();
            case RecordAnswer.Gone gone -> refusal.gone();
            case RecordAnswer.Found found -> shown(found, request);
        };
    }

    @GET
    @Path("{id}/files/{which:.+}")
    public Response file(
            @PathParam("id") String id, @PathParam("which") String which, @Context ContainerRequestContext request) {
        Refusal refusal = new Refusal(request);
        FileAnswer answer = id(id).map(
                        named -> dissemination.file(named, which, Asker.requester(request), Asker.purpose(request)))
                .orElseGet(FileAnswer.Absent::new);
        return switch (answer) {
            case FileAnswer.Absent absent -> refusal.absent();
            case FileAnswer.Gone gone -> refusal.gone();
            case FileAnswer.Found found ->
                new ByteAnswer(
                                found.object().path().fileName(),
                                found.object().format().mediaType(),
                                found.object().size(),
                                found.object().sha256())
                        .to(request, found.reading()::range);
        };
    }

    /** Of its own, so that a HEAD reads no byte. */
    @HEAD
    @Path("{id}/files/{which:.+}")
    public Response fileHead(
            @PathParam("id") String id, @PathParam("which") String which, @Context ContainerRequestContext request) {
        return file(id, which, request);
    }

    private static Response shown(RecordAnswer.Found found, ContainerRequestContext request) {
        String format = Optional.ofNullable(
                        request.getUriInfo().getQueryParameters().getFirst("format"))
                .orElse("json");
        String body = switch (format.toLowerCase(Locale.ROOT)) {
            case "json" -> json(found);
            case "dc" -> DublinCore.oaiDc(found.entry().id(), found.entry().result());
            default ->
                throw new Refusal(request)
                        .malformed("format", "Dạng phải là json hoặc dc.", "The format is json or dc.");
        };
        EntityTag tag = new EntityTag(Digests.fixity(DigestAlgorithm.SHA_256, body.getBytes(StandardCharsets.UTF_8))
                .hex());
        Response.ResponseBuilder unchanged = request.getRequest().evaluatePreconditions(tag);
        String type = format.equalsIgnoreCase("dc") ? "application/xml;charset=UTF-8" : JSON;
        return personal(unchanged != null ? unchanged : Response.ok(body, type), "private, no-cache")
                .tag(tag)
                .build();
    }

    private static String json(RecordAnswer.Found found) {
        ObjectNode json = AccessJson.record(found);
        return CanonicalJson.text(json);
    }

    private static Response.ResponseBuilder personal(Response.ResponseBuilder answer, String caching) {
        return answer.header(HttpHeaders.CACHE_CONTROL, caching)
                .header(HttpHeaders.VARY, "Authorization, Cookie, X-Purpose");
    }

    private static String nextLink(ContainerRequestContext request, String cursor) {
        UriBuilder next = UriBuilder.fromPath("/api/v1/records");
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                next.queryParam(
                        encoded(name),
                        values.stream().map(RecordsResource::encoded).toArray());
            }
        });
        return "<" + next.queryParam("cursor", cursor).build() + ">; rel=\"next\"";
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Optional<RecordId> id(String text) {
        try {
            return Optional.of(RecordId.parse(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
