package vn.khoso.ingest.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khoso.ingest.Submissions;
import vn.khoso.ingest.receipt.Letter;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.SubmissionJson;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Acceptance;
import vn.khoso.schemas.submission.Delivery;
import vn.khoso.schemas.submission.Lane;
import vn.khoso.schemas.submission.RefusalLetter;
import vn.khoso.schemas.submission.SignedReceipt;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.SubmissionFilter;

/** Hand over a SIP, and see what became of it. */
@Path("api/v1/sips")
@Dependent
public final class SipsResource {

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_NAME = 255;
    private static final int MOST_ON_A_PAGE = 200;
    private static final String JSON = "application/json";

    private final Submissions submissions;

    @Inject
    public SipsResource(Submissions submissions) {
        this.submissions = submissions;
    }

    /** The container is the body. Its kind is seen in its bytes; the media types say what is welcome. */
    @POST
    @Consumes({
        "application/zip",
        "application/x-tar",
        "application/gzip",
        "application/x-gzip",
        "application/octet-stream"
    })
    public Response hand(
            InputStream body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("Content-Disposition") @Nullable String disposition,
            @HeaderParam("Content-Length") @Nullable String length,
            @QueryParam("lane") @DefaultValue("interactive") String lane,
            @Context ContainerRequestContext request) {
        Asking asking = new Asking(request);
        Delivery delivery = new Delivery(fileName(disposition), length(length), key(key), lane(lane));
        return switch (submissions.accept(body, delivery, asking.requester())) {
            case Acceptance.Accepted accepted -> accepted(accepted.submission());
            case Acceptance.KeyUsedForOtherBytes used ->
                IngestProblem.keyUsed().answer(asking, used.earlier().id().toString());
            case Acceptance.TooLarge large ->
                IngestProblem.tooLarge(large.limit()).answer(asking, delivery.fileName());
            case Acceptance.LengthDiffers differs ->
                IngestProblem.lengthDiffers(differs.announced(), differs.received())
                        .answer(asking, delivery.fileName());
            case Acceptance.WithoutAgency none ->
                IngestProblem.withoutAgency().answer(asking, asking.requester().id());
        };
    }

    private static Response accepted(Submission submission) {
        return Response.status(Response.Status.ACCEPTED)
                .location(URI.create("/api/v1/jobs/" + submission.id().uuid()))
                .type(JSON)
                .entity(CanonicalJson.text(SubmissionJson.write(submission)))
                .build();
    }

    @GET
    @Produces(JSON)
    public Response page(
            @QueryParam("state") List<String> states,
            @QueryParam("producer") @Nullable String producer,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @Context ContainerRequestContext request) {
        int size = Math.min(Math.max(1, limit), MOST_ON_A_PAGE);
        Optional<SipId> position = Optional.ofNullable(after).map(Asking::position);
        List<Submission> page =
                submissions.page(filter(states, producer), position, size, new Asking(request).requester());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode items = json.putArray("items");
        page.forEach(one -> items.add(SubmissionJson.write(one)));
        if (page.size() == size) {
            json.put("next", page.getLast().id().uuid());
        }
        return Response.ok(CanonicalJson.text(json), JSON).build();
    }

    @GET
    @Path("{id}")
    @Produces(JSON)
    public Response one(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Submission submission = new Asking(request).submission(submissions, id);
        return Response.ok(CanonicalJson.text(SubmissionJson.write(submission)), JSON)
                .build();
    }

    /** The letter; 404 until the submission is concluded. */
    @GET
    @Path("{id}/report")
    @Produces({JSON, "text/html"})
    public Response report(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Asking asking = new Asking(request);
        RefusalLetter letter =
                submissions.letter(asking.submission(submissions, id).id()).orElseThrow(NotFoundException::new);
        boolean page = asking.request().getAcceptableMediaTypes().stream()
                .filter(type -> !type.isWildcardType())
                .findFirst()
                .filter(type -> type.isCompatible(MediaType.TEXT_HTML_TYPE))
                .isPresent();
        return page
                ? Response.ok(Letter.html(letter, asking.language()), "text/html;charset=UTF-8")
                        .build()
                : Response.ok(Letter.json(letter), JSON).build();
    }

    /** The exact bytes that were signed. */
    @GET
    @Path("{id}/receipt")
    @Produces(JSON)
    public Response receipt(@PathParam("id") String id, @Context ContainerRequestContext request) {
        return kept(receipt(request, id).document(), JSON, "receipt.json");
    }

    /** The seal over {@code receipt}: detached CMS, DER. */
    @GET
    @Path("{id}/receipt.p7s")
    @Produces("application/pkcs7-signature")
    public Response signature(@PathParam("id") String id, @Context ContainerRequestContext request) {
        return kept(receipt(request, id).signature(), "application/pkcs7-signature", "receipt.p7s");
    }

    /** Under the name that the command of verification uses. */
    private static Response kept(byte[] bytes, String type, String name) {
        return Response.ok(bytes, type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    private SignedReceipt receipt(ContainerRequestContext request, String id) {
        SipId sip = new Asking(request).submission(submissions, id).id();
        return submissions.receipt(sip).orElseThrow(NotFoundException::new);
    }

    /** Lets a parked submission try again. */
    @POST
    @Path("{id}/resume")
    public Response resume(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Asking asking = new Asking(request);
        Submission submission = asking.submission(submissions, id);
        return submissions.resume(submission.id())
                ? accepted(submission)
                : IngestProblem.notParked().answer(asking, submission.id().toString());
    }

    private static SubmissionFilter filter(List<String> states, @Nullable String producer) {
        try {
            Set<Submission.State> wanted = new HashSet<>();
            states.forEach(state -> wanted.add(Submission.State.valueOf(state)));
            return new SubmissionFilter(wanted, Optional.ofNullable(producer).map(AgencyCode::new));
        } catch (IllegalArgumentException unknown) {
            throw new BadRequestException(unknown);
        }
    }

    private static OptionalLong length(@Nullable String length) {
        return length != null && length.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(length))
                : OptionalLong.empty();
    }

    private static Optional<String> key(@Nullable String key) {
        if (key != null
                && (key.isBlank() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > 0x20 && c < 0x7f))) {
            throw new BadRequestException("Idempotency-Key");
        }
        return Optional.ofNullable(key);
    }

    private static Lane lane(String lane) {
        return switch (lane) {
            case "interactive" -> Lane.INTERACTIVE;
            case "bulk" -> Lane.BULK;
            default -> throw new BadRequestException("lane");
        };
    }

    /** The name in Content-Disposition (RFC 6266), for showing; {@code sip} when there is none. */
    static String fileName(@Nullable String disposition) {
        String header = disposition == null ? "" : disposition;
        int extended = header.toLowerCase(java.util.Locale.ROOT).indexOf("filename*=utf-8''");
        String name = "";
        if (extended >= 0) {
            String encoded = header.substring(extended + 17).split(";", 2)[0].strip();
            try {
                name = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                name = encoded;
            }
        } else if (header.contains("filename=\"")) {
            name = header.substring(header.indexOf("filename=\"") + 10).split("\"", 2)[0];
        }
        String shown = name.replaceAll("[\\p{Cntrl}\\p{Cs}/\\\\]", "_").strip();
        return shown.isEmpty() ? "sip" : shown.substring(0, Math.min(LONGEST_NAME, shown.length()));
    }
}
