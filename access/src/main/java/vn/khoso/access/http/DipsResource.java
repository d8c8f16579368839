package vn.khoso.access.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.khoso.access.Dissemination;
import vn.khoso.access.step.Dip;
import vn.khoso.access.step.DipAnswer;
import vn.khoso.access.step.DipOrder;
import vn.khoso.access.step.Purpose;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DipId;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.rights.Requester;

/** Dissemination packages: ordered, looked at, fetched, by the one who ordered them. */
@Path("api/v1/dips")
@Dependent
public final class DipsResource {

    private static final String JSON = "application/json";

    private final Dissemination dissemination;

    @Inject
    public DipsResource(Dissemination dissemination) {
        this.dissemination = dissemination;
    }

    /** {@code {"records": [...]} or {"aip": ...}}, {@code "form": "bagit-zip" | "file"}. */
    @POST
    @Consumes(JSON)
    public Response order(byte[] body, @Context ContainerRequestContext request) {
        Refusal refusal = new Refusal(request);
        DipAnswer answer = answer(body, request);
        return switch (answer) {
            case DipAnswer.Absent absent -> refusal.absent();
            case DipAnswer.Refused refused ->
                refusal.answer(
                        422,
                        refused.code(),
                        refused.whyVi(),
                        refused.whyEn(),
                        "form",
                        "Đổi yêu cầu rồi gửi lại.",
                        "Change the order, then send it again.");
            case DipAnswer.Accepted accepted ->
                Response.status(202)
                        .location(
                                URI.create("/api/v1/dips/" + accepted.dip().id().uuid()))
                        .type(JSON)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .entity(CanonicalJson.text(AccessJson.dip(accepted.dip())))
                        .build();
        };
    }

    @GET
    @Path("{id}")
    public Response dip(@PathParam("id") String id, @Context ContainerRequestContext request) {
        return found(id, request)
                .map(dip -> Response.ok(CanonicalJson.text(AccessJson.dip(dip)), JSON)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build())
                .orElseGet(() -> new Refusal(request).absent());
    }

    @GET
    @Path("{id}/content")
    public Response content(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Optional<Dip> dip = found(id, request);
        if (dip.isEmpty()) {
            return new Refusal(request).absent();
        }
        Dip known = dip.get();
        return known.content()
                .map(content -> new ByteAnswer(
                                content.fileName(), content.mediaType(), content.size(), content.sha256())
                        .to(request, (offset, length) -> dissemination.open(known, offset, length)))
                .orElseGet(() -> new Refusal(request)
                        .answer(
                                409,
                                "DIP_FAILED",
                                "Gói này không lập được nên không có nội dung.",
                                "This package could not be made; it has no content.",
                                known.trouble().orElse(""),
                                "Báo người vận hành; nội dung lưu giữ cần được kiểm tra.",
                                "Tell the operator; the kept content needs an audit."));
    }

    /** Of its own, so that a HEAD reads no byte. */
    @HEAD
    @Path("{id}/content")
    public Response contentHead(@PathParam("id") String id, @Context ContainerRequestContext request) {
        return content(id, request);
    }

    private DipAnswer answer(byte[] body, ContainerRequestContext request) {
        Requester requester = Asker.requester(request);
        return switch (wish(body, request)) {
            case Wish.Whole whole ->
                dissemination.orderPackage(whole.aip(), whole.form(), Asker.purpose(request), requester);
            case Wish.Some some -> dissemination.order(some.order(), requester);
        };
    }

    private static Wish wish(byte[] body, ContainerRequestContext request) {
        Optional<Purpose> purpose = Asker.purpose(request);
        try {
            JsonNode json = StrictJson.own(body);
            DipOrder.Form form = form(json.path("form").asText(DipOrder.Form.BAGIT_ZIP.code()));
            if (json.path("aip").isTextual()) {
                return new Wish.Whole(AipId.parse(json.path("aip").textValue()), form);
            }
            List<RecordId> records = new ArrayList<>();
            json.path("records").forEach(record -> records.add(RecordId.parse(record.asText())));
            return new Wish.Some(new DipOrder(records, form, purpose));
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(request)
                    .malformed(
                            "body",
                            "Yêu cầu gói không đúng dạng: cần records (1 đến 100 mã) hoặc aip, và form.",
                            "The order is malformed: it needs records (1 to 100 ids) or aip, and form.");
        }
    }

    /** What the body asks for. */
    private sealed interface Wish {
        record Whole(AipId aip, DipOrder.Form form) implements Wish {}

        record Some(DipOrder order) implements Wish {}
    }

    private Optional<Dip> found(String id, ContainerRequestContext request) {
        try {
            return dissemination.find(DipId.parse(id), Asker.requester(request));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static DipOrder.Form form(String code) {
        return Stream.of(DipOrder.Form.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no form " + code));
    }
}
