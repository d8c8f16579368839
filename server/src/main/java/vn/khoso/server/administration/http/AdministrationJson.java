package vn.khoso.server.administration.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.server.administration.Account;
import vn.khoso.server.administration.AdministrationAnswer;
import vn.khoso.server.administration.ApiClient;
import vn.khoso.server.administration.Session;
import vn.khoso.server.problem.Problem;
import vn.khoso.server.problem.ProblemAnswers;

/** JSON of accounts, clients and sessions. A citizen's number is never in it. */
final class AdministrationJson {

    private AdministrationJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static Response ok(ObjectNode json) {
        return Response.ok(CanonicalJson.text(json)).build();
    }

    static ObjectNode requester(Requester requester) {
        ObjectNode json = object();
        json.put("id", requester.id());
        json.put("displayName", requester.displayName());
        ArrayNode roles = json.putArray("roles");
        requester.roles().stream().map(Role::name).sorted().forEach(roles::add);
        requester.agency().map(AgencyCode::value).ifPresent(code -> json.put("agency", code));
        json.put("anonymous", requester.anonymous());
        return json;
    }

    static ObjectNode account(Account account) {
        ObjectNode json = object();
        json.put("name", account.name());
        json.put("displayName", account.displayName());
        ArrayNode roles = json.putArray("roles");
        account.roles().stream().map(Role::name).sorted().forEach(roles::add);
        account.agency().map(AgencyCode::value).ifPresent(code -> json.put("agency", code));
        json.put("enabled", account.enabled());
        json.put("createdAt", account.createdAt().toString());
        json.put("changedAt", account.changedAt().toString());
        return json;
    }

    static ObjectNode client(ApiClient client) {
        ObjectNode json = object();
        json.put("id", client.id().toString());
        json.put("displayName", client.displayName());
        json.put("role", client.role().name());
        client.agency().map(AgencyCode::value).ifPresent(code -> json.put("agency", code));
        json.put("enabled", client.enabled());
        json.put("createdAt", client.createdAt().toString());
        json.put("createdBy", client.createdBy());
        json.put("expiresAt", client.expiresAt().toString());
        return json;
    }

    static ObjectNode session(Session session) {
        ObjectNode json = object();
        json.put("id", session.id().toString());
        json.put("openedAt", session.openedAt().toString());
        json.put("lastSeenAt", session.lastSeenAt().toString());
        json.put("endsAt", session.endsAt().toString());
        return json;
    }

    /** @param next cursor of the next page: the key of the last row, when the page is full */
    static <T> ObjectNode page(List<T> rows, int limit, Function<T, ObjectNode> form, Function<T, String> key) {
        ObjectNode json = object();
        ArrayNode items = json.putArray("items");
        rows.stream().map(form).forEach(items::add);
        if (rows.size() == limit) {
            json.put("next", key.apply(rows.getLast()));
        }
        return json;
    }

    /** 200 or {@code status} with the value, or the problem that stood in the way. */
    static <T> Response answer(
            AdministrationAnswer<T> answer, int status, ContainerRequestContext request, Function<T, ObjectNode> form) {
        return switch (answer) {
            case AdministrationAnswer.Done<T>(T value) ->
                Response.status(status)
                        .entity(CanonicalJson.text(form.apply(value)))
                        .build();
            case AdministrationAnswer.Refused<T>(AdministrationAnswer.Reason reason) -> refused(reason, request);
        };
    }

    static Response refused(AdministrationAnswer.Reason reason, ContainerRequestContext request) {
        int status = switch (reason) {
            case UNKNOWN -> 404;
            case NAME_TAKEN, LAST_ADMINISTRATOR -> 409;
            case BOOTSTRAP_OVER, WRONG_PASSWORD -> 403;
            case PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_COMMON, PASSWORD_PREDICTABLE, INVALID -> 422;
        };
        return ProblemAnswers.answer(
                Problem.of(
                        status,
                        reason.name(),
                        reason.vi(),
                        reason.en(),
                        "Sửa lại rồi gửi lại.",
                        "Mend it and send it again."),
                request);
    }
}
