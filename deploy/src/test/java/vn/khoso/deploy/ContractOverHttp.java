package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.deploy.OpenApiReferee.Operation;

/**
 * Every operation of the published contract, asked of the running server. What comes back is judged by {@link OpenApiReferee}
 * as every answer of {@link RunningServer} is; here nothing is left unasked.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContractOverHttp {

    private static final List<String> ROLES =
            List.of("AUDITOR", "ARCHIVIST", "DEPOSITOR", "PRESERVATION_OFFICER", "PORTAL");

    private final ServedArchive archive;
    private final OpenApiReferee referee = OpenApiReferee.ofThePublishedContract();

    ContractOverHttp(ServedArchive archive) {
        this.archive = archive;
    }

    @Test
    void every_document_that_can_be_read_is_as_the_contract_says() throws Exception {
        Map<String, String> known = everythingThatCanBeNamed();
        Set<String> read = new TreeSet<>();
        Set<String> unread = new TreeSet<>();
        for (Operation operation : referee.operations()) {
            if (operation.method().equals("GET") && operation.toldInJson()) {
                (readBySomebody(operation, known) ? read : unread).add(operation.toString());
            }
        }
        assertThat(unread).as("nobody could read these; name an example").isEmpty();
        assertThat(read).hasSizeGreaterThan(20);
    }

    private boolean readBySomebody(Operation operation, Map<String, String> known) throws Exception {
        String path = filled(operation.template(), known);
        assertThat(path).as("an example for each place in " + operation).doesNotContain("{");
        for (Map<String, String> who : everybody()) {
            Map<String, String> headers = new HashMap<>(who);
            headers.put("Accept", "application/json");
            if (archive.get(path, headers).statusCode() == 200) {
                return true;
            }
        }
        return false;
    }

    private List<Map<String, String>> everybody() {
        List<Map<String, String>> all = new ArrayList<>(List.of(Map.of(), archive.boss()));
        ROLES.forEach(role -> all.add(archive.as(role)));
        return all;
    }

    /** The fullest examples that there are: a kept package, a refused one, a delivery, an audit, an incident's neighbours. */
    private Map<String, String> everythingThatCanBeNamed() throws Exception {
        JsonNode kept = archive.kept();
        JsonNode refused = archive.ended(
                archive.sent(ServedArchive.bad(sip -> sip.refusal().isPresent()).zip()));
        assertThat(refused.path("findings")).isNotEmpty();
        String sip = uuid(kept.path("id").asText());
        String record = ServedArchive.recordIdOf(kept);
        HttpResponse<String> dip = archive.server()
                .post(
                        "/api/v1/dips",
                        archive.as("ARCHIVIST"),
                        "{\"records\":[\"" + record + "\"],\"form\":\"bagit-zip\"}");
        assertThat(dip.statusCode()).as(dip.body()).isEqualTo(202);
        HttpResponse<String> audit =
                archive.server().post("/api/v1/fixity/audits", archive.as("PRESERVATION_OFFICER"), "{}");
        assertThat(audit.statusCode()).as(audit.body()).isIn(201, 202, 409);
        String rule = archive.json("/api/v1/retention/rules?limit=1", archive.as("ARCHIVIST"))
                .path("items")
                .path(0)
                .path("code")
                .asText();
        Map<String, String> known = new HashMap<>();
        known.put("/sips/{id}", sip);
        known.put("/jobs/{id}", sip);
        known.put("/records/{id}", record);
        known.put("/dips/{id}", last(dip));
        known.put(
                "/audits/{id}",
                archive.json("/api/v1/fixity/audits?limit=1", archive.as("AUDITOR"))
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());
        known.put("/rules/{code}", rule);
        known.put("/accounts/{name}", "goc");
        known.put("{index}", "1");
        return known;
    }

    private static String filled(String template, Map<String, String> known) {
        String path = template;
        for (Map.Entry<String, String> one : known.entrySet()) {
            path = path.replace(one.getKey(), one.getKey().replaceFirst("\\{[^}]+}", "") + one.getValue());
        }
        return path;
    }

    private static String uuid(String urn) {
        return urn.replace("urn:uuid:", "");
    }

    private static String last(HttpResponse<String> made) {
        String path =
                URI.create(made.headers().firstValue("Location").orElseThrow()).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void a_stranger_and_a_token_that_is_none_are_turned_away_everywhere_as_the_contract_says() throws Exception {
        int turnedAway = 0;
        for (Operation operation : referee.operations()) {
            if (operation.secured()) {
                String path = nowhere(operation);
                assertThat(sent(operation, path, Map.of()).statusCode())
                        .as("nobody, " + operation)
                        .isEqualTo(401);
                assertThat(sent(operation, path, Map.of("Authorization", "Bearer khoso_none"))
                                .statusCode())
                        .as("a token that is none, " + operation)
                        .isEqualTo(401);
                turnedAway++;
            } else {
                assertThat(sent(operation, nowhere(operation), Map.of()).body())
                        .as("open to strangers, " + operation)
                        .doesNotContain("SIGN_IN_FIRST");
            }
        }
        assertThat(turnedAway).isGreaterThan(35);
    }

    @Test
    void what_is_not_there_and_what_is_nonsense_is_refused_everywhere_as_the_contract_says() throws Exception {
        for (Operation operation : referee.operations()) {
            if (operation.toString().equals("DELETE /api/v1/session")) {
                continue; // whoever may, is signed out
            }
            for (Map<String, String> who : everybody()) {
                HttpResponse<String> answer = sent(operation, nowhere(operation), who);
                assertThat(answer.statusCode())
                        .as(operation + ": " + answer.body())
                        .isLessThan(500);
                if (operation.template().contains("{")) {
                    assertThat(answer.statusCode())
                            .as(operation + ": " + answer.body())
                            .isGreaterThanOrEqualTo(400);
                }
            }
        }
    }

    private static String nowhere(Operation operation) {
        return operation.template().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    }

    /** A document that is one, and says nothing of what is wanted. */
    private HttpResponse<String> sent(Operation operation, String path, Map<String, String> who) throws Exception {
        Map<String, String> headers = new HashMap<>(who);
        boolean body = operation.said().has("requestBody");
        if (body) {
            headers.put(
                    "Content-Type",
                    operation
                            .said()
                            .path("requestBody")
                            .path("content")
                            .fieldNames()
                            .next());
        }
        return archive.server()
                .send(
                        operation.method(),
                        path,
                        headers,
                        body ? "{\"x\":[]}".getBytes(StandardCharsets.UTF_8) : new byte[0]);
    }
}
