package vn.khoso.server.administration.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import vn.khoso.preservation.database.jdbc.Database;
import vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.tthc.OwnerId;
import vn.khoso.server.administration.Account;
import vn.khoso.server.administration.AdministrationStore;
import vn.khoso.server.administration.ApiClient;
import vn.khoso.server.administration.Session;

/** {@link AdministrationStore} in PostgreSQL, schema {@code administration}. */
public final class JdbcAdministrationStore implements AdministrationStore {

    private static final String ACCOUNT_COLUMNS =
            "name, display_name, roles, agency, owner_type, owner_value, enabled, created_at, changed_at";
    private static final String CLIENT_COLUMNS =
            "id, display_name, role, agency, enabled, created_at, created_by, expires_at";
    /** Taken by every change of administrators, so that two changes at once cannot remove the last two. */
    private static final String LOCK = "select pg_advisory_xact_lock(7246001)";

    private final Database database;

    public JdbcAdministrationStore(DataSource source) {
        this.database = new Database(source);
    }

    @Override
    public Optional<Account> account(String name) {
        return database.read(handle -> handle.createQuery(
                        "select " + ACCOUNT_COLUMNS + " from administration.account where name = :name")
                .bind("name", name)
                .map(JdbcAdministrationStore::account)
                .findOne());
    }

