package vn.khoso.server.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khoso.server.administration.Office.GOOD_PASSWORD;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.schemas.rights.Role;
import vn.khoso.server.administration.AdministrationAnswer.Done;
import vn.khoso.server.administration.AdministrationAnswer.Reason;
import vn.khoso.server.administration.AdministrationAnswer.Refused;
import vn.khoso.server.administration.Sessions.SignIn;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SessionsTest {

    @TempDir
    private Path folder;

    private Office office;

    @BeforeEach
    void open() throws Exception {
        office = new Office(folder);
        office.make("thuy", Role.ARCHIVIST);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private SignIn.Opened signIn() {
        return (SignIn.Opened) office.sessions.signIn("thuy", GOOD_PASSWORD, "10.0.0.1");
    }

    @Test
    void every_sign_in_has_a_token_of_its_own() {
        assertThat(signIn().token()).isNotEqualTo(signIn().token());
    }

    @Test
    void a_session_ends_after_half_an_hour_without_a_request() {
        String token = signIn().token();
        office.pass(Duration.ofMinutes(29));
        assertThat(office.sessions.authenticate(token)).isPresent();
        office.pass(Duration.ofMinutes(29));
        assertThat(office.sessions.authenticate(token)).isPresent();
        office.pass(Duration.ofMinutes(31));
        assertThat(office.sessions.authenticate(token)).isEmpty();
    }

    @Test
    void a_session_ends_after_twelve_hours_however_busy() {
        String token = signIn().token();
        for (int quarter = 0; quarter < 4 * 12 - 1; quarter++) {
            office.pass(Duration.ofMinutes(15));
            assertThat(office.sessions.authenticate(token)).isPresent();
        }
        office.pass(Duration.ofMinutes(15));
        assertThat(office.sessions.authenticate(token)).isEmpty();
    }

    @Test
    void a_signed_out_token_is_nothing() {
        String token = signIn().token();
        office.sessions.signOut(token);
        assertThat(office.sessions.authenticate(token)).isEmpty();
    }

    @Test
    void one_session_can_be_ended_while_the_other_goes_on() {
        SignIn.Opened here = signIn();
        SignIn.Opened there = signIn();
        office.sessions.revoke("thuy", there.session().id());
        assertThat(office.sessions.authenticate(here.token())).isPresent();
        assertThat(office.sessions.authenticate(there.token())).isEmpty();
        assertThat(office.sessions.of("thuy"))
                .extracting(Session::id)
                .containsExactly(here.session().id());
    }

    @Test
    void five_wrong_tries_for_a_name_make_it_wait_from_every_address_and_for_the_right_password_too() {
        for (int time = 0; time < 5; time++) {
            assertThat(office.sessions.signIn("thuy", "wrong", "10.0.1." + time))
                    .isInstanceOf(SignIn.Refused.class);
        }
        assertThat(office.sessions.signIn("thuy", GOOD_PASSWORD, "10.0.2.1")).isInstanceOf(SignIn.Throttled.class);
        office.pass(Duration.ofMinutes(15));
        assertThat(office.sessions.signIn("thuy", GOOD_PASSWORD, "10.0.2.1")).isInstanceOf(SignIn.Opened.class);
    }

    @Test
    void five_wrong_tries_from_an_address_make_it_wait_for_every_name() {
        for (int time = 0; time < 5; time++) {
            office.sessions.signIn("nobody-" + time, "wrong", "10.9.9.9");
        }
        assertThat(office.sessions.signIn("thuy", GOOD_PASSWORD, "10.9.9.9")).isInstanceOf(SignIn.Throttled.class);
        assertThat(office.sessions.signIn("thuy", GOOD_PASSWORD, "10.9.9.8")).isInstanceOf(SignIn.Opened.class);
    }

    @Test
    void a_name_that_does_not_exist_is_answered_like_one_that_does() {
        for (int time = 0; time < 5; time++) {
            assertThat(office.sessions.signIn("khong-co", "wrong", "10.0.3." + time))
                    .isEqualTo(new SignIn.Refused());
        }
        assertThat(office.sessions.signIn("khong-co", "wrong", "10.0.4.1")).isInstanceOf(SignIn.Throttled.class);
    }

    @Test
    void the_bootstrap_secret_makes_one_administrator_once_and_only_its_owner_can_read_it() throws Exception {
        Bootstrap bootstrap = office.bootstrap();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(office.secretFile)))
                .isEqualTo("rw-------");
        String secret = Files.readString(office.secretFile).strip();
        assertThat(bootstrap.first("guess", "goc", "Gốc", GOOD_PASSWORD))
                .isEqualTo(new Refused<SignIn.Opened>(Reason.BOOTSTRAP_OVER));
        assertThat(bootstrap.first(secret, "goc", "Gốc", "ngắn quá"))
                .isEqualTo(new Refused<SignIn.Opened>(Reason.PASSWORD_TOO_SHORT));
        assertThat(bootstrap.first(secret, "goc", "Gốc", GOOD_PASSWORD)).isInstanceOf(Done.class);
        assertThat(office.secretFile).doesNotExist();
        assertThat(bootstrap.first(secret, "hai", "Hai", GOOD_PASSWORD))
                .isEqualTo(new Refused<SignIn.Opened>(Reason.BOOTSTRAP_OVER));
        assertThat(office.bootstrap().open()).isFalse();
        assertThat(office.secretFile).doesNotExist();
    }

    @Test
    void the_bootstrap_secret_is_over_after_an_hour_and_after_a_restart() throws Exception {
        Bootstrap first = office.bootstrap();
        String secret = Files.readString(office.secretFile).strip();
        office.pass(Duration.ofHours(1));
        assertThat(first.first(secret, "goc", "Gốc", GOOD_PASSWORD))
                .isEqualTo(new Refused<SignIn.Opened>(Reason.BOOTSTRAP_OVER));
        assertThat(office.bootstrap().first(secret, "goc", "Gốc", GOOD_PASSWORD))
                .isEqualTo(new Refused<SignIn.Opened>(Reason.BOOTSTRAP_OVER));
    }

    @Test
    void guessing_the_bootstrap_secret_ends_it() throws Exception {
        Bootstrap bootstrap = office.bootstrap();
        String secret = Files.readString(office.secretFile).strip();
        for (int time = 0; time < 20; time++) {
            bootstrap.first("guess" + time, "goc", "Gốc", GOOD_PASSWORD);
        }
        assertThat(bootstrap.first(secret, "goc", "Gốc", GOOD_PASSWORD))
                .isEqualTo(new Refused<SignIn.Opened>(Reason.BOOTSTRAP_OVER));
    }
}
