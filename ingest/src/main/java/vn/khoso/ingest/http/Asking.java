package vn.khoso.ingest.http;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Locale;
import vn.khoso.ingest.Submissions;
import vn.khoso.schemas.finding.FindingMessages.Language;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.submission.Submission;

/** What a request says: who asks, in which language, about which submission. */
record Asking(ContainerRequestContext request) {

    /** Property into which the security edge puts who asks. */
    private static final String REQUESTER = "khoso.requester";

    private static final String TRACE = "khoso.trace";

    /** A stranger when the edge said nothing: deny is the default. */
    Requester requester() {
        return request.getProperty(REQUESTER) instanceof Requester known ? known : Requester.ANONYMOUS;
    }

    String traceId() {
        return request.getProperty(TRACE) instanceof String id ? id : "";
    }

    /** English when the caller prefers it to Vietnamese, else Vietnamese. */
    Language language() {
        for (Locale locale : request.getAcceptableLanguages()) {
            if (locale.getLanguage().equals("vi")) {
                return Language.VI;
            }
            if (locale.getLanguage().equals("en")) {
                return Language.EN;
            }
        }
        return Language.VI;
    }

    /** @throws NotFoundException when there is none, or the requester may not know of it */
    Submission submission(Submissions submissions, String id) {
        return submissions.find(sip(id), requester()).orElseThrow(NotFoundException::new);
    }

    private static SipId sip(String id) {
        try {
            return SipId.parse(id);
        } catch (IllegalArgumentException noId) {
            throw new NotFoundException(noId);
        }
    }

    /** A keyset position. @throws BadRequestException when it is none of ours */
    static SipId position(String after) {
        try {
            return SipId.parse(after);
        } catch (IllegalArgumentException noId) {
            throw new BadRequestException(noId);
        }
    }
}
