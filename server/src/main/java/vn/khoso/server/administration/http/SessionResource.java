package vn.khoso.server.administration.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.server.administration.Accounts;
import vn.khoso.server.administration.AdministrationAnswer;
import vn.khoso.server.administration.Bootstrap;
import vn.khoso.server.administration.Sessions;
import vn.khoso.server.administration.Sessions.SignIn;
import vn.khoso.server.problem.Problem;
import vn.khoso.server.problem.ProblemAnswers;
import vn.khoso.server.security.ClientAddress;
import vn.khoso.server.security.SessionCookie;
import vn.khoso.server.security.password.Secrets;

/** Signing in and out, who one is, and the first administrator. */
@Path("api/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dependent
public final class SessionResource {

    private final Sessions sessions;
    private final Accounts accounts;
    private final Bootstrap bootstrap;

    @Inject
    public SessionResource(Sessions sessions, Accounts accounts, Bootstrap bootstrap) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.bootstrap = bootstrap;
    }

    @GET
    public Response whoAmI(@Context ContainerRequestContext request) {
        ObjectNode json = AdministrationJson.requester((Requester) request.getProperty("khoso.requester"));
        if (request.getProperty("khoso.csrf") instanceof String token) {
            json.put("csrf", token);
        }
        json.put("firstAdministratorWanted", bootstrap.open());
        return AdministrationJson.ok(json);
    }

    @POST
    public Response signIn(byte[] body, @Context ContainerRequestContext request, @Context HttpServletRequest servlet) {
        JsonBody json = JsonBody.of(body);
        return switch (sessions.signIn(json.text("name"), json.text("password"), ClientAddress.of(servlet))) {
            case SignIn.Opened opened -> opened(opened, 200, request);
            case SignIn.Refused refused ->
                ProblemAnswers.answer(
                        Problem.of(
                                401,
                                "SIGN_IN_REFUSED",
                                "Tên hoặc mật khẩu không đúng.",
                                "Wrong name or password.",
                                "Kiểm tra lại; quên mật khẩu thì báo quản trị viên.",
                                "Check both; ask an administrator if the password is forgotten."),
                        request);
            case SignIn.Throttled throttled -> throttled(throttled, request);
        };
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    public Response signOut(@Context ContainerRequestContext request) {
        SessionCookie.token(request).ifPresent(sessions::signOut);
        return Response.noContent().cookie(SessionCookie.gone(request)).build();
    }

    /** Sets one's own password; ends all own sessions. */
    @POST
    @Path("password")
    public Response password(byte[] body, @Context ContainerRequestContext request) {
        JsonBody json = JsonBody.of(body);
        Requester own = (Requester) request.getProperty("khoso.requester");
        return AdministrationJson.answer(
                accounts.ownPassword(own, json.text("present"), json.text("wanted")),
                200,
                request,
                AdministrationJson::account);
    }

    /** Makes the first administrator with the bootstrap secret, and signs him in. */
    @POST
    @Path("first-administrator")
    public Response firstAdministrator(byte[] body, @Context ContainerRequestContext request) throws IOException {
        JsonBody json = JsonBody.of(body);
        return switch (bootstrap.first(
                json.text("secret"), json.text("name"), json.text("displayName"), json.text("password"))) {
            case AdministrationAnswer.Done<SignIn.Opened>(SignIn.Opened opened) -> opened(opened, 201, request);
            case AdministrationAnswer.Refused<SignIn.Opened>(AdministrationAnswer.Reason reason) ->
                AdministrationJson.refused(reason, request);
        };
    }

    private static Response opened(SignIn.Opened opened, int status, ContainerRequestContext request) {
        ObjectNode json = AdministrationJson.requester(opened.account().requester());
        json.put("csrf", Secrets.csrfToken(opened.token()));
        json.put("endsAt", opened.session().endsAt().toString());
        return Response.status(status)
                .entity(CanonicalJson.text(json))
                .cookie(SessionCookie.of(opened.token(), request))
                .build();
    }

    private static Response throttled(SignIn.Throttled throttled, ContainerRequestContext request) {
        Response problem = ProblemAnswers.answer(
                Problem.of(
                        429,
                        "TOO_MANY_TRIES",
                        "Thử sai quá nhiều lần.",
                        "Too many wrong tries.",
                        "Đợi rồi thử lại, hoặc báo quản trị viên.",
                        "Wait, then try again, or tell an administrator."),
                request);
        return Response.fromResponse(problem)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Math.max(1, throttled.retryAfter().toSeconds()))
                .build();
    }
}
