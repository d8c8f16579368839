package vn.khoso.server.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import vn.khoso.server.administration.AdministrationAnswer;
import vn.khoso.server.administration.Bootstrap;
import vn.khoso.server.administration.Sessions;
import vn.khoso.server.administration.Sessions.SignIn;
import vn.khoso.server.security.ClientAddress;
import vn.khoso.server.security.SessionCookie;
import vn.khoso.server.web.words.Language;
import vn.khoso.server.web.words.SignInWords;

/** Signing in and out, the first administrator, and the language switch. */
@Path("")
@Produces(MediaType.TEXT_HTML)
@Dependent
public final class SignInPages {

    private final PageDesk desk;
    private final Sessions sessions;
    private final Bootstrap bootstrap;

    @Inject
    public SignInPages(PageDesk desk, Sessions sessions, Bootstrap bootstrap) {
        this.desk = desk;
        this.sessions = sessions;
        this.bootstrap = bootstrap;
    }

    @GET
    @Path("login")
    public Response form(
            @QueryParam("back") @DefaultValue("/") String back,
            @QueryParam("changed") @DefaultValue("false") boolean changed,
            @Context ContainerRequestContext request) {
        return form(Turn.of(request), 200, new Typed("", LocalPath.of(back)), "", changed);
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signIn(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("back") @DefaultValue("/") String back,
            @Context ContainerRequestContext request,
            @Context HttpServletRequest servlet) {
        Turn turn = Turn.of(request);
        Typed typed = new Typed(name, LocalPath.of(back));
        return switch (sessions.signIn(name, password, ClientAddress.of(servlet))) {
            case SignIn.Opened opened -> opened(opened, typed.back(), request);
            case SignIn.Refused refused -> form(turn, 401, typed, turn.say(SignInWords.REFUSED), false);
            case SignIn.Throttled throttled ->
                form(
                        turn,
                        429,
                        typed,
                        turn.say(
                                SignInWords.THROTTLED,
                                Math.max(1, throttled.retryAfter().toMinutes())),
                        false);
        };
    }

    @POST
    @Path("logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOut(@Context ContainerRequestContext request) {
        SessionCookie.token(request).ifPresent(sessions::signOut);
        return Response.seeOther(URI.create("/"))
                .cookie(SessionCookie.gone(request))
                .build();
    }

    @GET
    @Path("first-administrator")
    public Response firstForm(@Context ContainerRequestContext request) {
        return first(Turn.of(request), 200, "", "", "");
    }

    @POST
    @Path("first-administrator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response first(
            @FormParam("secret") @DefaultValue("") String secret,
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("displayName") @DefaultValue("") String displayName,
            @FormParam("password") @DefaultValue("") String password,
            @Context ContainerRequestContext request)
            throws IOException {
        Turn turn = Turn.of(request);
        return switch (bootstrap.first(secret.strip(), name, displayName, password)) {
            case AdministrationAnswer.Done<SignIn.Opened>(SignIn.Opened opened) ->
                opened(opened, LocalPath.of("/"), request);
            case AdministrationAnswer.Refused<SignIn.Opened>(AdministrationAnswer.Reason reason) ->
                first(turn, 400, name, displayName, reason(turn, reason));
        };
    }

    /** Switches the language and goes back to the page one came from. */
    @POST
    @Path("language")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response language(
            @FormParam("back") @DefaultValue("/") String back, @Context ContainerRequestContext request) {
        Language other = Turn.of(request).language() == Language.VI ? Language.EN : Language.VI;
        return Response.seeOther(LocalPath.of(back))
                .cookie(new NewCookie.Builder(ChosenLanguage.COOKIE)
                        .value(other.code())
                        .path("/")
                        .maxAge(31_536_000)
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }

    static String reason(Turn turn, AdministrationAnswer.Reason reason) {
        return switch (turn.language()) {
            case VI -> reason.vi();
            case EN -> reason.en();
        };
    }

    /** What stands in the form: the name that was typed, and where one came from. */
    private record Typed(String name, URI back) {}

    private Response form(Turn turn, int status, Typed typed, String error, boolean changed) {
        Map<String, Object> model = Map.of(
                "error",
                error,
                "name",
                typed.name(),
                "back",
                typed.back().toString(),
                "changed",
                changed,
                "first",
                bootstrap.open());
        return desk.page(turn, status, turn.say(SignInWords.TITLE), "sign-in.jte", model);
    }

    private Response first(Turn turn, int status, String name, String displayName, String error) {
        Map<String, Object> model = Map.of("error", error, "name", name, "displayName", displayName);
        return desk.page(turn, status, turn.say(SignInWords.FIRST_TITLE), "first-administrator.jte", model);
    }

    private static Response opened(SignIn.Opened opened, URI back, ContainerRequestContext request) {
        return Response.seeOther(back)
                .cookie(SessionCookie.of(opened.token(), request))
                .build();
    }
}
