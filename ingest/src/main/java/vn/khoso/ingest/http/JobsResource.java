package vn.khoso.ingest.http;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import vn.khoso.ingest.Submissions;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.SubmissionJson;
import vn.khoso.schemas.submission.Submission;

/** How far a submission is: asked for once, or as a stream until it is concluded. */
@Path("api/v1/jobs")
@Dependent
public final class JobsResource {

    private static final String JSON = "application/json";

    private final Submissions submissions;

    @Inject
    public JobsResource(Submissions submissions) {
        this.submissions = submissions;
    }

    @GET
    @Path("{id}")
    @Produces(JSON)
    public Response one(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Submission submission = new Asking(request).submission(submissions, id);
        return Response.ok(CanonicalJson.text(SubmissionJson.write(submission)), JSON)
                .header("Cache-Control", "no-store")
                .build();
    }

    /**
     * Server-sent events: {@code progress} at each change, {@code concluded} as the last. A client that comes back with
     * {@code Last-Event-ID} gets the state as it is now, which is all that it missed.
     */
    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(
            @PathParam("id") String id,
            @Context ContainerRequestContext request,
            @Context SseEventSink sink,
            @Context Sse sse) {
        Asking asking = new Asking(request);
        Submission submission = asking.submission(submissions, id);
        Thread.ofVirtual()
                .name("job-events")
                .start(new JobEvents(submissions, submission.id(), asking.requester(), sink, sse));
    }
}
