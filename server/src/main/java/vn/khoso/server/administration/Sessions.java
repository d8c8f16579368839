package vn.khoso.server.administration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.server.security.password.PasswordHashing;
import vn.khoso.server.security.password.Secrets;

/**
 * Signing in and out. Sessions are rows of the database, found by the hash of a token that only the browser holds; a new sign-in
 * always makes a new token. Over after 30 minutes without a request, after 12 hours in any case, and with the account.
 */
public final class Sessions {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);
    /** Presence is noted to the minute, so that reading a page is not a write. */
    private static final Duration NOTED = Duration.ofMinutes(1);

    private final AdministrationStore store;
    private final PasswordHashing hashing;
    private final LoginThrottle throttle;
    private final IdentifierMint mint;
    private final Clock clock;

    public Sessions(AdministrationStore store, PasswordHashing hashing, IdentifierMint mint, Clock clock) {
        this.store = store;
        this.hashing = hashing;
        this.throttle = new LoginThrottle(clock);
        this.mint = mint;
        this.clock = clock;
    }

    /** What came of a try to sign in. */
    public sealed interface SignIn {
        /** @param token goes into the cookie, and is nowhere else */
        record Opened(String token, Session session, Account account) implements SignIn {}

        /** Name or password wrong, or the account closed: which one is not told. */
        record Refused() implements SignIn {}

        /** Too many wrong tries for this name or from this address. */
        record Throttled(Duration retryAfter) implements SignIn {}
    }

    /** @param address where the request comes from, for the throttle only */
    public SignIn signIn(String name, String password, String address) {
        String byName = "name:" + name;
        String byAddress = "address:" + address;
        Optional<Duration> wait = throttle.wait(byName).or(() -> throttle.wait(byAddress));
        if (wait.isPresent()) {
            return new SignIn.Throttled(wait.get());
        }
        boolean known = store.passwordHash(name)
                .map(hash -> hashing.matches(password, hash))
                .orElseGet(() -> hashing.matchesNobody(password));
        Optional<Account> account = known ? store.account(name).filter(Account::enabled) : Optional.empty();
        if (account.isEmpty()) {
            throttle.failed(byName);
            throttle.failed(byAddress);
            return new SignIn.Refused();
        }
        throttle.succeeded(byName);
        return open(account.get());
    }

    /** A session for somebody who has just proven who he is in another way (the first administrator). */
    SignIn.Opened open(Account account) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        store.sweep(now.minus(LONGEST));
        Session session = new Session(mint.version7(), account.name(), now, now, now.plus(LONGEST));
        String token = Secrets.token();
        store.open(session, Secrets.hash(token));
        return new SignIn.Opened(token, session, account);
    }

    /** Who comes with this token; notes that he was here. */
    public Optional<Requester> authenticate(String token) {
        Instant now = clock.instant();
        Optional<AdministrationStore.SignedIn> signedIn = store.signedIn(Secrets.hash(token), now, now.minus(IDLE));
        signedIn.map(AdministrationStore.SignedIn::session)
                .filter(session -> session.lastSeenAt().plus(NOTED).isBefore(now))
                .ifPresent(session -> store.seen(session.id(), now));
        return signedIn.map(AdministrationStore.SignedIn::account).map(Account::requester);
    }

    public void signOut(String token) {
        store.close(Secrets.hash(token));
    }

    /** Where an account is signed in now. */
    public List<Session> of(String account) {
        return store.sessionsOf(account, clock.instant());
    }

    /** Ends one of an account's sessions. */
    public void revoke(String account, UUID session) {
        store.revokeSession(account, session);
    }
}
