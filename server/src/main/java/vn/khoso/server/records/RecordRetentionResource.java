package vn.khoso.server.records;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import vn.khoso.access.Discovery;
import vn.khoso.access.step.RecordAnswer;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.RetentionJson;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.rights.Requester;

/** Why this date: the retention decision of a record, step by step, for whoever may see the record. */
@Path("api/v1/records/{id}/retention")
@Produces(MediaType.APPLICATION_JSON)
@Dependent
public final class RecordRetentionResource {

    private final Discovery discovery;

    @Inject
    public RecordRetentionResource(Discovery discovery) {
        this.discovery = discovery;
    }

    @GET
    public String explain(@PathParam("id") UUID id, @Context ContainerRequestContext request) {
        Requester requester = (Requester) request.getProperty("khoso.requester");
        return switch (discovery.record(new RecordId(id), requester)) {
            case RecordAnswer.Found found ->
                CanonicalJson.text(RetentionJson.write(found.entry().retention()));
            case RecordAnswer.Gone gone -> throw new NotFoundException();
            case RecordAnswer.Absent absent -> throw new NotFoundException();
        };
    }
}
