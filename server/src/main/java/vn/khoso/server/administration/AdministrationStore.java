package vn.khoso.server.administration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows of accounts, API clients and sessions.
 *
 * <p>{@code beforeCommit} runs inside the transaction of the change, after the row was written: when it throws, nothing was
 * changed. Throws only {@code DatabaseUnavailable} for trouble of the database.
 */
public interface AdministrationStore {

    Optional<Account> account(String name);

    /** Hash of the account's password; empty when there is no such account. */
    Optional<String> passwordHash(String name);

    /** Accounts after a name, in the order of names. */
    List<Account> accountsAfter(Optional<String> after, int limit);

    /** How many enabled accounts have the role ADMINISTRATOR. */
    int administrators();

    /** Adds an account; false when the name is taken. */
    boolean add(Account account, String passwordHash, Runnable beforeCommit);

    /** Adds an account only while no account at all has ever been an administrator; false otherwise. */
    boolean addFirstAdministrator(Account account, String passwordHash, Runnable beforeCommit);

    /**
     * Replaces everything but the password. Sessions of the account end with the change, so that roles taken away are gone at
     * once. False, and nothing changed, when that would leave no enabled administrator.
     */
    boolean replace(Account account, Runnable beforeCommit);

    /** Sets the password and ends all sessions of the account. */
    void password(String name, String passwordHash, Instant changedAt, Runnable beforeCommit);

    void add(ApiClient client, String tokenHash, Runnable beforeCommit);

    /** The client with this token, whatever its state. */
    Optional<ApiClient> clientByToken(String tokenHash);

    Optional<ApiClient> client(UUID id);

    /** Clients after an id, in the order of ids, which is the order in which they were made. */
    List<ApiClient> clientsAfter(Optional<UUID> after, int limit);

    void revoke(UUID client, Runnable beforeCommit);

    void open(Session session, String tokenHash);

    /** The session with this token and its account, when both are good: not over, not idle since {@code idleSince}, enabled. */
    Optional<SignedIn> signedIn(String tokenHash, Instant now, Instant idleSince);

    void seen(UUID session, Instant at);

    void close(String tokenHash);

    /** Sessions of one account that are not over. */
    List<Session> sessionsOf(String account, Instant now);

    void revokeSession(String account, UUID session);

    /** Forgets sessions that ended before then. */
    void sweep(Instant endedBefore);

    /** Whether the database answers. */
    boolean reachable();

    /** A session with the account behind it. */
    record SignedIn(Session session, Account account) {}
}
