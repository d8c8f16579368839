package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.demo.DemoSip;

/** The machine fails under a running archive, or a stranger tries to make it fail: it says so, loses nothing, and goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FaultsIT {

    private static final long MEGABYTE = 1 << 20;

    private Path data = Path.of("target");
    private boolean small;
    private ServedArchive archive;

    /** Volume and incoming on small disks of their own, where this machine lets us. */
    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        data = Files.createDirectories(folder.resolve("data"));
        small = mounted("volume", 24) && mounted("incoming", 96);
        Files.writeString(data.resolve("khoso.properties"), "khoso.reserve.bytes=0\nkhoso.volumes=a=volume\n");
        archive = ServedArchive.start(data);
    }

    @AfterAll
    void stop() throws Exception {
        try {
            if (archive != null) {
                archive.close();
            }
        } finally {
            for (String name : List.of("volume", "incoming")) {
                run("umount", "-l", data.resolve(name).toString());
            }
        }
    }

    @Test
    void a_delivery_that_finds_the_disk_full_is_refused_with_507_and_taken_when_there_is_room_again() throws Exception {
        requireSmallDisks();
        byte[] sip = archive.fresh().zip();
        Path ballast = filled(data.resolve("incoming"));
        HttpResponse<String> full = archive.server()
                .send("POST", "/api/v1/sips", archive.as("DEPOSITOR", "Content-Type", "application/zip"), sip);
        JsonNode problem = archive.problem(full, 507, "STORAGE_FULL");
        assertThat(problem.path("object").asText()).isEqualTo("POST /api/v1/sips");
        assertThat(problem.path("rule").asText()).isNotBlank();
        assertThat(archive.get("/api/v1/records", Map.of()).statusCode())
                .as("reading goes on")
                .isEqualTo(200);
        Files.delete(ballast);
        assertThat(archive.ended(archive.sent(sip)).path("state").asText()).isEqualTo("ARCHIVED");
        ServedArchive.until(this::incoming, List::isEmpty);
    }

    private List<Path> incoming() throws IOException {
        try (Stream<Path> left = Files.list(data.resolve("incoming"))) {
            return left.toList();
        }
    }

    @Test
    void a_volume_down_to_its_reserve_turns_deliveries_away_and_what_was_accepted_goes_on_by_itself() throws Exception {
        requireSmallDisks();
        JsonNode before = archive.kept();
        byte[] sip = archive.fresh().zip();
        Path ballast = filled(data.resolve("volume"));
        HttpResponse<String> full = archive.server()
                .send("POST", "/api/v1/sips", archive.as("DEPOSITOR", "Content-Type", "application/zip"), sip);
        archive.problem(full, 507, "STORAGE_FULL");
        assertThat(archive.get("/health/ready", Map.of()).statusCode())
                .as("an archive that takes nothing in still answers")
                .isEqualTo(200);
        Files.delete(ballast);
        // The disk fills up while the package is being looked at.
        workers("-STOP");
        String job;
        try {
            job = archive.sent(sip);
            filled(data.resolve("volume"));
        } finally {
            workers("-CONT");
        }
        JsonNode waiting = ServedArchive.until(
                () -> archive.json(job, archive.as("DEPOSITOR")),
                now -> now.path("trouble").asText().equals("StorageFull"));
        assertThat(waiting.path("state").asText()).as(waiting.toString()).isIn("WAITING", "RUNNING");
        assertThat(archive.recordOf(before).path("id").asText())
                .as("reading goes on")
                .isNotBlank();
        Files.delete(ballast);
        JsonNode kept = ServedArchive.until(
                () -> archive.json(job, archive.as("DEPOSITOR")),
                now -> now.path("state").asText().equals("ARCHIVED"));
        assertThat(archive.recordOf(kept).path("files")).isNotEmpty();
        archive.kept();
    }

    @Test
    void a_database_that_stands_still_is_told_within_a_minute_and_when_it_goes_on_nothing_was_lost() throws Exception {
        String under_way = archive.sent(archive.fresh().zip());
        database().freeze();
        try {
            Instant asked = Instant.now();
            JsonNode problem =
                    archive.problem(archive.get("/api/v1/sips", archive.as("DEPOSITOR")), 503, "DATABASE_UNAVAILABLE");
            assertThat(problem.path("object").asText()).isEqualTo("GET /api/v1/sips");
            assertThat(problem.path("rule").asText()).isNotBlank();
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofMinutes(1));
            HttpResponse<String> refused = archive.server()
                    .send(
                            "POST",
                            "/api/v1/sips",
                            archive.as("DEPOSITOR", "Content-Type", "application/zip"),
                            archive.fresh().zip());
            archive.problem(refused, 503, "DATABASE_UNAVAILABLE");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(archive.get("/health/live", Map.of()).statusCode()).isEqualTo(200);
        } finally {
            database().thaw();
        }
        assertThat(archive.get("/api/v1/sips", archive.as("DEPOSITOR")).statusCode())
                .as("the next request")
                .isEqualTo(200);
        assertThat(keptAfterTrouble(under_way).path("state").asText()).isEqualTo("ARCHIVED");
        archive.kept();
    }

    @Test
    void a_database_that_was_stopped_is_told_with_all_that_somebody_needs_and_when_it_is_started_all_is_as_before()
            throws Exception {
        JsonNode before = archive.recordOf(archive.kept());
        String under_way = archive.sent(archive.fresh().zip());
        DatabaseProcess database = database();
        database.stop();
        try {
            Instant asked = Instant.now();
            HttpResponse<String> reading =
                    archive.get("/api/v1/records/" + before.path("id").asText(), archive.as("ARCHIVIST"));
            JsonNode problem = archive.problem(reading, 503, "DATABASE_UNAVAILABLE");
            assertThat(problem.path("object").asText())
                    .isEqualTo("GET /api/v1/records/" + before.path("id").asText());
            assertThat(problem.path("rule").asText()).isNotBlank();
            assertThat(reading.headers().firstValue("Retry-After")).isPresent();
            assertThat(reading.body())
                    .as("nothing of the inside of the house")
                    .doesNotContain("PSQL", "jdbc", "socket", "vn.khoso.server", "Exception");
            HttpResponse<String> sending = archive.server()
                    .send(
                            "POST",
                            "/api/v1/sips",
                            archive.as("DEPOSITOR", "Content-Type", "application/zip"),
                            archive.fresh().zip());
            archive.problem(sending, 503, "DATABASE_UNAVAILABLE");
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofMinutes(1));
            assertThat(archive.get("/health/live", Map.of()).statusCode()).isEqualTo(200);
            assertThat(archive.get("/health/ready", Map.of()).statusCode()).isEqualTo(503);
        } finally {
            database.start();
        }
        assertThat(archive.json("/api/v1/records/" + before.path("id").asText(), archive.as("ARCHIVIST")))
                .as("the next request")
                .isEqualTo(before);
        assertThat(keptAfterTrouble(under_way).path("state").asText()).isEqualTo("ARCHIVED");
        ServedArchive.until(() -> archive.get("/health/ready", Map.of()).statusCode(), status -> status == 200);
        archive.kept();
    }

    @Test
    void a_database_whose_process_dies_comes_back_by_itself_and_nothing_was_lost() throws Exception {
        JsonNode before = archive.kept();
        String under_way = archive.sent(archive.fresh().zip());
        database().lose();
        assertThat(keptAfterTrouble(under_way).path("state").asText()).isEqualTo("ARCHIVED");
        assertThat(archive.recordOf(before).path("id").asText()).isNotBlank();
        archive.kept();
    }

    @Test
    void a_zip_of_4_kilobytes_that_announces_4_gigabytes_is_refused_before_a_byte_of_it_is_written() throws Exception {
        refusedAsABomb(Bombs.announcing(4L << 30), 5, MEGABYTE);
    }

    @Test
    void a_zip_of_30_kilobytes_whose_300_entries_overlap_to_4_gigabytes_is_refused_before_a_byte_of_it_is_written()
            throws Exception {
        refusedAsABomb(Bombs.overlapping(300, 14_000), 35, MEGABYTE);
    }

    @Test
    void a_tar_gz_of_4_megabytes_that_unpacks_to_4_gigabytes_is_refused_after_64_megabytes() throws Exception {
        refusedAsABomb(Bombs.tarGz(4L << 30), 5_000, 64 * MEGABYTE);
    }

    /**
     * The server's patience with one file is 20 s a try, and there are two. The loop also eats memory: on a fast machine the
     * worker meets that limit first, on a slow one the other, and says which.
     */
    @Test
    void a_pdf_of_2_kilobytes_in_which_the_validator_is_lost_for_ever_is_given_up_while_others_are_served()
            throws Exception {
        byte[] endless = Bombs.pdfWithoutEnd();
        assertThat(endless.length).isLessThan(3_000);
        DemoSip spoiled = SignedPaper.instead(archive.fresh(), endless);
        Instant sent = Instant.now();
        String job = archive.sent(spoiled.zip());
        archive.kept();
        assertThat(archive.json(job, archive.as("DEPOSITOR")).path("state").asText())
                .as("meanwhile")
                .isIn("WAITING", "RUNNING");
        JsonNode end = archive.ended(job);
        assertThat(end.path("state").asText()).as(end.toString()).isIn("ARCHIVED", "REFUSED");
        assertThat(end.path("findings").findValuesAsText("code")).contains("FORMAT-UNDETERMINED");
        assertThat(end.path("findings").toString()).containsAnyOf("TIME", "MEMORY");
        assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofMinutes(2));
        archive.kept();
    }

    /** @param mostWritten bytes that the server may write beside the container itself, journal, index and log included */
    private void refusedAsABomb(byte[] container, int kilobytes, long mostWritten) throws Exception {
        assertThat(container.length).isLessThan(kilobytes * 1024);
        archive.kept();
        long before = archive.server().bytesWritten();
        JsonNode end = archive.ended(archive.sent(container));
        long written = archive.server().bytesWritten() - before - 2L * container.length;
        assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("REFUSED");
        assertThat(end.path("findings").findValuesAsText("code")).contains("CONTAINER-BOMB");
        assertThat(written).as("bytes written").isLessThan(mostWritten);
        assertThat(Duration.between(
                        Instant.parse(end.path("receivedAt").asText()),
                        Instant.parse(end.path("concludedAt").asText())))
                .isLessThan(Duration.ofSeconds(30));
        archive.kept();
    }

    /** Waits for the end through whatever trouble there is; what it parked is resumed, as an operator would. */
    private JsonNode keptAfterTrouble(String job) throws Exception {
        HttpResponse<String> end = ServedArchive.until(() -> archive.get(job, archive.as("DEPOSITOR")), answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
            return answer.statusCode() == 200
                    && List.of("ARCHIVED", "REFUSED", "PARKED").stream().anyMatch(answer.body()::contains);
        });
        if (end.body().contains("PARKED")) {
            archive.server()
                    .send("POST", job.replace("/jobs/", "/sips/") + "/resume", archive.as("ARCHIVIST"), new byte[0]);
            return ServedArchive.until(
                    () -> archive.json(job, archive.as("DEPOSITOR")),
                    now -> now.path("state").asText().equals("ARCHIVED"));
        }
        return archive.server().json(end);
    }

    private DatabaseProcess database() {
        return new DatabaseProcess(data);
    }

    private boolean mounted(String name, int megabytes) throws Exception {
        Path folder = Files.createDirectories(data.resolve(name));
        return run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=0700", "tmpfs", folder.toString()) == 0;
    }

    private void requireSmallDisks() {
        if (!small) {
            System.out.println("skipped: no tmpfs can be mounted here, so no disk was full");
            Assumptions.abort("skipped: no tmpfs can be mounted here");
        }
    }

    /** A file that takes all the room there is. */
    private static Path filled(Path disk) throws IOException {
        FileStore store = Files.getFileStore(disk);
        Path ballast = Files.createFile(disk.resolve("ballast"));
        byte[] block = new byte[1 << 12];
        try (var out = Files.newOutputStream(ballast)) {
            while (store.getUsableSpace() > 0) {
                out.write(block);
            }
        }
        return ballast;
    }

    /** Stops or continues the processes that read what strangers sent. */
    private static void workers(String signal) throws Exception {
        List<ProcessHandle> workers = ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().commandLine().orElse("").contains("WorkerMain"))
                .toList();
        assertThat(workers).isNotEmpty();
        for (ProcessHandle worker : workers) {
            run("bash", "-c", "kill " + signal + " " + worker.pid());
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
