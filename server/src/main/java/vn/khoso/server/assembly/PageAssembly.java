package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import vn.khoso.access.Rights;
import vn.khoso.ingest.Submissions;
import vn.khoso.server.web.PageDesk;

/** What pages are drawn with. */
@ApplicationScoped
public class PageAssembly {

    @Produces
    @Singleton
    public PageDesk desk(Submissions submissions, Rights rights) {
        return new PageDesk(rights, submissions::open);
    }
}
