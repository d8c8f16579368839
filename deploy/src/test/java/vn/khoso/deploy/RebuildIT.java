package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.ingest.demo.DemoSip;

/** What the database knew is made again from the volumes alone, and all of it from a backup, by the commands that an operator has. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class RebuildIT {

    @TempDir
    private Path folder;

    @Test
    void a_record_and_its_files_are_there_again_after_a_rebuild_from_the_volume() throws Exception {
        Path data = folder.resolve("data");
        assertThat(RunningServer.command(data, "rebuild").code())
                .as("without a volume")
                .isEqualTo(1);
        assertThat(data).doesNotExist();
        String record;
        String depositor;
        String archivist;
        DemoSip sip = new DemoProvince(2)
                .sips()
                .filter(one -> one.refusal().isEmpty())
                .findFirst()
                .orElseThrow();
        byte[] paper = LauncherIT.aPaperOf(sip);
        try (RunningServer server = RunningServer.start(data)) {
            Map<String, String> boss = LauncherIT.boss(server);
            depositor = LauncherIT.client(server, boss, "DEPOSITOR");
            archivist = LauncherIT.client(server, boss, "ARCHIVIST");
            record = LauncherIT.aRecord(
                    server,
                    archivist,
                    LauncherIT.kept(server, depositor, sip.zip()).path("aip").asText());
            RunningServer.Ended beside = RunningServer.command(data, "rebuild", "--replace");
            assertThat(beside.code()).as(beside.said()).isEqualTo(1);
            assertThat(beside.said()).contains("Another Kho Số is running");
        }

        RunningServer.Ended refused = RunningServer.command(data, "rebuild");
        assertThat(refused.code()).as(refused.said()).isEqualTo(1);
        assertThat(refused.said()).contains("--replace").doesNotContain("set aside:");

        RunningServer.Ended made = RunningServer.command(data, "rebuild", "--replace");
        assertThat(made.code()).as(made.said()).isZero();
        assertThat(made.said())
                .contains(" 1 gói (packages)", " 0 gói không mô tả được (left out)", "schema preservation_until_");
        assertThat(made.after("Sau / after:")).as(made.said()).hasSize(64).isEqualTo(made.after("Trước / before:"));
        assertThat(data.resolve("index"))
                .as("indexes follow from the first change")
                .doesNotExist();

        try (RunningServer server = RunningServer.start(data)) {
            assertThat(LauncherIT.aRecord(server, archivist, "the rebuilt archive"))
                    .isEqualTo(record);
            assertThat(LauncherIT.dip(server, archivist, record)).contains(LauncherIT.sha256(paper));
            assertThat(server.get("/api/v1/sips", Map.of("Authorization", "Bearer " + depositor))
                            .body())
                    .contains("ARCHIVED");
        }
        Path restored = backedUpAndRestored(data);
        try (RunningServer server = RunningServer.start(restored)) {
            assertThat(LauncherIT.aRecord(server, archivist, "the restored archive"))
                    .isEqualTo(record);
            assertThat(LauncherIT.dip(server, archivist, record)).contains(LauncherIT.sha256(paper));
            assertThat(server.get("/api/v1/sips", Map.of("Authorization", "Bearer " + depositor))
                            .body())
                    .contains("ARCHIVED");
        }
    }

    /** The drill of TT05, 27, by the commands that an operator has. @return data folder of the restored archive */
    private Path backedUpAndRestored(Path data) throws Exception {
        Path medium = Files.createDirectory(folder.resolve("medium"));
        assertThat(RunningServer.command(data, "backup", "--to", medium.toString())
                        .said())
                .contains("--new-medium");
        assertThat(RunningServer.command(data, "backup", "--new-medium", medium.toString())
                        .code())
                .isZero();
        RunningServer.Ended beside = RunningServer.command(data, "backup", "--to", medium.toString());
        assertThat(beside.code()).as(beside.said()).isEqualTo(1);
        assertThat(beside.said()).contains("--same-disk");

        RunningServer.Ended taken = RunningServer.command(data, "backup", "--to", medium.toString(), "--same-disk");
        assertThat(taken.code()).as(taken.said()).isZero();
        String set = taken.after("Bản sao lưu / set:");
        RunningServer.Ended over = RunningServer.command(data, "restore", "--from", set);
        assertThat(over.code()).as(over.said()).isEqualTo(1);
        assertThat(over.said()).contains("not empty");

        Path again = folder.resolve("again");
        RunningServer.Ended nothing = RunningServer.command(again, "restore", "--from", medium.toString());
        assertThat(nothing.code()).as(nothing.said()).isEqualTo(1);
        assertThat(again).as("nothing was written before the set was verified").doesNotExist();
        RunningServer.Ended made = RunningServer.command(again, "restore", "--from", set);
        assertThat(made.code()).as(made.said()).isZero();
        assertThat(made.after("Sau khôi phục / restored digest:"))
                .as(made.said())
                .hasSize(64)
                .isEqualTo(taken.after("Mã tóm lược / digest:"));
        assertThat(again.resolve("restore-minutes.html")).exists();
        assertThat(again.resolve("keys/seal.p12")).exists();
        assertThat(again.resolve("keys/seal.password")).as("it is in the safe").doesNotExist();
        Files.copy(
                data.resolve("keys/seal.password"),
                again.resolve("keys/seal.password"),
                StandardCopyOption.COPY_ATTRIBUTES);
        return again;
    }
}
