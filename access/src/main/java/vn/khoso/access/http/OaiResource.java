package vn.khoso.access.http;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khoso.access.oaipmh.OaiRepository;

/** OAI-PMH by GET and by POST (OAI-PMH 2.0, 3.1.1); errors of the protocol come with status 200, as it wants. */
@Path("oai")
@Dependent
public final class OaiResource {

    private final OaiRepository repository;

    @Inject
    public OaiResource(OaiRepository repository) {
        this.repository = repository;
    }

    @GET
    public Response asked(@Context ContainerRequestContext request) {
        return answered(request.getUriInfo().getQueryParameters(), request);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response posted(@Nullable MultivaluedMap<String, String> form, @Context ContainerRequestContext request) {
        // Without a body there is no form either.
        return answered(form == null ? Map.of() : form, request);
    }

    private Response answered(Map<String, List<String>> arguments, ContainerRequestContext request) {
        byte[] xml = repository.answer(arguments, Asker.requester(request), Asker.purpose(request));
        return Response.ok(xml, "text/xml;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Authorization, X-Purpose")
                .build();
    }
}
