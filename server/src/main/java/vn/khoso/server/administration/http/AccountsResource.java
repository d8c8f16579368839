package vn.khoso.server.administration.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import vn.khoso.server.administration.Account;
import vn.khoso.server.administration.Accounts;
import vn.khoso.server.administration.Session;
import vn.khoso.server.administration.Sessions;

/** People's accounts. */
@Path("api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dependent
public final class AccountsResource {

    private final Accounts accounts;
    private final Sessions sessions;

    @Inject
    public AccountsResource(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @GET
    public Response list(
            @QueryParam("after") Optional<String> after, @QueryParam("limit") @DefaultValue("50") int limit) {
        int size = Math.clamp(limit, 1, 200);
        return AdministrationJson.ok(
                AdministrationJson.page(accounts.list(after, size), size, AdministrationJson::account, Account::name));
    }

    @POST
    public Response create(byte[] body, @Context ContainerRequestContext request) {
        JsonBody json = JsonBody.of(body);
        return AdministrationJson.answer(
                accounts.create(wish(json.text("name"), json), json.text("password"), by(request)),
                201,
                request,
                AdministrationJson::account);
    }

    @GET
    @Path("{name}")
    public Response one(@PathParam("name") String name) {
        return AdministrationJson.ok(
                AdministrationJson.account(accounts.find(name).orElseThrow(NotFoundException::new)));
    }

    /** Changes everything but the password and the name. A number of a citizen that is not given stays as it is. */
    @PUT
    @Path("{name}")
    public Response change(@PathParam("name") String name, byte[] body, @Context ContainerRequestContext request) {
        Account before = accounts.find(name).orElseThrow(NotFoundException::new);
        Accounts.Wish wish = wish(name, JsonBody.of(body));
        Accounts.Wish kept = new Accounts.Wish(
                name,
                wish.displayName(),
                wish.roles(),
                wish.agency(),
                wish.ownerId().or(before::ownerId));
        return AdministrationJson.answer(accounts.change(kept, by(request)), 200, request, AdministrationJson::account);
    }

    @PUT
    @Path("{name}/password")
    public Response password(@PathParam("name") String name, byte[] body, @Context ContainerRequestContext request) {
        return AdministrationJson.answer(
                accounts.password(name, JsonBody.of(body).text("password"), by(request)),
                200,
                request,
                AdministrationJson::account);
    }

    @PUT
    @Path("{name}/enabled")
    public Response enable(@PathParam("name") String name, byte[] body, @Context ContainerRequestContext request) {
        return AdministrationJson.answer(
                accounts.enable(name, JsonBody.of(body).flag("enabled"), by(request)),
                200,
                request,
                AdministrationJson::account);
    }

    @GET
    @Path("{name}/sessions")
    public Response sessions(@PathParam("name") String name) {
        if (accounts.find(name).isEmpty()) {
            throw new NotFoundException();
        }
        ObjectNode page = AdministrationJson.page(
                sessions.of(name), Integer.MAX_VALUE, AdministrationJson::session, session -> "");
        return AdministrationJson.ok(page);
    }

    @DELETE
    @Path("{name}/sessions/{id}")
    @Consumes(MediaType.WILDCARD)
    public Response revoke(@PathParam("name") String name, @PathParam("id") UUID id) {
        if (sessions.of(name).stream().map(Session::id).noneMatch(id::equals)) {
            throw new NotFoundException();
        }
        sessions.revoke(name, id);
        return Response.noContent().build();
    }

    private static Accounts.Wish wish(String name, JsonBody json) {
        return new Accounts.Wish(name, json.text("displayName"), json.roles(), json.agency(), json.ownerId());
    }

    private static Requester by(ContainerRequestContext request) {
        return (Requester) request.getProperty("khoso.requester");
    }
}
