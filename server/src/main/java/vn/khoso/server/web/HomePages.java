package vn.khoso.server.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.khoso.access.Discovery;
import vn.khoso.ingest.Submissions;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchQuery;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.SubmissionFilter;
import vn.khoso.server.web.words.HomeWords;
import vn.khoso.server.web.words.Text;

/** The first page: what waits for whoever looks; a search box for strangers. */
@Path("")
@Produces(MediaType.TEXT_HTML)
@Dependent
public final class HomePages {

    /** Counts on cards are exact to here; more than that is "hơn". */
    private static final int CEILING = 100;

    private final PageDesk desk;
    private final Submissions submissions;
    private final Catalogue catalogue;
    private final Archive archive;
    private final Discovery discovery;
    private final Clock clock;

    @Inject
    public HomePages(
            PageDesk desk,
            Submissions submissions,
            Catalogue catalogue,
            Archive archive,
            Discovery discovery,
            Clock clock) {
        this.desk = desk;
        this.submissions = submissions;
        this.catalogue = catalogue;
        this.archive = archive;
        this.discovery = discovery;
        this.clock = clock;
    }

    /** One thing to do: how many, of what, where. */
    public record Card(long count, boolean more, Text what, String href, Text act, String css) {}

    @GET
    public Response home(@Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        if (turn.requester().anonymous() || turn.requester().roles().equals(Set.of(Role.CITIZEN))) {
            return desk.page(
                    turn,
                    turn.say(HomeWords.GUEST_TITLE),
                    "guest.jte",
                    Map.of("address", SearchAddress.of(new MultivaluedHashMap<>())));
        }
        boolean empty = catalogue.packagesAfter(Optional.empty(), 1).isEmpty() && submissions.open() == 0;
        return desk.page(
                turn,
                turn.say(HomeWords.TODO_TITLE),
                "home.jte",
                Map.of(
                        "cards", cards(turn),
                        "empty", empty,
                        "maySubmit", desk.may(turn, Action.SUBMIT_SIP),
                        "mayAccounts", desk.may(turn, Action.EDIT_ACCOUNTS)));
    }

    private List<Card> cards(Turn turn) {
        List<Card> cards = new ArrayList<>();
        if (desk.may(turn, Action.SEE_SUBMISSION)) {
            add(
                    cards,
                    count(turn, Submission.State.PARKED),
                    HomeWords.CARD_PARKED,
                    "/ingest?state=PARKED",
                    HomeWords.CARD_PARKED_ACT,
                    "hold");
            add(
                    cards,
                    count(turn, Submission.State.REFUSED),
                    HomeWords.CARD_REFUSED,
                    "/ingest?state=REFUSED",
                    HomeWords.CARD_REFUSED_ACT,
                    "bad");
            add(
                    cards,
                    count(turn, Submission.State.WAITING) + count(turn, Submission.State.RUNNING),
                    HomeWords.CARD_OPEN,
                    "/ingest",
                    HomeWords.CARD_OPEN_ACT,
                    "info");
        }
        if (desk.may(turn, Action.SEE_FIXITY)) {
            add(cards, alarmingVolumes(), HomeWords.CARD_VOLUMES, "/health/ready", HomeWords.CARD_VOLUMES_ACT, "bad");
            add(
                    cards,
                    openIncidents(),
                    HomeWords.CARD_INCIDENTS,
                    "/fixity#incidents",
                    HomeWords.CARD_INCIDENTS_ACT,
                    "bad");
        }
        if (turn.requester().is(Role.ARCHIVIST)) {
            add(
                    cards,
                    unclassified(turn),
                    HomeWords.CARD_UNCLASSIFIED,
                    "/search?retention=UNCLASSIFIED",
                    HomeWords.CARD_UNCLASSIFIED_ACT,
                    "warn");
        }
        return cards;
    }

    private static void add(List<Card> cards, long count, Text what, String href, Text act, String css) {
        if (count > 0) {
            cards.add(new Card(Math.min(count, CEILING), count > CEILING, what, href, act, css));
        }
    }

    private long count(Turn turn, Submission.State state) {
        return submissions
                .page(
                        new SubmissionFilter(Set.of(state), Optional.empty()),
                        Optional.empty(),
                        CEILING + 1,
                        turn.requester())
                .size();
    }

    private long alarmingVolumes() {
        Instant now = clock.instant();
        return archive.volumes().stream().filter(volume -> volume.alarming(now)).count();
    }

    private long openIncidents() {
        return archive.incidents(Incident.Which.OPEN, Optional.empty(), CEILING + 1)
                .size();
    }

    private long unclassified(Turn turn) {
        try {
            return discovery
                    .search(
                            new SearchQuery(
                                    "",
                                    Map.of(FacetName.RETENTION, List.of("UNCLASSIFIED")),
                                    SearchQuery.Sort.RELEVANCE,
                                    Optional.empty(),
                                    1),
                            turn.requester())
                    .total();
        } catch (DiscoveryUnavailable rebuilding) {
            // The card comes back with the index; the other cards do not wait for it.
            return 0;
        }
    }
}
