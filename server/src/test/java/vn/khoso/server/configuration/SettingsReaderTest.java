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
        Files.writeString(
                data.resolve("khoso.properties"),
                "khoso.ingest.workers=3\nkhoso.format.workers=3\nkhoso.contact=c@x\nkhoso.database.url=jdbc:file\n");
        Settings settings = read(
                Map.of("khoso.ingest.workers", "5"), Map.of("KHOSO_INGEST_WORKERS", "4", "KHOSO_FORMAT_WORKERS", "4"));
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
    void a_volume_may_be_a_bucket() throws IOException {
        Settings settings = read(
                Map.of("khoso.database.url", "jdbc:x", "khoso.volumes", "a=x, b=s3://kho-so/tinh/a"),
                Map.of(
                        "KHOSO_S3_ENDPOINT", "https://s3.tinh.gov.vn",
                        "KHOSO_S3_KEY", "kho",
                        "KHOSO_S3_SECRET", "tuyệt-mật"));
        assertThat(settings.volumes().get(1)).isInstanceOfSatisfying(VolumePlace.Bucket.class, bucket -> {
            assertThat(bucket.bucket()).isEqualTo("kho-so");
            assertThat(bucket.prefix()).isEqualTo("tinh/a");
            assertThat(bucket.store().secret()).isEqualTo("tuyệt-mật");
        });
        assertThat(settings.toString() + settings.volumes()).doesNotContain("tuyệt-mật");
    }

    @Test
    void what_is_wrong_with_a_bucket_is_told_in_both_languages() {
        assertThatThrownBy(() -> read(
                        Map.of(
                                "khoso.database.url", "jdbc:x",
                                "khoso.volumes", "a=s3://Kho So, b=s3://kho-so",
                                "khoso.s3.endpoint", "s3.tinh.gov.vn",
                                "khoso.s3.secret", "on the command line"),
                        Map.of()))
                .hasMessageContaining("không phải thùng chứa như s3://kho-so/tinh")
                .hasMessageContaining("khoso.s3.endpoint là 's3.tinh.gov.vn', không phải địa chỉ")
                .hasMessageContaining("ổ b là một thùng chứa S3 nhưng thiếu khoso.s3.key")
                .hasMessageContaining("khoso.s3.secret không được đặt trên dòng lệnh");
    }

    @Test
    void a_password_is_not_in_the_text_that_goes_to_the_log() throws IOException {
        Settings settings =
                read(Map.of("khoso.database.url", "jdbc:x", "khoso.database.password", "tuyệt-mật"), Map.of());
        assertThat(settings.toString()).doesNotContain("tuyệt-mật");
    }

    @Test
    void audits_are_due_after_ninety_days_at_any_hour_unless_the_operator_says_otherwise() throws IOException {
        Settings.Fixity usual =
                read(Map.of("khoso.database.url", "jdbc:x"), Map.of()).fixity();
        assertThat(usual.days()).isEqualTo(90);
        assertThat(usual.daysOf()).isEmpty();
        assertThat(usual.sample()).isEqualTo(300);
        assertThat(usual.megabytesPerSecond()).isZero();
        assertThat(usual.hours()).isEmpty();
        Settings.Fixity set = read(
                        Map.of(
                                "khoso.database.url",
                                "jdbc:x",
                                "khoso.fixity.days",
                                "30, b=7",
                                "khoso.fixity.sample",
                                "500",
                                "khoso.fixity.rate",
                                "50",
                                "khoso.fixity.walkers",
                                "3",
                                "khoso.fixity.hours",
                                "22:00-06:00"),
                        Map.of())
                .fixity();
        assertThat(set)
                .hasToString("every 30 days {b=7} and 500 copies a day at 50 MB/s with 3 readers from 22:00-06:00");
    }

    @Test
    void backups_go_to_the_media_that_are_named_and_to_none_unasked() throws IOException {
        assertThat(read(Map.of("khoso.database.url", "jdbc:x"), Map.of())
                        .backup()
                        .media())
                .isEmpty();
        Settings.Backup set = read(
                        Map.of("khoso.database.url", "jdbc:x", "khoso.backup.media", "/mnt/b1, /mnt/b2"),
                        Map.of("KHOSO_BACKUP_HOUR", "22", "KHOSO_BACKUP_SAME_DISK", "true"))
                .backup();
        assertThat(set.media()).containsExactly(java.nio.file.Path.of("/mnt/b1"), java.nio.file.Path.of("/mnt/b2"));
        assertThat(set.hour()).isEqualTo(22);
        assertThat(set.sameDisk()).isTrue();
    }

    @Test
    void no_audit_for_more_than_three_years_no_odd_hours_and_no_signature_file_that_is_not_there() {
        assertThatThrownBy(() -> read(
                        Map.of(
                                "khoso.fixity.days",
                                "1096, x=30",
                                "khoso.fixity.hours",
                                "22-6",
                                "khoso.fixity.walkers",
                                "0",
                                "khoso.fixity.rate",
                                "-1",
                                "khoso.format.pronom",
                                data.resolve("absent.xml").toString()),
                        Map.of()))
                .hasMessageContaining("khoso.fixity.days is '1096', not a number from 1 to 1095")
                .hasMessageContaining("không có ổ nào tên 'x'")
                .hasMessageContaining("khoso.fixity.hours is '22-6', not hours such as 22:00-06:00")
                .hasMessageContaining("khoso.fixity.walkers is '0'")
                .hasMessageContaining("khoso.fixity.rate is '-1'")
                .hasMessageContaining("absent.xml', not a file that can be read");
    }
}
