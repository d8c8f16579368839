package vn.khoso.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SettingsReaderTest {

    @TempDir
    private Path data;

    private Settings read(Map<String, String> system, Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(system);
        all.putIfAbsent("khoso.data", data.toString());
        return new SettingsReader(all, environment).read();
    }

    @Test
    void the_system_property_wins_over_the_environment_and_that_over_the_file() throws IOException {
        Files.writeString(data.resolve("khoso.properties"), "khoso.ingest.workers=3\nkhoso.format.workers=3\nkhoso.contact=c@x\nkhoso.database.url=jdbc:file\n");
        Settings settings = read(Map.of("khoso.ingest.workers", "5"), Map.of("KHOSO_INGEST_WORKERS", "4", "KHOSO_FORMAT_WORKERS", "4"));
        assertThat(settings.ingestWorkers()).isEqualTo(5);
        assertThat(settings.formatWorkers()).isEqualTo(4);
        assertThat(settings.contact()).isEqualTo("c@x");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() throws IOException {
        Files.writeString(data.resolve("khoso.properties"), "khoso.ingest.wokers=3\n");
        assertThatThrownBy(() -> read(Map.of("khoso.ingest.workers", "many", "khoso.public.url", "here/"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("khoso.ingest.wokers, which does not exist")
                .hasMessageContaining("khoso.ingest.workers is 'many', not a number from 1 to 64")
                .hasMessageContaining("khoso.public.url")
                .hasMessageContaining("khoso.database.url is missing");
    }

    @Test
    void a_password_is_not_in_the_text_that_goes_to_the_log() throws IOException {
        Settings settings = read(Map.of("khoso.database.url", "jdbc:x", "khoso.database.password", "tuyệt-mật"), Map.of());
        assertThat(settings.toString()).doesNotContain("tuyệt-mật");
    }
}
