package vn.khoso.server.administration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.khoso.server.administration.AdministrationAnswer.Done;
import vn.khoso.server.administration.AdministrationAnswer.Reason;
import vn.khoso.server.administration.AdministrationAnswer.Refused;
import vn.khoso.server.security.password.Secrets;

/**
 * How the first administrator comes to be: there is no default account. While there is no administrator, each start makes a
 * new secret, writes it into a file that only the server's own account can read (the launcher prints it once), and forgets it after
 * one hour or its first use.
 */
public final class Bootstrap {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final int TRIES = 20;

    private final Path file;
    private final AdministrationStore store;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Clock clock;

    private @Nullable String secretHash;
    private Instant endsAt = Instant.EPOCH;
    private int triesLeft;

    public Bootstrap(Path file, AdministrationStore store, Accounts accounts, Sessions sessions, Clock clock) {
        this.file = file;
        this.store = store;
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** To be called once at start: makes a secret when there is no administrator, removes an old file when there is one. */
    public synchronized void prepare() throws IOException {
        Files.deleteIfExists(file);
        if (store.administrators() > 0) {
            return;
        }
        String secret = Secrets.token();
        secretHash = Secrets.hash(secret);
        endsAt = clock.instant().plus(LIFE);
        triesLeft = TRIES;
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n");
    }

    /** Whether a first administrator can be made now: the sign-in page leads there then. */
    public synchronized boolean open() {
        return secretHash != null && clock.instant().isBefore(endsAt) && triesLeft > 0;
    }

    /** Makes the first administrator and signs him in; after that, and after twenty wrong secrets, the secret is nothing. */
    public synchronized AdministrationAnswer<Sessions.SignIn.Opened> first(
            String secret, String name, String displayName, String password) throws IOException {
        String expected = secretHash;
        if (!open() || expected == null) {
            return new Refused<>(Reason.BOOTSTRAP_OVER);
        }
        if (!Secrets.same(Secrets.hash(secret), expected)) {
            triesLeft--;
            return new Refused<>(Reason.BOOTSTRAP_OVER);
        }
        return switch (accounts.createFirst(name, displayName, password)) {
            case Refused<Account>(Reason reason) -> new Refused<>(reason);
            case Done<Account>(Account account) -> {
                secretHash = null;
                Files.deleteIfExists(file);
                yield new Done<>(sessions.open(account));
            }
        };
    }

    /** When the secret ends, while it is good. */
    public synchronized Optional<Instant> until() {
        return open() ? Optional.of(endsAt) : Optional.empty();
    }
}
