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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.tthc.OwnerId;
import vn.khoso.server.administration.Account;
import vn.khoso.server.administration.Accounts;
import vn.khoso.server.administration.AdministrationAnswer;
import vn.khoso.server.administration.AdministrationAnswer.Reason;
import vn.khoso.server.administration.Clients;
import vn.khoso.server.web.words.AccountWords;

/** People's accounts and programs' tokens. */
@Path("accounts")
@Produces(MediaType.TEXT_HTML)
@Dependent
public final class AccountPages {

    private static final int ROWS = 50;

    private final PageDesk desk;
    private final Accounts accounts;
    private final Clients clients;

    @Inject
    public AccountPages(PageDesk desk, Accounts accounts, Clients clients) {
        this.desk = desk;
        this.accounts = accounts;
        this.clients = clients;
    }

    /** What stands in the fields of a new account: nothing, or what was typed when it could not be taken; never the password. */
    public record Typed(String name, String displayName, List<String> roles, String agency, String ownerNumber) {
        static final Typed NOTHING = new Typed("", "", List.of(), "", "");
    }

    @GET
    public Response list(@QueryParam("after") @Nullable String after, @Context ContainerRequestContext request) {
        return list(Turn.of(request), 200, after, Typed.NOTHING, "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response create(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("displayName") @DefaultValue("") String displayName,
            @FormParam("role") List<String> roles,
            @FormParam("agency") @DefaultValue("") String agency,
            @FormParam("ownerNumber") @DefaultValue("") String ownerNumber,
            @FormParam("password") @DefaultValue("") String password,
            @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        Typed typed = new Typed(name, displayName, List.copyOf(roles), agency.strip(), ownerNumber.strip());
        Optional<Accounts.Wish> wish = wish(name, displayName, roles, agency.strip(), ownerNumber.strip());
        if (wish.isEmpty()) {
            return list(turn, 400, null, typed, SignInPages.reason(turn, Reason.INVALID));
        }
        return done(turn, typed, accounts.create(wish.get(), password, turn.requester()));
    }

    @POST
    @Path("{name}/enabled")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response enable(
            @PathParam("name") String name,
            @FormParam("enabled") @DefaultValue("false") boolean enabled,
            @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        return done(turn, Typed.NOTHING, accounts.enable(name, enabled, turn.requester()));
    }

    @POST
    @Path("clients")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response createClient(
            @FormParam("displayName") @DefaultValue("") String displayName,
            @FormParam("role") @DefaultValue("") String role,
            @FormParam("agency") @DefaultValue("") String agency,
            @FormParam("days") @DefaultValue("90") int days,
            @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        try {
            return switch (clients.create(
                    displayName, Role.valueOf(role), agency(agency.strip()), Duration.ofDays(days), turn.requester())) {
                case AdministrationAnswer.Done<Clients.Made>(Clients.Made made) ->
                    desk.page(turn, turn.say(AccountWords.TOKEN_TITLE), "token.jte", Map.of("made", made));
                case AdministrationAnswer.Refused<Clients.Made>(Reason reason) ->
                    list(turn, 400, null, Typed.NOTHING, SignInPages.reason(turn, reason));
            };
        } catch (IllegalArgumentException nonsense) {
            return list(turn, 400, null, Typed.NOTHING, SignInPages.reason(turn, Reason.INVALID));
        }
    }

    @POST
    @Path("clients/{id}/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        try {
            return done(turn, Typed.NOTHING, clients.revoke(UUID.fromString(id), turn.requester()));
        } catch (IllegalArgumentException notAnId) {
            return list(turn, 404, null, Typed.NOTHING, SignInPages.reason(turn, Reason.UNKNOWN));
        }
    }

    private Response done(Turn turn, Typed typed, AdministrationAnswer<?> answer) {
        return switch (answer) {
            case AdministrationAnswer.Done<?> done ->
                Response.seeOther(URI.create("/accounts")).build();
            case AdministrationAnswer.Refused<?>(Reason reason) ->
                list(turn, 400, null, typed, SignInPages.reason(turn, reason));
        };
    }

    private Response list(Turn turn, int status, @Nullable String after, Typed typed, String error) {
        List<Account> page = accounts.list(Optional.ofNullable(after), ROWS + 1);
        boolean more = page.size() > ROWS;
        List<Account> rows = more ? page.subList(0, ROWS) : page;
        return desk.page(
                turn,
                status,
                turn.say(AccountWords.TITLE),
                "accounts.jte",
                Map.of(
                        "rows",
                        rows,
                        "next",
                        more ? rows.getLast().name() : "",
                        "clients",
                        clients.list(Optional.empty(), ROWS),
                        "mayEdit",
                        desk.may(turn, Action.EDIT_ACCOUNTS),
                        "typed",
                        typed,
                        "error",
                        error));
    }

    private static Optional<Accounts.Wish> wish(
            String name, String displayName, List<String> roles, String agency, String ownerNumber) {
        try {
            Set<Role> wanted = EnumSet.noneOf(Role.class);
            roles.forEach(role -> wanted.add(Role.valueOf(role)));
            Optional<OwnerId> owner = ownerNumber.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new OwnerId(OwnerId.Type.PERSONAL, ownerNumber));
            return Optional.of(new Accounts.Wish(name, displayName, wanted, agency(agency), owner));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    private static Optional<AgencyCode> agency(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new AgencyCode(text));
    }
}
