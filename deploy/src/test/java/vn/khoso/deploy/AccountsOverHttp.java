package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** People and programs: signing in and out, passwords, closing an account, guessing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccountsOverHttp {

    private static final String FIRST = "mười hai con giáp đi chợ";
    private static final String SECOND = "sông dài cá lội biệt tăm";

    private final ServedArchive archive;

    AccountsOverHttp(ServedArchive archive) {
        this.archive = archive;
    }

    @Test
    void somebody_signs_in_changes_his_password_and_signs_out() throws Exception {
        made("le.van.tam", "ARCHIVIST");
        Map<String, String> session = signedIn("le.van.tam", FIRST, "192.0.2.10");
        JsonNode me = archive.json("/api/v1/session", session);
        assertThat(me.path("id").asText()).isEqualTo("le.van.tam");
        assertThat(me.path("csrf").asText()).isEqualTo(session.get("X-CSRF-Token"));

        String wish = "{\"present\":\"%s\",\"wanted\":\"%s\"}";
        archive.problem(
                archive.server().post("/api/v1/session/password", session, wish.formatted("sai rồi", SECOND)),
                403,
                "WRONG_PASSWORD");
        archive.problem(
                archive.server().post("/api/v1/session/password", session, wish.formatted(FIRST, "ngắn")),
                422,
                "PASSWORD_TOO_SHORT");
        assertThat(archive.server()
                        .post("/api/v1/session/password", session, wish.formatted(FIRST, SECOND))
                        .statusCode())
                .isEqualTo(200);
        assertThat(archive.json("/api/v1/session", session).path("anonymous").asBoolean())
                .as("all sessions end")
                .isTrue();
        archive.problem(tried("le.van.tam", FIRST, "192.0.2.10"), 401, "SIGN_IN_REFUSED");

        Map<String, String> again = signedIn("le.van.tam", SECOND, "192.0.2.10");
        assertThat(archive.server()
                        .send("DELETE", "/api/v1/session", again, new byte[0])
                        .statusCode())
                .isEqualTo(204);
        assertThat(archive.json("/api/v1/session", again).path("anonymous").asBoolean())
                .isTrue();
    }

    @Test
    void five_wrong_passwords_shut_the_name_for_a_while_even_for_the_right_one_and_nobody_else() throws Exception {
        made("tran.thi.bay", "AUDITOR");
        for (int n = 0; n < 5; n++) {
            archive.problem(
                    tried("tran.thi.bay", "đoán mò lần thứ " + n, "192.0.2." + (20 + n)), 401, "SIGN_IN_REFUSED");
        }
        HttpResponse<String> shut = tried("tran.thi.bay", FIRST, "192.0.2.30");
        archive.problem(shut, 429, "TOO_MANY_TRIES");
        assertThat(shut.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 900L);
        made("tran.thi.tam", "AUDITOR");
        signedIn("tran.thi.tam", FIRST, "192.0.2.30");
        for (int n = 0; n < 5; n++) {
            tried("khong.co.ai" + n, "đoán mò", "192.0.2.31");
        }
        archive.problem(tried("tran.thi.tam", FIRST, "192.0.2.31"), 429, "TOO_MANY_TRIES");
    }

    @Test
    void an_account_that_is_closed_is_signed_out_at_once() throws Exception {
        made("pham.van.chin", "ARCHIVIST");
        Map<String, String> session = signedIn("pham.van.chin", FIRST, "192.0.2.40");
        assertThat(archive.get("/api/v1/events", session).statusCode()).isEqualTo(200);
        JsonNode sessions = archive.json("/api/v1/accounts/pham.van.chin/sessions", archive.as("AUDITOR"));
        assertThat(sessions.path("items")).hasSize(1);
        assertThat(put("/api/v1/accounts/pham.van.chin/enabled", "{\"enabled\":false}")
                        .statusCode())
                .isEqualTo(200);
        archive.problem(archive.get("/api/v1/events", session), 401, "SIGN_IN_FIRST");
        archive.problem(tried("pham.van.chin", FIRST, "192.0.2.41"), 401, "SIGN_IN_REFUSED");
        JsonNode events = archive.json("/api/v1/events?limit=200", archive.as("AUDITOR"));
        assertThat(events.toString()).doesNotContain(FIRST);
    }

    @Test
    void accounts_are_made_well_or_not_at_all_and_only_by_an_administrator() throws Exception {
        made("do.thi.muoi", "ARCHIVIST");
        archive.problem(create("do.thi.muoi", "ARCHIVIST", FIRST), 409, "NAME_TAKEN");
        archive.problem(create("x", "ARCHIVIST", FIRST), 422, "INVALID");
        archive.problem(create("do.thi.mot", "ARCHIVIST", "password1234"), 422, "PASSWORD_COMMON");
        archive.problem(create("do.thi.mot", "KING", FIRST), 400, "BAD_REQUEST");
        archive.problem(put("/api/v1/accounts/goc/enabled", "{\"enabled\":false}"), 409, "LAST_ADMINISTRATOR");
        archive.problem(archive.server().post("/api/v1/accounts", archive.as("ARCHIVIST"), "{}"), 403, "FORBIDDEN");
        archive.problem(archive.get("/api/v1/accounts/khong.co", archive.as("AUDITOR")), 404, "NOT_FOUND");
    }

    @Test
    void a_program_s_token_is_told_once_and_is_worth_nothing_after_it_was_revoked() throws Exception {
        HttpResponse<String> made = archive.server()
                .post("/api/v1/clients", archive.boss(), "{\"displayName\":\"thu hoạch\",\"role\":\"AUDITOR\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        String token = archive.server().json(made).path("token").asText();
        String id = archive.server().json(made).path("id").asText();
        assertThat(archive.get("/api/v1/clients?limit=200", archive.boss()).body())
                .contains(id)
                .doesNotContain(token);
        Map<String, String> program = Map.of("Authorization", "Bearer " + token);
        assertThat(archive.get("/api/v1/events", program).statusCode()).isEqualTo(200);
        assertThat(archive.server()
                        .send("DELETE", "/api/v1/clients/" + id, archive.boss(), new byte[0])
                        .statusCode())
                .isEqualTo(200);
        archive.problem(archive.get("/api/v1/events", program), 401, "SIGN_IN_FIRST");
    }

    @Test
    void a_form_that_is_too_long_to_find_its_token_in_is_refused_and_not_cut() throws Exception {
        Map<String, String> form = new HashMap<>(
                Map.of("Cookie", archive.boss().get("Cookie"), "Content-Type", "application/x-www-form-urlencoded"));
        String long_ = "x=" + "a".repeat(70_000) + "&csrf=" + archive.boss().get("X-CSRF-Token");
        archive.problem(
                archive.server().send("POST", "/language", form, long_.getBytes(StandardCharsets.UTF_8)),
                413,
                "TOO_LARGE");
        String short_ = "language=vi&csrf=" + archive.boss().get("X-CSRF-Token");
        assertThat(archive.server()
                        .send("POST", "/language", form, short_.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(303);
        archive.problem(
                archive.server().send("POST", "/language", form, "language=vi&csrf=x".getBytes(StandardCharsets.UTF_8)),
                403,
                "CROSS_SITE");
    }

    @Test
    void signing_in_on_the_page_leads_back_to_what_was_asked_for_and_never_to_another_server() throws Exception {
        made("ly.thi.ve", "AUDITOR");
        HttpResponse<String> asked = archive.get("/fixity?x=1", Map.of("Accept", "text/html"));
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.body()).contains("href=\"/login?back=%2Ffixity%3Fx%3D1\"");
        assertThat(archive.get("/login?back=%2Ffixity%3Fx%3D1", Map.of("Accept", "text/html"))
                        .body())
                .contains("name=\"back\" value=\"/fixity?x=1\"");
        assertThat(ledTo("/fixity?x=1")).isEqualTo("/fixity?x=1");
        for (String elsewhere : List.of(
                "//evil.example/x",
                "/\\evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "/x\r\nSet-Cookie: a=b",
                "/%zz",
                "")) {
            assertThat(ledTo(elsewhere)).as(elsewhere).isEqualTo("/");
            assertThat(archive.get("/login?back=" + ServedArchive.encoded(elsewhere), Map.of("Accept", "text/html"))
                            .body())
                    .as(elsewhere)
                    .contains("action=\"/login\"><input type=\"hidden\" name=\"back\" value=\"/\"");
        }
    }

    private String ledTo(String back) throws Exception {
        HttpResponse<String> opened = form(
                "/login",
                Map.of("X-Forwarded-For", "192.0.2.60"),
                "name=ly.thi.ve&password=" + ServedArchive.encoded(FIRST) + "&back=" + ServedArchive.encoded(back));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(303);
        URI location = URI.create(opened.headers().firstValue("Location").orElseThrow());
        assertThat(location.getAuthority())
                .isIn(null, "127.0.0.1:" + archive.server().port());
        assertThat(opened.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("khoso_session=");
        return location.getRawPath() + (location.getRawQuery() == null ? "" : "?" + location.getRawQuery());
    }

    @Test
    void somebody_changes_the_own_password_on_its_page_and_is_signed_out_everywhere() throws Exception {
        made("vu.van.doi", "ARCHIVIST");
        archive.problem(archive.get("/password", Map.of()), 401, "SIGN_IN_FIRST");
        Map<String, String> here = signedIn("vu.van.doi", FIRST, "192.0.2.70");
        Map<String, String> elsewhere = signedIn("vu.van.doi", FIRST, "192.0.2.70");
        assertThat(archive.get("/password", here).statusCode()).isEqualTo(200);
        archive.problem(
                form("/password", Map.of("Cookie", here.get("Cookie")), wish(FIRST, SECOND, SECOND)),
                403,
                "CROSS_SITE");
        String csrf = "&csrf=" + here.get("X-CSRF-Token");
        for (String wrong :
                List.of(wish("sai rồi", SECOND, SECOND), wish(FIRST, SECOND, FIRST), wish(FIRST, "ngắn", "ngắn"))) {
            assertThat(form("/password", here, wrong + csrf).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(archive.json("/api/v1/session", elsewhere).path("anonymous").asBoolean())
                .isFalse();
        HttpResponse<String> done = form("/password", here, wish(FIRST, SECOND, SECOND) + csrf);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location").orElse("")).endsWith("/login?changed=true");
        for (Map<String, String> session : List.of(here, elsewhere)) {
            assertThat(archive.json("/api/v1/session", session)
                            .path("anonymous")
                            .asBoolean())
                    .isTrue();
        }
        archive.problem(tried("vu.van.doi", FIRST, "192.0.2.70"), 401, "SIGN_IN_REFUSED");
        signedIn("vu.van.doi", SECOND, "192.0.2.70");
    }

    private static String wish(String present, String wanted, String repeated) {
        return "present=" + ServedArchive.encoded(present) + "&wanted=" + ServedArchive.encoded(wanted) + "&repeated="
                + ServedArchive.encoded(repeated);
    }

    private HttpResponse<String> form(String path, Map<String, String> headers, String fields) throws Exception {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return archive.server().send("POST", path, all, fields.getBytes(StandardCharsets.UTF_8));
    }

    private void made(String name, String role) throws Exception {
        HttpResponse<String> made = create(name, role, FIRST);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private HttpResponse<String> create(String name, String role, String password) throws Exception {
        return archive.server().post("/api/v1/accounts", archive.boss(), """
                {"name":"%s","displayName":"Người %s","roles":["%s"],"password":"%s"}""".formatted(name, name, role, password));
    }

    private HttpResponse<String> put(String path, String json) throws Exception {
        Map<String, String> headers = new HashMap<>(archive.boss());
        headers.put("Content-Type", "application/json");
        return archive.server().send("PUT", path, headers, json.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> tried(String name, String password, String address) throws Exception {
        return archive.server()
                .post(
                        "/api/v1/session",
                        Map.of("X-Forwarded-For", address),
                        "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
    }

    private Map<String, String> signedIn(String name, String password, String address) throws Exception {
        HttpResponse<String> opened = tried(name, password, address);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(List.of(cookie.split("; ?"))).contains("HttpOnly");
        return Map.of(
                "Cookie",
                cookie.substring(0, cookie.indexOf(';')),
                "X-CSRF-Token",
                archive.server().json(opened).path("csrf").asText());
    }
}
