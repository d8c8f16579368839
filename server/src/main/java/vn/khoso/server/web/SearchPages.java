package vn.khoso.server.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import vn.khoso.access.Discovery;
import vn.khoso.access.fault.InvalidCursor;
import vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.server.web.words.SearchWords;

/** Search: one box, facets, and an address for every state of it. */
@Path("search")
@Produces(MediaType.TEXT_HTML)
@Dependent
public final class SearchPages {

    private final PageDesk desk;
    private final Discovery discovery;

    @Inject
    public SearchPages(PageDesk desk, Discovery discovery) {
        this.desk = desk;
        this.discovery = discovery;
    }

    @GET
    public Response search(@Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        SearchAddress address = SearchAddress.of(request.getUriInfo().getQueryParameters());
        String title = turn.say(SearchWords.TITLE);
        try {
            SearchPage page = discovery.search(address.query(), turn.requester());
            return desk.page(turn, title, "search.jte", Map.of("address", address, "page", page));
        } catch (InvalidCursor wrong) {
            return desk.page(
                    turn,
                    400,
                    title,
                    "search-trouble.jte",
                    Map.of("address", address, "trouble", SearchWords.WRONG_CURSOR));
        } catch (DiscoveryUnavailable rebuilding) {
            return desk.page(
                    turn,
                    503,
                    title,
                    "search-trouble.jte",
                    Map.of("address", address, "trouble", SearchWords.REBUILDING));
        }
    }
}
