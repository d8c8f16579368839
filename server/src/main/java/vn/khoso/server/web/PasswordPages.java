package vn.khoso.server.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import vn.khoso.server.administration.Accounts;
import vn.khoso.server.administration.AdministrationAnswer;
import vn.khoso.server.security.SessionCookie;
import vn.khoso.server.web.words.SignInWords;

/** Where somebody changes the own password; afterwards one signs in anew, here as everywhere. */
@Path("password")
@Produces(MediaType.TEXT_HTML)
@Dependent
public final class PasswordPages {

    private final PageDesk desk;
    private final Accounts accounts;

    @Inject
    public PasswordPages(PageDesk desk, Accounts accounts) {
        this.desk = desk;
        this.accounts = accounts;
    }

    @GET
    public Response form(@Context ContainerRequestContext request) {
        return form(Turn.of(request), 200, "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(
            @FormParam("present") @DefaultValue("") String present,
            @FormParam("wanted") @DefaultValue("") String wanted,
            @FormParam("repeated") @DefaultValue("") String repeated,
            @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        if (!wanted.equals(repeated)) {
            return form(turn, 400, turn.say(SignInWords.DIFFERENT));
        }
        return switch (accounts.ownPassword(turn.requester(), present, wanted)) {
            case AdministrationAnswer.Done<?> done ->
                Response.seeOther(URI.create("/login?changed=true"))
                        .cookie(SessionCookie.gone(request))
                        .build();
            case AdministrationAnswer.Refused<?>(AdministrationAnswer.Reason reason) ->
                form(turn, 400, SignInPages.reason(turn, reason));
        };
    }

    private Response form(Turn turn, int status, String error) {
        return desk.page(
                turn,
                status,
                turn.say(SignInWords.CHANGE_TITLE),
                "password.jte",
                Map.of("error", error, "name", turn.requester().id()));
    }
}
