package vn.khoso.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BackupPartsTest {

    private static String kept(String text) throws IOException {
        return new String(BackupParts.withoutPasswords(new StringReader(text)), StandardCharsets.UTF_8);
    }

    @Test
    void no_setting_that_names_a_password_goes_to_a_medium() throws IOException {
        String kept = kept("""
                # password of old: hunter0
                khoso.volumes=a=/srv/kho số
                khoso.database.password=hunter1
                khoso.Seal.Password : hunter2
                khoso.s3.secret=\\
                    hunter3
                khoso.seal.pass\\u0077ord=hunter4
                khoso.database.\\
                    password=hunter5
                khoso.backup.hour=2
                """);
        assertThat(kept).doesNotContain("hunter");
        Properties read = new Properties();
        read.load(new StringReader(kept));
        assertThat(read)
                .containsOnly(
                        java.util.Map.entry("khoso.volumes", "a=/srv/kho số"),
                        java.util.Map.entry("khoso.backup.hour", "2"));
        assertThat(kept.lines()).isSorted().hasSize(2);
    }

    @Test
    void no_address_that_holds_a_password_goes_to_a_medium() throws IOException {
        assertThat(kept("""
                khoso.database.url=jdbc:postgresql://db/khoso?user=an&pass\\
                    word=hunter1
                khoso.s3.endpoint=https://an:hunter2@store.example
                khoso.archive.name=Kho
                """)).isEqualTo("khoso.archive.name=Kho\n");
    }
}
