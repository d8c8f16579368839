package vn.khoso.server.administration;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.tthc.OwnerId;
import vn.khoso.server.administration.AdministrationAnswer.Done;
import vn.khoso.server.administration.AdministrationAnswer.Reason;
import vn.khoso.server.administration.AdministrationAnswer.Refused;
import vn.khoso.server.security.password.PasswordHashing;
import vn.khoso.server.security.password.PasswordPolicy;

/** People's accounts. Every change is a journal entry written before the change counts; callers have judged who may. */
public final class Accounts {

    private final AdministrationStore store;
    private final PasswordHashing hashing;
    private final PasswordPolicy policy;
    private final AdministrationLog log;
    private final Clock clock;

    public Accounts(
            AdministrationStore store,
            PasswordHashing hashing,
            PasswordPolicy policy,
            Journal journal,
            IdentifierMint mint,
            Clock clock) {
        this.store = store;
        this.hashing = hashing;
        this.policy = policy;
        this.log = new AdministrationLog(journal, mint, clock);
        this.clock = clock;
    }

    /** What an account is asked to be. */
    public record Wish(
            String name, String displayName, Set<Role> roles, Optional<AgencyCode> agency, Optional<OwnerId> ownerId) {
        public Wish {
            roles = Set.copyOf(roles);
        }
    }

    /** In the order of names, after {@code after}; at most {@code limit}, 1 to 200. */
    public List<Account> list(Optional<String> after, int limit) {
        return store.accountsAfter(after, Math.clamp(limit, 1, 200));
    }

    public Optional<Account> find(String name) {
        return store.account(name);
    }

    public AdministrationAnswer<Account> create(Wish wish, String password, Requester by) {
        Optional<Account> account = account(wish, clock.instant(), true);
        if (account.isEmpty()) {
            return new Refused<>(Reason.INVALID);
        }
        Optional<Reason> weak = weakness(account.get(), password);
        if (weak.isPresent()) {
            return new Refused<>(weak.get());
        }
        boolean added = store.add(
                account.get(),
                hashing.hash(password),
                () -> log.write(by, object(wish.name()), "An account was made.", detail(account.get())));
        return added ? new Done<>(account.get()) : new Refused<>(Reason.NAME_TAKEN);
    }

    /** The first of all administrators; refused as soon as there has been one. The caller has checked the bootstrap secret. */
    AdministrationAnswer<Account> createFirst(String name, String displayName, String password) {
        Wish wish = new Wish(name, displayName, Set.of(Role.ADMINISTRATOR), Optional.empty(), Optional.empty());
        Optional<Account> account = account(wish, clock.instant(), true);
        if (account.isEmpty()) {
            return new Refused<>(Reason.INVALID);
        }
        Optional<Reason> weak = weakness(account.get(), password);
        if (weak.isPresent()) {
            return new Refused<>(weak.get());
        }
        boolean added = store.addFirstAdministrator(
                account.get(),
                hashing.hash(password),
                () -> log.write(
                        account.get().requester(),
                        object(name),
                        "The first administrator was made with the bootstrap secret.",
                        detail(account.get())));
        return added ? new Done<>(account.get()) : new Refused<>(Reason.BOOTSTRAP_OVER);
    }

    /** Changes name to show, roles, agency and citizen's number; signs the account out everywhere. */
    public AdministrationAnswer<Account> change(Wish wish, Requester by) {
        Optional<Account> before = store.account(wish.name());
        if (before.isEmpty()) {
            return new Refused<>(Reason.UNKNOWN);
        }
        return account(wish, before.get().createdAt(), before.get().enabled())
                .map(after -> replace(after, by, "An account was changed."))
                .orElseGet(() -> new Refused<>(Reason.INVALID));
    }

    /** Closes or opens an account. Closing signs it out at once. */
    public AdministrationAnswer<Account> enable(String name, boolean enabled, Requester by) {
        return store.account(name)
                .map(account -> new Account(
                        account.name(),
                        account.displayName(),
                        account.roles(),
                        account.agency(),
                        account.ownerId(),
                        enabled,
                        account.createdAt(),
                        clock.instant()))
                .map(account -> replace(account, by, enabled ? "An account was opened." : "An account was closed."))
                .orElseGet(() -> new Refused<>(Reason.UNKNOWN));
    }

    /** Sets somebody's password, and signs the account out everywhere. */
    public AdministrationAnswer<Account> password(String name, String password, Requester by) {
        Optional<Account> account = store.account(name);
        if (account.isEmpty()) {
            return new Refused<>(Reason.UNKNOWN);
        }
        Optional<Reason> weak = weakness(account.get(), password);
        if (weak.isPresent()) {
            return new Refused<>(weak.get());
        }
        store.password(
                name,
                hashing.hash(password),
                clock.instant(),
                () -> log.write(by, object(name), "A password was set.", Map.of("name", name)));
        return new Done<>(account.get());
    }

    /** Sets one's own password; the present one must be known. Signs out everywhere, here too. */
    public AdministrationAnswer<Account> ownPassword(Requester own, String present, String wanted) {
        boolean known = store.passwordHash(own.id())
                .map(hash -> hashing.matches(present, hash))
                .orElseGet(() -> hashing.matchesNobody(present));
        return known ? password(own.id(), wanted, own) : new Refused<>(Reason.WRONG_PASSWORD);
    }

    private AdministrationAnswer<Account> replace(Account account, Requester by, String note) {
        boolean done = store.replace(account, () -> log.write(by, object(account.name()), note, detail(account)));
        return done ? new Done<>(account) : new Refused<>(Reason.LAST_ADMINISTRATOR);
    }

    private Optional<Account> account(Wish wish, Instant createdAt, boolean enabled) {
        try {
            return Optional.of(new Account(
                    wish.name(),
                    wish.displayName().strip(),
                    wish.roles(),
                    wish.agency(),
                    wish.ownerId(),
                    enabled,
                    createdAt,
                    clock.instant()));
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    private Optional<Reason> weakness(Account account, String password) {
        List<String> about =
                new ArrayList<>(List.of(account.name(), account.displayName().replace(" ", "")));
        account.agency().map(AgencyCode::value).ifPresent(about::add);
        return policy.weakness(password, account.administrator(), about).map(weakness -> switch (weakness) {
            case TOO_SHORT -> Reason.PASSWORD_TOO_SHORT;
            case TOO_LONG -> Reason.PASSWORD_TOO_LONG;
            case COMMON -> Reason.PASSWORD_COMMON;
            case PREDICTABLE -> Reason.PASSWORD_PREDICTABLE;
        });
    }

    private static String object(String name) {
        return "account:" + name;
    }

    private static Map<String, String> detail(Account account) {
        return Map.of(
                "name", account.name(),
                "roles", account.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")),
                "agency", account.agency().map(AgencyCode::value).orElse(""),
                "enabled", Boolean.toString(account.enabled()));
    }
}
