package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import vn.khoso.access.Rights;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.step.AccessDecision;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.administration.Accounts;
import vn.khoso.server.administration.AdministrationStore;
import vn.khoso.server.administration.Bootstrap;
import vn.khoso.server.administration.Clients;
import vn.khoso.server.administration.Sessions;
import vn.khoso.server.administration.jdbc.JdbcAdministrationStore;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.security.Authentication;
import vn.khoso.server.security.RouteDecision;
import vn.khoso.server.security.password.PasswordHashing;
import vn.khoso.server.security.password.PasswordPolicy;

/** Who may come in and what they may try. */
@ApplicationScoped
public class AdministrationAssembly {

    @Produces
    @Singleton
    public AdministrationStore store(DataSource source) {
        return new JdbcAdministrationStore(source);
    }

    @Produces
    @Singleton
    public PasswordHashing hashing() {
        return new PasswordHashing();
    }

    @Produces
    @Singleton
    public Accounts accounts(
            AdministrationStore store, PasswordHashing hashing, Journal journal, IdentifierMint mint, Clock clock) {
        return new Accounts(store, hashing, new PasswordPolicy(), journal, mint, clock);
    }

    @Produces
    @Singleton
    public Clients clients(AdministrationStore store, Journal journal, IdentifierMint mint, Clock clock) {
        return new Clients(store, journal, mint, clock);
    }

    @Produces
    @Singleton
    public Sessions sessions(AdministrationStore store, PasswordHashing hashing, IdentifierMint mint, Clock clock) {
        return new Sessions(store, hashing, mint, clock);
    }

    @Produces
    @Singleton
    public Bootstrap bootstrap(
            Settings settings, AdministrationStore store, Accounts accounts, Sessions sessions, Clock clock) {
        return new Bootstrap(settings.data().resolve("bootstrap-secret"), store, accounts, sessions, clock);
    }

    @Produces
    @Singleton
    public AccessRules rules() {
        return new AccessRules();
    }

    @Produces
    @Singleton
    public Rights rights(AccessRules rules) {
        return new Rights(rules);
    }

    /** The one decision function of the archive, asked for routes. */
    @Produces
    @Singleton
    public RouteDecision routes(Rights rights) {
        return (requester, action) -> switch (rights.decide(requester, action)) {
            case AccessDecision.Granted granted -> Optional.empty();
            case AccessDecision.Denied denied -> Optional.of(new RouteDecision.Refusal(denied.whyVi(), denied.whyEn()));
        };
    }

    @Produces
    @Singleton
    public Authentication authentication(Sessions sessions, Clients clients) {
        return new Authentication(sessions, clients);
    }
}
