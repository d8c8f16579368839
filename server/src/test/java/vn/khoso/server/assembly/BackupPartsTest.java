package vn.khoso.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BackupPartsTest {

    @Test
    void no_line_that_names_a_password_goes_to_a_medium() {
        byte[] kept = BackupParts.withoutPasswords(List.of(
                "khoso.volumes=a=/srv/a",
                "khoso.database.password=secret",
                "khoso.Seal.Password : x",
                "khoso.s3.secret=y"));
        assertThat(new String(kept, StandardCharsets.UTF_8)).isEqualTo("khoso.volumes=a=/srv/a\n");
    }
}
