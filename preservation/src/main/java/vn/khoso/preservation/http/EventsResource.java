package vn.khoso.preservation.http;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
    public String events(@QueryParam("after") @DefaultValue("0") long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        int size = Pages.size(limit);
        List<JournalEntry> page = journal.after(after, size);
        return Pages.text(page, size, JournalEntryJson::write, entry -> Long.toString(entry.index()));
    }
}
