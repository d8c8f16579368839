package vn.khoso.preservation.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vn.khoso.preservation.journal.transparency.TransparencyLog;
import vn.khoso.preservation.journal.transparency.TransparencyLog.Issued;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.tlog.TilePath;

/**
 * The journal as a transparency log (C2SP tlog-tiles with the prefix {@code /api/v1/journal}). All of it is hashes and signatures, so all
 * of it is for everybody; the entries are not.
 */
@Path("api/v1/journal")
@Dependent
public final class JournalTreeResource {

    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final TransparencyLog log;

    @Inject
    public JournalTreeResource(TransparencyLog log) {
        this.log = log;
    }

    /** The latest checkpoint. */
    @GET
    @Path("checkpoint")
    @Produces(TEXT)
    public Response latest() {
        return Response.ok(log.latest().orElseThrow(NotFoundException::new).note(), TEXT)
                .header("Cache-Control", "no-cache")
                .build();
    }

    /** @param after size of the checkpoint that was read last */
    @GET
    @Path("checkpoints")
    @Produces(MediaType.APPLICATION_JSON)
    public String checkpoints(
            @QueryParam("after") @DefaultValue("0") long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        int size = Pages.size(limit);
        List<Issued> page = log.checkpoints(after, size);
        return Pages.text(
                page,
                size,
                JournalTreeResource::json,
                issued -> Long.toString(issued.checkpoint().size()));
    }

    /** Signs the head as it is now. */
    @POST
    @Path("checkpoints")
    @Produces(MediaType.APPLICATION_JSON)
    public Response issue() {
        Issued issued = log.issue();
        return Response.created(URI.create(
                        "/api/v1/journal/checkpoints/" + issued.checkpoint().size()))
                .type(MediaType.APPLICATION_JSON)
                .entity(CanonicalJson.text(json(issued)))
                .build();
    }

    @GET
    @Path("checkpoints/{size}")
    @Produces(TEXT)
    public Response checkpoint(@PathParam("size") long size) {
        return Response.ok(found(size).note(), TEXT)
                .header("Cache-Control", FOR_EVER)
                .build();
    }

    /** The reply of the time stamping authority over the checkpoint's bytes. */
    @GET
    @Path("checkpoints/{size}/timestamp")
    @Produces("application/timestamp-reply")
    public Response timestamp(@PathParam("size") long size) {
        byte[] reply = found(size).stamp().orElseThrow(NotFoundException::new).reply();
        return Response.ok(reply, "application/timestamp-reply")
                .header("Content-Disposition", "attachment; filename=\"checkpoint.tsr\"")
                .build();
    }

    @GET
    @Path("key")
    @Produces(TEXT)
    public Response key() {
        return Response.ok(log.key().text() + "\n", TEXT).build();
    }

    /** The same key for OpenSSL. */
    @GET
    @Path("key.pem")
    @Produces("application/x-pem-file")
    public Response keyPem() {
        return Response.ok(log.key().pem(), "application/x-pem-file").build();
    }

    @GET
    @Path("timestamp-certificates")
    @Produces("application/pem-certificate-chain")
    public Response timestampCertificates() {
        return Response.ok(
                        log.stampCertificates().orElseThrow(NotFoundException::new),
                        "application/pem-certificate-chain")
                .build();
    }

    @GET
    @Path("tile/{path: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response tile(@PathParam("path") String path) {
        return log.tile(tilePath(path))
                .map(hashes -> Response.ok(hashes, MediaType.APPLICATION_OCTET_STREAM)
                        .header("Cache-Control", FOR_EVER)
                        .build())
                .orElseThrow(NotFoundException::new);
    }

    private static TilePath tilePath(String path) {
        try {
            return TilePath.parse("tile/" + path);
        } catch (IllegalArgumentException none) {
            throw new NotFoundException(none);
        }
    }

    /** @param index of the entry in the journal, from 1 @param size of a checkpoint; the latest when absent */
    @GET
    @Path("entries/{index}/proof")
    @Produces(TEXT)
    public Response proof(@PathParam("index") long index, @QueryParam("size") Optional<Long> size) {
        return Response.ok(
                        log.inclusion(index, size)
                                .orElseThrow(NotFoundException::new)
                                .text(),
                        TEXT)
                .build();
    }

    /** That the checkpoint of size {@code to} continues the one of size {@code from}. */
    @GET
    @Path("consistency")
    @Produces(TEXT)
    public Response consistency(@QueryParam("from") Optional<Long> from, @QueryParam("to") Optional<Long> to) {
        OptionalLong latest = log.latest()
                .map(issued -> OptionalLong.of(issued.checkpoint().size()))
                .orElseGet(OptionalLong::empty);
        long older = from.orElseThrow(BadRequestException::new);
        long newer = to.orElseGet(() -> latest.orElseThrow(NotFoundException::new));
        return Response.ok(
                        log.consistency(older, newer)
                                .orElseThrow(NotFoundException::new)
                                .text(),
                        TEXT)
                .build();
    }

    private Issued found(long size) {
        return log.checkpoint(size).orElseThrow(NotFoundException::new);
    }

    private static ObjectNode json(Issued issued) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("origin", issued.checkpoint().origin())
                .put("size", issued.checkpoint().size())
                .put("root", issued.checkpoint().root().base64())
                .put("note", issued.note());
        issued.stamp()
                .ifPresent(stamp -> json.putObject("timestamp")
                        .put("at", stamp.at().toString())
                        .put("authority", stamp.authority())
                        .put("policy", stamp.policy())
                        .put("test", stamp.test()));
        return json;
    }
}
