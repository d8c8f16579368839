package vn.khoso.ingest.http;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Optional;
import vn.khoso.ingest.Submissions;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.SubmissionJson;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.submission.Submission;

/** Tells one listener of one job what changes, and leaves when it is concluded, parked, or the listener has gone. */
final class JobEvents implements Runnable {

    /** Between two looks at what this process knows of the job, which costs nothing. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** Looks before the queue itself is asked again: the end is told at once, unless another process worked on the job. */
    private static final int LOOKS_BETWEEN_QUESTIONS = 20;

    /** A silent line is cut by proxies after a minute; a comment keeps it. */
    private static final int LOOKS_BETWEEN_COMMENTS = 60;

    /** After that the listener asks again, which an EventSource does by itself. */
    private static final int MOST_LOOKS = 4 * 60 * 30;

    private final Submissions submissions;
    private final SipId sip;
    private final SseEventSink sink;
    private final Sse sse;
    private final Requester requester;
    private String last = "";
    private int looks;

    JobEvents(Submissions submissions, SipId sip, Requester requester, SseEventSink sink, Sse sse) {
        this.submissions = submissions;
        this.sip = sip;
        this.requester = requester;
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
        while (looks < MOST_LOOKS && !open.isClosed()) {
            try (ProgressBoard.Ending end = submissions.ending(sip)) {
                Optional<Submission> found = submissions.find(sip, requester);
                if (found.isEmpty()) {
                    return;
                }
                tell(open, found.get());
                if (over(found.get())) {
                    return;
                }
                follow(open, found.get(), end);
            }
        }
    }

    /** What this process knows of the job, until its end or until the queue should be asked again. */
    private void follow(SseEventSink open, Submission found, ProgressBoard.Ending end) throws InterruptedException {
        for (int look = 0; look < LOOKS_BETWEEN_QUESTIONS && !open.isClosed(); look++) {
            if (end.await(LOOK)) {
                return;
            }
            tell(open, submissions.live(found));
        }
    }

    private void tell(SseEventSink open, Submission submission) {
        looks++;
        String now = CanonicalJson.text(SubmissionJson.write(submission));
        if (!now.equals(last)) {
            open.send(event(looks, over(submission) ? "concluded" : "progress", now));
            last = now;
        } else if (looks % LOOKS_BETWEEN_COMMENTS == 0) {
            open.send(sse.newEventBuilder().comment("").build());
        }
    }

    private OutboundSseEvent event(int number, String name, String json) {
        return sse.newEventBuilder()
                .id(Integer.toString(number))
                .name(name)
                .data(String.class, json)
                .build();
    }

    private static boolean over(Submission submission) {
        return switch (submission.state()) {
            case ARCHIVED, REFUSED, PARKED -> true;
            case WAITING, RUNNING -> false;
        };
    }
}
