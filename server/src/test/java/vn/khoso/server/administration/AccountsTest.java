package vn.khoso.server.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.khoso.server.administration.Office.BOSS;
import static vn.khoso.server.administration.Office.GOOD_PASSWORD;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.rights.Role;
import vn.khoso.server.administration.AdministrationAnswer.Done;
import vn.khoso.server.administration.AdministrationAnswer.Reason;
import vn.khoso.server.administration.AdministrationAnswer.Refused;
import vn.khoso.server.administration.Sessions.SignIn;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class AccountsTest {

    @TempDir
    private Path folder;

    private Office office;

    @BeforeEach
    void open() throws Exception {
        office = new Office(folder);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void an_account_that_was_made_can_sign_in_and_stands_in_the_journal_without_its_password() {
        assertThat(office.make("thuy", Role.DEPOSITOR)).isInstanceOf(Done.class);
        assertThat(office.sessions.signIn("thuy", GOOD_PASSWORD, "127.0.0.1")).isInstanceOf(SignIn.Opened.class);
        assertThat(office.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.ADMINISTRATION);
            assertThat(event.objects()).containsExactly("account:thuy");
            assertThat(event.toString()).doesNotContain(GOOD_PASSWORD);
        });
    }

    @Test
    void a_name_is_given_once() {
        office.make("thuy", Role.DEPOSITOR);
        assertThat(office.make("thuy", Role.ARCHIVIST)).isEqualTo(new Refused<Account>(Reason.NAME_TAKEN));
        assertThat(office.events()).hasSize(1);
    }

    @Test
    void nothing_is_kept_when_the_journal_does_not_take_the_event() {
        Account account = new Account(
                "lan",
                "Lan",
                Set.of(Role.ARCHIVIST),
                Optional.empty(),
                Optional.empty(),
                true,
                office.clock.instant(),
                office.clock.instant());
        assertThatThrownBy(() -> office.store.add(account, "hash", () -> {
                    throw new IllegalStateException("journal away");
                }))
                .hasMessageContaining("journal away");
        assertThat(office.store.account("lan")).isEmpty();
    }

    @Test
    void a_closed_account_is_signed_out_at_once_and_cannot_come_back() {
        office.make("thuy", Role.DEPOSITOR);
        SignIn.Opened opened = (SignIn.Opened) office.sessions.signIn("thuy", GOOD_PASSWORD, "a");
        assertThat(office.sessions.authenticate(opened.token())).isPresent();
        office.accounts.enable("thuy", false, BOSS);
        assertThat(office.sessions.authenticate(opened.token())).isEmpty();
        assertThat(office.sessions.signIn("thuy", GOOD_PASSWORD, "a")).isInstanceOf(SignIn.Refused.class);
    }

    @Test
    void roles_taken_away_are_gone_from_sessions_that_are_open() {
        office.make("thuy", Role.ARCHIVIST);
        SignIn.Opened opened = (SignIn.Opened) office.sessions.signIn("thuy", GOOD_PASSWORD, "a");
        Accounts.Wish less =
                new Accounts.Wish("thuy", "Thuý", Set.of(Role.AUDITOR), Optional.empty(), Optional.empty());
        assertThat(office.accounts.change(less, BOSS)).isInstanceOf(Done.class);
        assertThat(office.sessions.authenticate(opened.token())).isEmpty();
    }

    @Test
    void the_last_administrator_can_be_neither_closed_nor_demoted() throws Exception {
        Bootstrap bootstrap = office.bootstrap();
        bootstrap.first(java.nio.file.Files.readString(office.secretFile).strip(), "goc", "Người gốc", GOOD_PASSWORD);
        assertThat(office.accounts.enable("goc", false, BOSS))
                .isEqualTo(new Refused<Account>(Reason.LAST_ADMINISTRATOR));
        Accounts.Wish less = new Accounts.Wish("goc", "Gốc", Set.of(Role.AUDITOR), Optional.empty(), Optional.empty());
        assertThat(office.accounts.change(less, BOSS)).isEqualTo(new Refused<Account>(Reason.LAST_ADMINISTRATOR));
        assertThat(office.store.administrators()).isEqualTo(1);
    }

    @Test
    void a_depositor_needs_an_agency() {
        Accounts.Wish wish =
                new Accounts.Wish("thuy", "Thuý", Set.of(Role.DEPOSITOR), Optional.empty(), Optional.empty());
        assertThat(office.accounts.create(wish, GOOD_PASSWORD, BOSS)).isEqualTo(new Refused<Account>(Reason.INVALID));
    }

    @Test
    void one_s_own_password_is_changed_only_by_who_knows_it() {
        office.make("thuy", Role.ARCHIVIST);
        var own = office.accounts.find("thuy").orElseThrow().requester();
        assertThat(office.accounts.ownPassword(own, "không phải thế này", "mười hai con giáp chạy"))
                .isEqualTo(new Refused<Account>(Reason.WRONG_PASSWORD));
        assertThat(office.accounts.ownPassword(own, GOOD_PASSWORD, "mười hai con giáp chạy"))
                .isInstanceOf(Done.class);
        assertThat(office.sessions.signIn("thuy", "mười hai con giáp chạy", "a"))
                .isInstanceOf(SignIn.Opened.class);
    }

    @Test
    void accounts_are_paged_by_name() {
        List.of("an", "binh", "chi", "dung").forEach(name -> office.make(name + "-a", Role.ARCHIVIST));
        assertThat(office.accounts.list(Optional.empty(), 2))
                .extracting(Account::name)
                .containsExactly("an-a", "binh-a");
        assertThat(office.accounts.list(Optional.of("binh-a"), 2))
                .extracting(Account::name)
                .containsExactly("chi-a", "dung-a");
    }

    @Test
    void a_client_s_token_is_shown_once_and_ends_when_it_is_over_or_revoked() {
        var made = ((Done<Clients.Made>) office.clients.create(
                        "Cổng dịch vụ công",
                        Role.DEPOSITOR,
                        Optional.of(new AgencyCode("H56.22.17")),
                        Duration.ofDays(10),
                        BOSS))
                .value();
        assertThat(office.clients.authenticate(made.token()))
                .get()
                .satisfies(who -> assertThat(who.roles()).containsExactly(Role.DEPOSITOR));
        assertThat(office.events().toString()).doesNotContain(made.token());
        office.pass(Duration.ofDays(10));
        assertThat(office.clients.authenticate(made.token())).isEmpty();

        var other = ((Done<Clients.Made>)
                        office.clients.create("Khác", Role.AUDITOR, Optional.empty(), Duration.ofDays(10), BOSS))
                .value();
        office.clients.revoke(other.client().id(), BOSS);
        assertThat(office.clients.authenticate(other.token())).isEmpty();
    }

    @Test
    void no_client_lives_longer_than_a_year_or_administers() {
        assertThat(office.clients.create("x", Role.AUDITOR, Optional.empty(), Duration.ofDays(366), BOSS))
                .isEqualTo(new Refused<Clients.Made>(Reason.INVALID));
        assertThat(office.clients.create("x", Role.ADMINISTRATOR, Optional.empty(), Duration.ofDays(1), BOSS))
                .isEqualTo(new Refused<Clients.Made>(Reason.INVALID));
    }
}
