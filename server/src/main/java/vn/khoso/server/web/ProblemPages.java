package vn.khoso.server.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.server.problem.Problem;
import vn.khoso.server.problem.ProblemPage;
import vn.khoso.server.security.Authentication;

/** What went wrong, in the frame of all pages: what happened, what to do, and the id to quote. */
@Provider
@Dependent
public class ProblemPages implements ContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(ProblemPages.class.getName());
    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

    private final PageDesk desk;
    private final Authentication authentication;

    @Inject
    public ProblemPages(PageDesk desk, Authentication authentication) {
        this.desk = desk;
        this.authentication = authentication;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ProblemPage page) {
            if (response.getStatus() == 404 || response.getStatus() == 405) {
                introduce(request);
            }
            response.setEntity(drawn(Turn.of(request), page), null, HTML);
        }
    }

    private void introduce(ContainerRequestContext request) {
        try {
            authentication.introduce(request);
        } catch (ArchiveFault away) {
            // Whoever cannot be recognised now sees the page as a stranger does.
            LOG.log(Level.FINE, "nobody can be recognised", away);
        }
    }

    private String drawn(Turn turn, ProblemPage page) {
        Problem problem = page.problem();
        String title = switch (turn.language()) {
            case VI -> problem.title();
            case EN -> problem.titleEn();
        };
        // A sentence in the answer to a program, a heading here.
        return desk.drawnAlone(
                turn,
                title.replaceFirst("\\.$", ""),
                "problem.jte",
                Map.of("problem", problem, "traceId", page.traceId()));
    }
}
