package vn.khoso.preservation.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.preservation.Retention;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.RetentionJson;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionRule;

/** The retention schedule. A change adds a version; none is ever rewritten. */
@Path("api/v1/retention/rules")
@Produces(MediaType.APPLICATION_JSON)
@Dependent
public final class RetentionResource {

    private final Retention retention;
    private final IdentifierMint mint;
    private final Clock clock;

    @Inject
    public RetentionResource(Retention retention, IdentifierMint mint, Clock clock) {
        this.retention = retention;
        this.mint = mint;
        this.clock = clock;
    }

    /** All versions by code and version; {@code after} is {@code code/version} of the last one seen. */
    @GET
    public String rules(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("limit") @DefaultValue("50") int limit) {
        int size = Pages.size(limit);
        List<RetentionRule> page = sorted().stream()
                .dropWhile(rule -> key(rule).compareTo(after) <= 0)
                .limit(size)
                .toList();
        return Pages.text(page, size, RetentionJson::write, RetentionResource::key);
    }

    /** All versions of one rule, oldest first. */
    @GET
    @Path("{code}")
    public String rule(@PathParam("code") String code) {
        List<RetentionRule> versions =
                sorted().stream().filter(rule -> rule.code().equals(code)).toList();
        if (versions.isEmpty()) {
            throw new NotFoundException();
        }
        return Pages.text(versions, Integer.MAX_VALUE, RetentionJson::write, RetentionResource::key);
    }

    /** Adds a rule or its next version; 409 when the version is not the highest plus one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(byte[] body, @Context ContainerRequestContext request) {
        RetentionRule rule = read(body);
        int highest = sorted().stream()
                .filter(one -> one.code().equals(rule.code()))
                .mapToInt(RetentionRule::version)
                .max()
                .orElse(0);
        if (rule.version() != highest + 1) {
            throw new ClientErrorException(Response.Status.CONFLICT);
        }
        retention.add(
                rule,
                new Event(
                        mint.version7(),
                        EventType.RETENTION_RULE_CHANGE,
                        clock.instant(),
                        EventOutcome.SUCCESS,
                        Pages.requester(request).agent(),
                        List.of("retention-rule:" + rule.code()),
                        "A version of a retention rule was added.",
                        Map.of()));
        return Response.created(URI.create("/api/v1/retention/rules/" + rule.code()))
                .entity(CanonicalJson.text(RetentionJson.write(rule)))
                .build();
    }

    private List<RetentionRule> sorted() {
        return retention.rules().stream()
                .sorted(Comparator.comparing(RetentionResource::key))
                .toList();
    }

    private static String key(RetentionRule rule) {
        String version = Integer.toString(rule.version());
        return rule.code() + "/" + "0".repeat(Math.max(0, 4 - version.length())) + version;
    }

    private static RetentionRule read(byte[] body) {
        Optional<JsonNode> json = switch (StrictJson.read(body)) {
            case StrictJson.Outcome.Document(JsonNode root) -> Optional.of(root);
            case StrictJson.Outcome.Refused refused -> Optional.empty();
        };
        try {
            return RetentionJson.readRule(json.orElseThrow(BadRequestException::new));
        } catch (IllegalArgumentException | java.time.DateTimeException invalid) {
            throw new BadRequestException(invalid);
        }
    }
}
