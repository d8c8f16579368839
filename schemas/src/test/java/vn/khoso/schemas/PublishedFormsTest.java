package vn.khoso.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.codec.json.ResultReader;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.Submission;

/** OpenAPI and BagIt profile: they parse, they are whole, and they say what the code says. */
class PublishedFormsTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head");

    private static JsonNode file(ObjectMapper mapper, String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PublishedFormsTest.class.getResourceAsStream("/vn/khoso/schemas/" + name))) {
            return mapper.readTree(in);
        }
    }

    private static JsonNode api() throws IOException {
        return file(new YAMLMapper(), "openapi.yaml");
    }

    private static List<JsonNode> operations(JsonNode api) {
        List<JsonNode> operations = new ArrayList<>();
        api.path("paths")
                .forEach(path -> path.properties().forEach(method -> {
                    assertThat(METHODS).contains(method.getKey());
                    operations.add(method.getValue());
                }));
        return operations;
    }

    @Test
    void every_operation_has_a_name_summaries_in_both_languages_and_answers_with_problems() throws IOException {
        JsonNode api = api();
        assertThat(api.path("openapi").asText()).isEqualTo("3.1.0");
        Set<String> names = new HashSet<>();
        for (JsonNode operation : operations(api)) {
            String name = operation.path("operationId").asText();
            assertThat(names.add(name)).as(name).isTrue();
            assertThat(operation.path("x-summary-vi").asText()).as(name).isNotBlank();
            assertThat(operation.path("x-summary-en").asText()).as(name).isNotBlank();
            for (String status : List.of("400", "401", "403", "503")) {
                assertThat(operation.path("responses").has(status))
                        .as(name + " " + status)
                        .isTrue();
            }
        }
        api.at("/components/responses")
                .forEach(response -> assertThat(response.path("content").has("application/problem+json"))
                        .isTrue());
    }

    @Test
    void every_reference_leads_somewhere() throws IOException {
        JsonNode api = api();
        api.findValuesAsText("$ref").forEach(reference -> {
            if (reference.startsWith("#")) {
                assertThat(api.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            }
        });
    }

    @Test
    void path_parameters_are_those_of_the_path() throws IOException {
        api().path("paths").properties().forEach(path -> {
            Set<String> wanted = new HashSet<>();
            Pattern.compile("\\{([a-z]+)}")
                    .matcher(path.getKey())
                    .results()
                    .forEach(match -> wanted.add(match.group(1)));
            path.getValue().forEach(operation -> {
                Set<String> declared = new HashSet<>();
                operation.path("parameters").forEach(one -> {
                    if (one.path("in").asText().equals("path")) {
                        declared.add(one.path("name").asText());
                    }
                });
                assertThat(declared).as(path.getKey()).isEqualTo(wanted);
            });
        });
    }

    @Test
    void closed_choices_are_those_of_the_code() throws IOException {
        JsonNode schemas = api().at("/components/schemas");
        assertThat(texts(schemas.at("/Submission/properties/state/enum"))).isEqualTo(names(Submission.State.values()));
        assertThat(texts(schemas.at("/Progress/properties/phase/enum"))).isEqualTo(names(Progress.Phase.values()));
        assertThat(texts(schemas.at("/Role/enum"))).isEqualTo(names(vn.khoso.schemas.rights.Role.values()));
        assertThat(texts(schemas.at("/Finding/properties/level/enum")))
                .isEqualTo(names(vn.khoso.schemas.finding.FindingLevel.values()));
        assertThat(texts(schemas.at("/Incident/properties/kind/enum")))
                .isEqualTo(names(vn.khoso.schemas.catalogue.Incident.Kind.values()));
        assertThat(texts(schemas.at("/FixityRun/properties/state/enum")))
                .isEqualTo(names(vn.khoso.schemas.catalogue.FixityRun.State.values()));
    }

    @Test
    void the_bagit_profile_asks_for_the_description_and_refuses_fetching() throws IOException {
        JsonNode profile = file(new ObjectMapper(), "khoso-bagit-profile-1.json");
        assertThat(profile.at("/BagIt-Profile-Info/BagIt-Profile-Version").asText())
                .isEqualTo("1.4.0");
        assertThat(texts(profile.path("Tag-Files-Required"))).containsExactly(ResultReader.PATH);
        assertThat(profile.path("Allow-Fetch.txt").asBoolean(true)).isFalse();
        assertThat(texts(profile.path("Accept-BagIt-Version"))).containsExactly("0.97", "1.0");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static List<String> names(Enum<?>[] values) {
        return java.util.Arrays.stream(values).map(Enum::name).toList();
    }
}
