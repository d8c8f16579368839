package vn.khoso.server.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.server.security.RouteDecision;

/** UP or DOWN for everybody; what and why only for those who run the archive. */
@Path("")
@Dependent
public final class HealthResource {

    private final Health health;
    private final Metrics metrics;
    private final RouteDecision decision;

    @Inject
    public HealthResource(Health health, Metrics metrics, RouteDecision decision) {
        this.health = health;
        this.metrics = metrics;
        this.decision = decision;
    }

    /** The process answers. */
    @GET
    @Path("health/live")
    @Produces(MediaType.APPLICATION_JSON)
    public Response live() {
        return answer(true, JsonNodeFactory.instance.objectNode());
    }

    /** The archive can do its work. */
    @GET
    @Path("health/ready")
    @Produces(MediaType.APPLICATION_JSON)
    public Response ready(@Context ContainerRequestContext request) {
        Health.Report report = health.look();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Requester requester = (Requester) request.getProperty("khoso.requester");
        if (decision.decide(requester, Action.SEE_OPERATIONS).isEmpty()) {
            ObjectNode checks = json.putObject("checks");
            report.findings().forEach((name, finding) -> {
                ObjectNode check = checks.putObject(name);
                check.put("status", finding.well() ? "UP" : "DOWN");
                check.put("detail", finding.detail());
            });
        }
        return answer(report.ready(), json);
    }

    /** The start is over: the application is deployed whole or not at all, so this is the same as being asked. */
    @GET
    @Path("health/started")
    @Produces(MediaType.APPLICATION_JSON)
    public Response started() {
        return answer(true, JsonNodeFactory.instance.objectNode());
    }

    @GET
    @Path("metrics")
    @Produces("text/plain;version=0.0.4;charset=UTF-8")
    public String metrics() {
        return metrics.text();
    }

    private static Response answer(boolean up, ObjectNode json) {
        json.put("status", up ? "UP" : "DOWN");
        return Response.status(up ? 200 : 503).entity(CanonicalJson.text(json)).build();
    }
}
