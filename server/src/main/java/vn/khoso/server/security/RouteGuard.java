package vn.khoso.server.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Optional;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.server.problem.Problem;
import vn.khoso.server.problem.ProblemAnswers;
import vn.khoso.server.problem.Problems;
import vn.khoso.server.security.Authentication.Proof;

/** Stands before one route: who comes, is it from here, may he, is it small enough. */
final class RouteGuard implements ContainerRequestFilter {

    /** Where resources find the {@link Requester}. */
    static final String REQUESTER = "khoso.requester";

    /** Where pages find the token that their forms must send back. */
    static final String CSRF = "khoso.csrf";

    private final Action action;
    private final boolean takesForm;
    private final Authentication authentication;
    private final RouteDecision decision;
    private final CurrentRequester current;

    /** @param takesForm whether the route reads fields of a form */
    RouteGuard(
            Action action,
            boolean takesForm,
            Authentication authentication,
            RouteDecision decision,
            CurrentRequester current) {
        this.action = action;
        this.takesForm = takesForm;
        this.authentication = authentication;
        this.decision = decision;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        Proof proof = authentication.of(request);
        if (proof instanceof Proof.Rejected) {
            refuse(request, Problems.signInFirst());
            return;
        }
        if (action != Action.SUBMIT_SIP) {
            if (request.getLength() > BoundedBody.LIMIT) {
                refuse(request, Problems.tooLarge(BoundedBody.LIMIT));
                return;
            }
            request.setEntityStream(new BoundedBody(request.getEntityStream()));
        }
        if (takesForm && request.getMediaType() == null) {
            // No body and no word of its kind: a form without fields. JAX-RS would call it a bug.
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED);
        }
        Optional<String> cookie = proof instanceof Proof.ByCookie by ? Optional.of(by.token()) : Optional.empty();
        switch (CrossSite.judge(request, cookie)) {
            case ALLOWED -> {}
            case FOREIGN -> {
                refuse(request, Problems.crossSite());
                return;
            }
            case FORM_TOO_LARGE -> {
                refuse(request, Problems.tooLarge(CrossSite.MAX_FORM));
                return;
            }
        }
        Requester requester = requester(proof);
        request.setProperty(REQUESTER, requester);
        cookie.ifPresent(
                token -> request.setProperty(CSRF, vn.khoso.server.security.password.Secrets.csrfToken(token)));
        current.is(requester);
        decision.decide(requester, action)
                .ifPresent(refusal -> refuse(
                        request,
                        requester.anonymous()
                                ? Problems.signInFirst()
                                : Problems.forbidden(refusal.vi(), refusal.en())));
    }

    private static Requester requester(Proof proof) {
        return switch (proof) {
            case Proof.Nothing nobody -> Requester.ANONYMOUS;
            case Proof.Rejected rejected -> Requester.ANONYMOUS;
            case Proof.ByCookie by -> by.requester();
            case Proof.ByBearer by -> by.requester();
        };
    }

    private static void refuse(ContainerRequestContext request, Problem problem) {
        request.abortWith(ProblemAnswers.answer(problem, request));
    }
}
