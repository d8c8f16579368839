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
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.access.Discovery;
import vn.khoso.access.step.RecordAnswer;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.codec.tlog.InclusionProof;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.rights.Requester;

/** That the ingestion of a record's package is in the journal, for whoever may see the record; hashes only, without the entry. */
@Path("api/v1/records/{id}/proof")
@Dependent
public final class RecordProofResource {

    private static final String TEXT = "text/plain;charset=UTF-8";

    private final Discovery discovery;
    private final Journal journal;

    @Inject
    public RecordProofResource(Discovery discovery, Journal journal) {
        this.discovery = discovery;
        this.journal = journal;
    }

    @GET
    @Produces(TEXT)
    public Response proof(@PathParam("id") UUID id, @Context ContainerRequestContext request) {
        Requester requester = (Requester) request.getProperty("khoso.requester");
        return switch (discovery.record(new RecordId(id), requester)) {
            case RecordAnswer.Found found ->
                journal.proofOfIngestion(found.entry().aip().toString())
                        .map(RecordProofResource::withoutEntry)
                        .orElseThrow(NotFoundException::new);
            case RecordAnswer.Gone gone -> throw new NotFoundException();
            case RecordAnswer.Absent absent -> throw new NotFoundException();
        };
    }

    private static Response withoutEntry(InclusionProof proof) {
        return Response.ok(
                        new InclusionProof(Optional.empty(), proof.index(), proof.hashes(), proof.checkpoint()).text(),
                        TEXT)
                .build();
    }
}
