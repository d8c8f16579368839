package vn.khoso.server.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.access.Discovery;
import vn.khoso.access.Dissemination;
import vn.khoso.access.step.Dip;
import vn.khoso.access.step.DipAnswer;
import vn.khoso.access.step.DipOrder;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.step.RecordAnswer;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.DipId;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.rights.Action;
import vn.khoso.server.web.words.RecordWords;

/** A record: what it is, whether it is still valid, its files, what happened to it, when it falls due and why. */
@Path("")
@Produces(MediaType.TEXT_HTML)
@Dependent
public final class RecordPages {

    private static final int EVENTS = 100;

    private final PageDesk desk;
    private final Discovery discovery;
    private final Dissemination dissemination;
    private final Catalogue catalogue;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public RecordPages(
            PageDesk desk,
            Discovery discovery,
            Dissemination dissemination,
            Catalogue catalogue,
            Journal journal,
            Clock clock) {
        this.desk = desk;
        this.discovery = discovery;
        this.dissemination = dissemination;
        this.catalogue = catalogue;
        this.journal = journal;
        this.clock = clock;
    }

    @GET
    @Path("records/{id}")
    public Response record(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        return switch (answer(id, turn)) {
            case RecordAnswer.Found found -> found(turn, found);
            case RecordAnswer.Gone gone ->
                desk.page(
                        turn,
                        410,
                        turn.say(RecordWords.GONE_TITLE),
                        "message.jte",
                        Map.of("message", turn.say(RecordWords.GONE, new Shown(turn.language()).moment(gone.since()))));
            case RecordAnswer.Absent absent -> absent(turn);
        };
    }

    @GET
    @Path("records/{id}/retention")
    public Response retention(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        return switch (answer(id, turn)) {
            case RecordAnswer.Found found ->
                catalogue
                        .find(found.entry().aip())
                        .map(kept -> desk.page(
                                turn,
                                turn.say(RecordWords.RETENTION_TITLE),
                                "record-retention.jte",
                                Map.of("entry", found.entry(), "kept", kept)))
                        .orElseGet(() -> absent(turn));
            case RecordAnswer.Gone gone -> absent(turn);
            case RecordAnswer.Absent absent -> absent(turn);
        };
    }

    @POST
    @Path("records/{id}/dip")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response order(
            @PathParam("id") String id,
            @FormParam("purpose") @DefaultValue("") String purpose,
            @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        Optional<RecordId> record = parsed(id);
        if (record.isEmpty()) {
            return absent(turn);
        }
        DipOrder order = new DipOrder(List.of(record.get()), DipOrder.Form.BAGIT_ZIP, purpose(purpose));
        return switch (dissemination.order(order, turn.requester())) {
            case DipAnswer.Accepted accepted ->
                Response.seeOther(URI.create("/dips/" + accepted.dip().id().uuid()))
                        .build();
            case DipAnswer.Absent absent -> absent(turn);
            case DipAnswer.Refused refused ->
                desk.page(
                        turn,
                        400,
                        turn.say(RecordWords.DIP_TITLE),
                        "message.jte",
                        Map.of(
                                "message",
                                switch (turn.language()) {
                                    case VI -> refused.whyVi();
                                    case EN -> refused.whyEn();
                                }));
        };
    }

    @GET
    @Path("dips/{id}")
    public Response dip(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Turn turn = Turn.of(request);
        Optional<Dip> dip = dipId(id).flatMap(one -> dissemination.find(one, turn.requester()));
        String title = turn.say(RecordWords.DIP_TITLE);
        return dip.map(one -> desk.page(turn, title, "dip.jte", Map.of("dip", one)))
                .orElseGet(() -> desk.page(
                        turn, 404, title, "message.jte", Map.of("message", turn.say(RecordWords.DIP_ABSENT))));
    }

    private Response found(Turn turn, RecordAnswer.Found found) {
        RecordEntry entry = found.entry();
        List<JournalEntry> events =
                desk.may(turn, Action.SEE_EVENTS) ? journal.about(entry.aip().toString(), 0, EVENTS) : List.of();
        return desk.page(
                turn,
                entry.result().documentName(),
                "record.jte",
                Map.of(
                        "entry",
                        entry,
                        "content",
                        found.content(),
                        "ownerHidden",
                        !found.redactions().isEmpty(),
                        "mayOrder",
                        !turn.requester().anonymous() && found.content() && desk.may(turn, Action.ORDER_DIP),
                        "maySeeRetention",
                        desk.may(turn, Action.SEE_RETENTION),
                        "today",
                        LocalDate.now(clock.withZone(Shown.ZONE)),
                        "events",
                        events));
    }

    private Response absent(Turn turn) {
        return desk.page(
                turn,
                404,
                turn.say(RecordWords.ABSENT_TITLE),
                "message.jte",
                Map.of("message", turn.say(RecordWords.ABSENT)));
    }

    private RecordAnswer answer(String id, Turn turn) {
        return parsed(id)
                .map(record -> discovery.record(record, turn.requester()))
                .orElseGet(RecordAnswer.Absent::new);
    }

    private static Optional<RecordId> parsed(String id) {
        try {
            return Optional.of(RecordId.parse(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Optional<DipId> dipId(String id) {
        try {
            return Optional.of(DipId.parse(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Optional<Purpose> purpose(String text) {
        try {
            return Optional.of(new Purpose(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
