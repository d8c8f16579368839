package vn.khoso.ingest.http;

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
import vn.khoso.ingest.Submissions;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.oais.SipId;

/**
 * What goes with a receipt for a check offline: the journal's entry of which the receipt tells, with the proof that it is under a signed
 * checkpoint. For whoever may have the receipt; 404 until a checkpoint reaches the entry, which is a day at most.
 */
@Path("api/v1/sips/{id}/receipt.tlog-proof")
@Dependent
public final class ReceiptProofResource {

    private static final String TEXT = "text/plain;charset=UTF-8";

    private final Submissions submissions;
    private final Journal journal;

    @Inject
    public ReceiptProofResource(Submissions submissions, Journal journal) {
        this.submissions = submissions;
        this.journal = journal;
    }

    @GET
    @Produces(TEXT)
    public Response proof(@PathParam("id") String id, @Context ContainerRequestContext request) {
        SipId sip = new Asking(request).submission(submissions, id).id();
        String proof = journal.proofOfIngestion(sip.toString())
                .orElseThrow(NotFoundException::new)
                .text();
        return Response.ok(proof, TEXT)
                .header("Content-Disposition", "attachment; filename=\"receipt.tlog-proof\"")
                .build();
    }
}
