package vn.khoso.preservation.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.JournalEntryJson;

/** The journal, entry by entry, with its chain of hashes. */
@Path("api/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Dependent
public final class EventsResource {

    private final Journal journal;

    @Inject
    public EventsResource(Journal journal) {
        this.journal = journal;
    }

    /** @param after index of the entry that was read last */
    @GET
    public String events(
            @QueryParam("after") @DefaultValue("0") long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        int size = Pages.size(limit);
        List<JournalEntry> page = journal.after(after, size);
        return Pages.text(page, size, EventsResource::json, entry -> Long.toString(entry.index()));
    }

    /** That the entry is in the journal, with the entry, for a check offline (C2SP tlog-proof). 404 until a checkpoint reaches it. */
    @GET
    @Path("{index}/proof")
    @Produces("text/plain;charset=UTF-8")
    public Response proof(@PathParam("index") long index) {
        String proof = journal.proof(index).orElseThrow(NotFoundException::new).text();
        return Response.ok(proof, "text/plain;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"entry.tlog-proof\"")
                .build();
    }

    private static ObjectNode json(JournalEntry entry) {
        return JournalEntryJson.write(entry).put("proof", "/api/v1/events/" + entry.index() + "/proof");
    }
}
