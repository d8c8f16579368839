package vn.khoso.server.administration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.server.administration.AdministrationAnswer.Done;
import vn.khoso.server.administration.AdministrationAnswer.Reason;
import vn.khoso.server.administration.AdministrationAnswer.Refused;
import vn.khoso.server.security.password.Secrets;

/** Programs with bearer tokens. */
public final class Clients {

    /** Longest life of a token. */
    public static final Duration LONGEST = Duration.ofDays(365);

    private final AdministrationStore store;
    private final IdentifierMint mint;
    private final AdministrationLog log;
    private final Clock clock;

    public Clients(AdministrationStore store, Journal journal, IdentifierMint mint, Clock clock) {
        this.store = store;
        this.mint = mint;
        this.log = new AdministrationLog(journal, mint, clock);
        this.clock = clock;
    }

    /** A client with its token: the only time that the token can be seen. */
    public record Made(ApiClient client, String token) {}

    /** In the order in which they were made; at most {@code limit}, 1 to 200. */
    public List<ApiClient> list(Optional<UUID> after, int limit) {
        return store.clientsAfter(after, Math.clamp(limit, 1, 200));
    }

    /** @param life at most {@link #LONGEST} */
    public AdministrationAnswer<Made> create(
            String displayName, Role role, Optional<AgencyCode> agency, Duration life, Requester by) {
        if (life.compareTo(LONGEST) > 0 || life.isNegative() || life.isZero()) {
            return new Refused<>(Reason.INVALID);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiClient client;
        try {
            client = new ApiClient(
                    mint.version7(), displayName.strip(), role, agency, true, now, by.id(), now.plus(life));
        } catch (IllegalArgumentException invalid) {
            return new Refused<>(Reason.INVALID);
        }
        String token = "khoso_" + Secrets.token();
        store.add(
                client,
                Secrets.hash(token),
                () -> log.write(
                        by,
                        "client:" + client.id(),
                        "An API client was made.",
                        Map.of(
                                "displayName", client.displayName(),
                                "role", role.name(),
                                "agency", agency.map(AgencyCode::value).orElse(""),
                                "expiresAt", client.expiresAt().toString())));
        return new Done<>(new Made(client, token));
    }

    /** Ends a client at once and for ever. */
    public AdministrationAnswer<ApiClient> revoke(UUID id, Requester by) {
        Optional<ApiClient> client = store.client(id);
        if (client.isEmpty()) {
            return new Refused<>(Reason.UNKNOWN);
        }
        store.revoke(id, () -> log.write(by, "client:" + id, "An API client was ended.", Map.of()));
        return new Done<>(client.get());
    }

    /** Who comes with this token; empty when it is unknown, ended or over. */
    public Optional<Requester> authenticate(String token) {
        return store.clientByToken(Secrets.hash(token))
                .filter(client -> client.enabled() && clock.instant().isBefore(client.expiresAt()))
                .map(ApiClient::requester);
    }
}
