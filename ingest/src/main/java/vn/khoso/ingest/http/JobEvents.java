package vn.khoso.ingest.http;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Optional;
import vn.khoso.ingest.Submissions;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.SubmissionJson;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Submission;

/** Tells one listener of one job what changes, and leaves when it is concluded, parked, or the listener has gone. */
final class JobEvents implements Runnable {

    private static final Duration LOOK = Duration.ofMillis(250);

    /** A silent line is cut by proxies after a minute; a comment keeps it. */
    private static final int LOOKS_BETWEEN_COMMENTS = 60;

    /** After that the listener asks again, which an EventSource does by itself. */
    private static final int MOST_LOOKS = 4 * 60 * 30;

    private final Submissions submissions;
    private final SipId sip;
    private final SseEventSink sink;
    private final Sse sse;

    JobEvents(Submissions submissions, SipId sip, SseEventSink sink, Sse sse) {
        this.submissions = submissions;
        this.sip = sip;
        this.sink = sink;
        this.sse = sse;
    }

    @Override
    public void run() {
        try (SseEventSink open = sink) {
            tell(open);
        } catch (ArchiveFault away) {
            // The line ends; the listener comes back and is answered by the edge as any other request.
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(SseEventSink open) throws InterruptedException {
        String last = "";
        for (int look = 1; look <= MOST_LOOKS && !open.isClosed(); look++) {
            Optional<Submission> submission = submissions.find(sip);
            if (submission.isEmpty()) {
                return;
            }
            String now = CanonicalJson.text(SubmissionJson.write(submission.get()));
            boolean over = over(submission.get());
            if (!now.equals(last)) {
                open.send(event(look, over ? "concluded" : "progress", now));
                last = now;
            } else if (look % LOOKS_BETWEEN_COMMENTS == 0) {
                open.send(sse.newEventBuilder().comment("").build());
            }
            if (over) {
                return;
            }
            submissions.awaitChange(sip, LOOK);
        }
    }

    private OutboundSseEvent event(int number, String name, String json) {
        return sse.newEventBuilder().id(Integer.toString(number)).name(name).data(String.class, json).build();
    }

    private static boolean over(Submission submission) {
        return switch (submission.state()) {
            case ARCHIVED, REFUSED, PARKED -> true;
            case WAITING, RUNNING -> false;
        };
    }
}
