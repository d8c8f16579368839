package vn.khoso.server.administration.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.server.administration.Clients;

/** Programs with bearer tokens. A token is in the answer to the request that made it, and never again. */
@Path("api/v1/clients")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dependent
public final class ClientsResource {

    private final Clients clients;

    @Inject
    public ClientsResource(Clients clients) {
        this.clients = clients;
    }

    @GET
    public Response list(
            @QueryParam("after") Optional<UUID> after, @QueryParam("limit") @DefaultValue("50") int limit) {
        int size = Math.clamp(limit, 1, 200);
        return AdministrationJson.ok(AdministrationJson.page(
                clients.list(after, size),
                size,
                AdministrationJson::client,
                client -> client.id().toString()));
    }

    @POST
    public Response create(byte[] body, @Context ContainerRequestContext request) {
        JsonBody json = JsonBody.of(body);
        return AdministrationJson.answer(
                clients.create(json.text("displayName"), json.role(), json.agency(), json.days(), by(request)),
                201,
                request,
                made -> {
                    ObjectNode answer = AdministrationJson.client(made.client());
                    answer.put("token", made.token());
                    return answer;
                });
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    public Response revoke(@PathParam("id") UUID id, @Context ContainerRequestContext request) {
        return AdministrationJson.answer(clients.revoke(id, by(request)), 200, request, AdministrationJson::client);
    }

    private static Requester by(ContainerRequestContext request) {
        return (Requester) request.getProperty("khoso.requester");
    }
}
