package vn.khoso.server.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import vn.khoso.schemas.rights.Requester;

/** Who asks, for whoever wants it injected: {@code @Inject Requester}. A stranger until the guard has looked. */
@RequestScoped
public class CurrentRequester {

    private Requester requester = Requester.ANONYMOUS;

    void is(Requester who) {
        this.requester = who;
    }

    @Produces
    public Requester requester() {
        return requester;
    }
}