    @Override
    public Optional<String> passwordHash(String name) {
        return database.read(
                handle -> handle.createQuery("select password_hash from administration.account where name = :name")
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public List<Account> accountsAfter(Optional<String> after, int limit) {
        return database.read(handle -> handle.createQuery("select " + ACCOUNT_COLUMNS
                        + " from administration.account where name > :after order by name limit :limit")
                .bind("after", after.orElse(""))
                .bind("limit", limit)
                .map(JdbcAdministrationStore::account)
                .list());
    }

    @Override
    public int administrators() {
        return database.read(handle -> administrators(handle));
    }

    @Override
    public boolean add(Account account, String passwordHash, Runnable beforeCommit) {
        return database.transaction(handle -> insert(handle, account, passwordHash, beforeCommit));
    }

    @Override
    public boolean addFirstAdministrator(Account account, String passwordHash, Runnable beforeCommit) {
        return database.transaction(handle -> {
            handle.createQuery(LOCK).mapToMap().list();
            return administrators(handle) == 0 && insert(handle, account, passwordHash, beforeCommit);
        });
    }

    @Override
    public boolean replace(Account account, Runnable beforeCommit) {
        return database.transaction(handle -> {
            handle.createQuery(LOCK).mapToMap().list();
            boolean stays = account.enabled() && account.administrator();
            int others = handle.createQuery("""
                            select count(*) from administration.account
                            where enabled and 'ADMINISTRATOR' = any (roles) and name <> :name""")
                    .bind("name", account.name())
                    .mapTo(Integer.class)
                    .one();
            if (!stays && others == 0 && administrators(handle) > 0) {
                return false;
            }
            handle.createUpdate("""
                            update administration.account
                            set display_name = :displayName, roles = :roles, agency = :agency, owner_type = :ownerType,
                                owner_value = :ownerValue, enabled = :enabled, changed_at = :changedAt
                            where name = :name""")
                    .bind("name", account.name())
                    .bind("displayName", account.displayName())
                    .bindArray("roles", String.class, roles(account))
                    .bind("agency", account.agency().map(AgencyCode::value).orElse(null))
                    .bind(
                            "ownerType",
                            account.ownerId().map(owner -> owner.type().name()).orElse(null))
                    .bind("ownerValue", account.ownerId().map(OwnerId::value).orElse(null))
                    .bind("enabled", account.enabled())
                    .bind("changedAt", time(account.changedAt()))
                    .execute();
            endSessions(handle, account.name());
            beforeCommit.run();
            return true;
        });
    }

    @Override
    public void password(String name, String passwordHash, Instant changedAt, Runnable beforeCommit) {
        database.transaction(handle -> {
            handle.createUpdate(
                            "update administration.account set password_hash = :hash, changed_at = :at where name = :name")
                    .bind("name", name)
                    .bind("hash", passwordHash)
                    .bind("at", time(changedAt))
                    .execute();
            endSessions(handle, name);
            beforeCommit.run();
            return true;
        });
    }

    @Override
    public void add(ApiClient client, String tokenHash, Runnable beforeCommit) {
        database.transaction(handle -> {
            handle.createUpdate(
                            "insert into administration.client (" + CLIENT_COLUMNS + ", token_hash) values "
                                    + "(:id, :displayName, :role, :agency, :enabled, :createdAt, :createdBy, :expiresAt, :tokenHash)")
                    .bind("id", client.id())
                    .bind("displayName", client.displayName())
                    .bind("role", client.role().name())
                    .bind("agency", client.agency().map(AgencyCode::value).orElse(null))
                    .bind("enabled", client.enabled())
                    .bind("createdAt", time(client.createdAt()))
                    .bind("createdBy", client.createdBy())
                    .bind("expiresAt", time(client.expiresAt()))
                    .bind("tokenHash", tokenHash)
                    .execute();
            beforeCommit.run();
            return true;
        });
    }

    @Override
    public Optional<ApiClient> clientByToken(String tokenHash) {
        return database.read(handle -> handle.createQuery(
                        "select " + CLIENT_COLUMNS + " from administration.client where token_hash = :hash")
                .bind("hash", tokenHash)
                .map(JdbcAdministrationStore::client)
                .findOne());
    }

    @Override
    public Optional<ApiClient> client(UUID id) {
        return database.read(
                handle -> handle.createQuery("select " + CLIENT_COLUMNS + " from administration.client where id = :id")
                        .bind("id", id)
                        .map(JdbcAdministrationStore::client)
                        .findOne());
    }

    @Override
    public List<ApiClient> clientsAfter(Optional<UUID> after, int limit) {
        return database.read(handle -> handle.createQuery("select " + CLIENT_COLUMNS
                        + " from administration.client where id > :after order by id limit :limit")
                .bind("after", after.orElse(new UUID(0, 0)))
                .bind("limit", limit)
                .map(JdbcAdministrationStore::client)
                .list());
    }

    @Override
    public void revoke(UUID client, Runnable beforeCommit) {
        database.transaction(handle -> {
            handle.createUpdate("update administration.client set enabled = false where id = :id")
                    .bind("id", client)
                    .execute();
            beforeCommit.run();
            return true;
        });
    }

    @Override
    public void open(Session session, String tokenHash) {
        database.transaction(handle -> handle.createUpdate("""
                        insert into administration.session (id, token_hash, account, opened_at, last_seen_at, ends_at)
                        values (:id, :hash, :account, :openedAt, :seenAt, :endsAt)""")
                .bind("id", session.id())
                .bind("hash", tokenHash)
                .bind("account", session.account())
                .bind("openedAt", time(session.openedAt()))
                .bind("seenAt", time(session.lastSeenAt()))
                .bind("endsAt", time(session.endsAt()))
                .execute());
    }

    @Override
    public Optional<SignedIn> signedIn(String tokenHash, Instant now, Instant idleSince) {
        return database.read(handle -> handle.createQuery("""
                        select s.id, s.account, s.opened_at, s.last_seen_at, s.ends_at, a.name, a.display_name, a.roles, a.agency,
                               a.owner_type, a.owner_value, a.enabled, a.created_at, a.changed_at
                        from administration.session s join administration.account a on a.name = s.account
                        where s.token_hash = :hash and s.ends_at > :now and s.last_seen_at > :idleSince and a.enabled""")
                .bind("hash", tokenHash)
                .bind("now", time(now))
                .bind("idleSince", time(idleSince))
                .map((row, context) -> new SignedIn(session(row, context), account(row, context)))
                .findOne());
    }

    @Override
    public void seen(UUID session, Instant at) {
        database.transaction(
                handle -> handle.createUpdate("update administration.session set last_seen_at = :at where id = :id")
                        .bind("id", session)
                        .bind("at", time(at))
                        .execute());
    }

    @Override
    public void close(String tokenHash) {
        database.transaction(
                handle -> handle.createUpdate("delete from administration.session where token_hash = :hash")
                        .bind("hash", tokenHash)
                        .execute());
    }

    @Override
    public List<Session> sessionsOf(String account, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        select id, account, opened_at, last_seen_at, ends_at from administration.session
                        where account = :account and ends_at > :now order by opened_at limit 200""")
                .bind("account", account)
                .bind("now", time(now))
                .map(JdbcAdministrationStore::session)
                .list());
    }

    @Override
    public void revokeSession(String account, UUID session) {
        database.transaction(handle -> handle.createUpdate(
                        "delete from administration.session where account = :account and id = :id")
                .bind("account", account)
                .bind("id", session)
                .execute());
    }

    @Override
    public void sweep(Instant endedBefore) {
        database.transaction(handle -> handle.createUpdate("delete from administration.session where ends_at < :before")
                .bind("before", time(endedBefore))
                .execute());
    }

    @Override
    public boolean reachable() {
        try {
            return database.read(handle ->
                            handle.createQuery("select 1").mapTo(Integer.class).one())
                    == 1;
        } catch (DatabaseUnavailable away) {
            return false;
        }
    }

    private static boolean insert(Handle handle, Account account, String passwordHash, Runnable beforeCommit) {
        int rows = handle.createUpdate(
                        "insert into administration.account (" + ACCOUNT_COLUMNS + ", password_hash) values "
                                + "(:name, :displayName, :roles, :agency, :ownerType, :ownerValue, :enabled, :createdAt, :changedAt, :hash) "
                                + "on conflict (name) do nothing")
                .bind("name", account.name())
                .bind("displayName", account.displayName())
                .bindArray("roles", String.class, roles(account))
                .bind("agency", account.agency().map(AgencyCode::value).orElse(null))
                .bind(
                        "ownerType",
                        account.ownerId().map(owner -> owner.type().name()).orElse(null))
                .bind("ownerValue", account.ownerId().map(OwnerId::value).orElse(null))
                .bind("enabled", account.enabled())
                .bind("createdAt", time(account.createdAt()))
                .bind("changedAt", time(account.changedAt()))
                .bind("hash", passwordHash)
                .execute();
        if (rows == 1) {
            beforeCommit.run();
        }
        return rows == 1;
    }

    private static int administrators(Handle handle) {
        return handle.createQuery(
                        "select count(*) from administration.account where enabled and 'ADMINISTRATOR' = any (roles)")
                .mapTo(Integer.class)
                .one();
    }

    private static void endSessions(Handle handle, String account) {
        handle.createUpdate("delete from administration.session where account = :account")
                .bind("account", account)
                .execute();
    }

    private static Object[] roles(Account account) {
        return account.roles().stream().map(Role::name).sorted().toArray();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Account account(ResultSet row, StatementContext context) throws SQLException {
        Set<Role> roles = Stream.of((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
        Optional<OwnerId> owner = Optional.ofNullable(row.getString("owner_type"))
                .map(OwnerId.Type::valueOf)
                .flatMap(type -> value(row, "owner_value").map(number -> new OwnerId(type, number)));
        return new Account(
                row.getString("name"),
                row.getString("display_name"),
                roles,
                Optional.ofNullable(row.getString("agency")).map(AgencyCode::new),
                owner,
                row.getBoolean("enabled"),
                instant(row, "created_at"),
                instant(row, "changed_at"));
    }

    private static Optional<String> value(ResultSet row, String column) {
        try {
            return Optional.ofNullable(row.getString(column));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static ApiClient client(ResultSet row, StatementContext context) throws SQLException {
        return new ApiClient(
                row.getObject("id", UUID.class),
                row.getString("display_name"),
                Role.valueOf(row.getString("role")),
                Optional.ofNullable(row.getString("agency")).map(AgencyCode::new),
                row.getBoolean("enabled"),
                instant(row, "created_at"),
                row.getString("created_by"),
                instant(row, "expires_at"));
    }

    private static Session session(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                row.getString("account"),
                instant(row, "opened_at"),
                instant(row, "last_seen_at"),
                instant(row, "ends_at"));
    }
}
