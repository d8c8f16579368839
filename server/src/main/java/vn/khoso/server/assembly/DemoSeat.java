package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.preservation.Catalogue;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.server.administration.AdministrationAnswer;
import vn.khoso.server.administration.Clients;

/**
 * A depositor for the sample province, when the launcher was told {@code --demo} and nothing is kept yet: an API client of one day,
 * in the journal like any other. Its token goes to the launcher through a system property of this process.
 */
@ApplicationScoped
public class DemoSeat {

    private static final String ASKED = "khoso.demo";
    private static final String TOKEN = "khoso.demo.token";
    private static final Requester LAUNCHER =
            new Requester("client:launcher", "Kho Số", Set.of(Role.ADMINISTRATOR), Optional.empty(), Optional.empty());

    void begin(@Observes @Initialized(ApplicationScoped.class) Object context, Catalogue catalogue, Clients clients) {
        if (!Boolean.getBoolean(ASKED)
                || !catalogue.packagesAfter(Optional.empty(), 1).isEmpty()) {
            return;
        }
        var made = clients.create(
                "Tỉnh mẫu", Role.DEPOSITOR, Optional.of(DemoProvince.PROVINCE), Duration.ofDays(1), LAUNCHER);
        switch (made) {
            case AdministrationAnswer.Done<Clients.Made>(Clients.Made client) ->
                System.setProperty(TOKEN, client.token());
            case AdministrationAnswer.Refused<Clients.Made>(AdministrationAnswer.Reason reason) ->
                throw new IllegalStateException("no depositor for the sample province: " + reason);
        }
    }
}
