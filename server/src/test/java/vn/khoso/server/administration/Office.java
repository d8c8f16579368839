package vn.khoso.server.administration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.file.FileJournalSegments;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.server.administration.jdbc.JdbcAdministrationStore;
import vn.khoso.server.security.password.PasswordHashing;
import vn.khoso.server.security.password.PasswordPolicy;

/** Everything of administration on a fresh database and a fresh volume. */
final class Office implements AutoCloseable {

    static final String GOOD_PASSWORD = "bảy con trâu gặm cỏ";
    static final Requester BOSS =
            new Requester("boss", "Boss", Set.of(Role.ADMINISTRATOR), Optional.empty(), Optional.empty());

    final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T08:00:00Z"));
    final AdministrationStore store;
    final Accounts accounts;
    final Clients clients;
    final Sessions sessions;
    final Journal journal;
    final Path secretFile;
    private final PasswordHashing hashing = new PasswordHashing();
    private final Volume volume;

    Office(Path folder) throws Exception {
        DataSource source = EmbeddedDatabase.fresh("preservation", "administration");
        Path place = Files.createDirectories(folder.resolve("volume"));
        UUID id = UUID.randomUUID();
        Volume.format(place, id, clock.instant());
        volume = Volume.open(place, id, new Volume.Settings(0, 1));
        IdentifierMint mint = new IdentifierMint(clock, new SecureRandom());
        JournalStore rows = new JdbcJournal(source, clock);
        journal = new Journal(rows, FileJournalSegments.on(volume, rows));
        store = new JdbcAdministrationStore(source);
        accounts = new Accounts(store, hashing, new PasswordPolicy(), journal, mint, clock);
        clients = new Clients(store, journal, mint, clock);
        sessions = new Sessions(store, hashing, mint, clock);
        secretFile = folder.resolve("bootstrap-secret");
    }

    Bootstrap bootstrap() throws Exception {
        Bootstrap bootstrap = new Bootstrap(secretFile, store, accounts, sessions, clock);
        bootstrap.prepare();
        return bootstrap;
    }

    AdministrationAnswer<Account> make(String name, Role role) {
        Accounts.Wish wish = new Accounts.Wish(
                name, "Chị " + name, Set.of(role), Optional.of(new AgencyCode("H56.22.17")), Optional.empty());
        return accounts.create(wish, GOOD_PASSWORD, BOSS);
    }

    List<Event> events() {
        return journal.after(0, 100).stream().map(JournalEntry::event).toList();
    }

    void pass(Duration time) {
        clock.forward(time);
    }

    @Override
    public void close() {
        volume.close();
    }
}
