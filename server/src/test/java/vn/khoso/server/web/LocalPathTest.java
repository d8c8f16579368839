package vn.khoso.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One is led back within the house, never out of it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class LocalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example/",
                "https:evil.example",
                "javascript:alert(1)",
                "evil.example",
                "/a\r\nLocation: https://evil.example",
                "/\tevil",
                "/ evil",
                "/%",
                "/%zz",
                "/giấy",
                "/<script>",
                "",
                " "
            })
    void what_is_not_a_path_of_ours_leads_to_the_first_page(String asked) {
        assertThat(LocalPath.of(asked)).isEqualTo(URI.create("/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/fixity",
                "/search?q=gi%E1%BA%A5y&year=2021",
                "/records/01930000-0000-7000-8000-000000000001",
                "/ingest?state=PARKED#rows",
                "/search?q=http://evil.example"
            })
    void a_path_of_ours_stays_as_it_is_and_stays_on_this_server(String asked) {
        URI there = LocalPath.of(asked);
        assertThat(there).hasToString(asked);
        assertThat(URI.create("https://kho.example/login").resolve(there).getHost())
                .isEqualTo("kho.example");
    }

    @Test
    void signing_in_leads_back_to_where_one_was_but_not_to_signing_in() {
        assertThat(LocalPath.signIn("/fixity?x=1&y=2")).isEqualTo("/login?back=%2Ffixity%3Fx%3D1%26y%3D2");
        assertThat(LocalPath.signIn("/")).isEqualTo("/login");
        assertThat(LocalPath.signIn("/login?back=%2Ffixity")).isEqualTo("/login");
        assertThat(LocalPath.signIn("//evil.example")).isEqualTo("/login");
    }
}
