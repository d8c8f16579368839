package vn.khoso.access.discovery.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.access.followers.FollowerThread;
import vn.khoso.access.testing.Records;
import vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable;
import vn.khoso.schemas.rights.Requester;

/** The index may be lost, damaged or foreign at any time: it says so, and comes back by itself. */
class RebuiltIndexTest {

    @TempDir
    Path folder;

    @Test
    void the_position_outlives_a_restart_and_nothing_is_read_twice() throws IOException {
        try (IndexedRecords before = new IndexedRecords(folder)) {
            before.with(Records.record().entry(1), Records.record().entry(2));
        }
        try (IndexedRecords after = new IndexedRecords(folder)) {
            assertThat(after.index.resume()).isEqualTo(2);
            assertThat(after.search(Requester.ANONYMOUS, "").total()).isEqualTo(2);
        }
    }

    @Test
    void before_the_first_catching_up_questions_are_refused() {
        IndexedRecords records = new IndexedRecords(folder);
        assertThatThrownBy(() -> records.search(Requester.ANONYMOUS, "")).isInstanceOf(DiscoveryUnavailable.class);
        records.index.resume();
        assertThatThrownBy(() -> records.search(Requester.ANONYMOUS, "")).isInstanceOf(DiscoveryUnavailable.class);
        records.index.caughtUp();
        assertThat(records.search(Requester.ANONYMOUS, "").total()).isZero();
    }

    @Test
    void a_damaged_byte_is_seen_at_the_next_start_and_the_index_is_made_again() throws IOException {
        try (IndexedRecords before = new IndexedRecords(folder)) {
            before.with(Records.record().entry(1), Records.record().entry(2));
        }
        Path largest = files().max((one, other) ->
                        Long.compare(one.toFile().length(), other.toFile().length()))
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(largest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(largest, bytes);
        try (IndexedRecords after = new IndexedRecords(folder)) {
            assertThat(after.index.resume()).as("starts from the beginning").isZero();
            after.with(Records.record().entry(1), Records.record().entry(2));
            assertThat(after.search(Requester.ANONYMOUS, "đất").total()).isEqualTo(2);
        }
    }

    @Test
    void a_deleted_folder_comes_back_while_the_server_runs() throws IOException {
        try (IndexedRecords records = new IndexedRecords(folder.resolve("index"))) {
            records.with(Records.record().entry(1), Records.record().entry(2));
            try (FollowerThread thread =
                    new FollowerThread(records.rows.door(), records.index, Duration.ofMillis(20))) {
                thread.start();
                for (Path file : files(folder.resolve("index")).toList()) {
                    Files.deleteIfExists(file);
                }
                until(() -> files(folder.resolve("index"))
                                .anyMatch(file -> file.getFileName().toString().startsWith("segments"))
                        && answers(records) == 2);
                records.rows.with(Records.record().entry(3));
                until(() -> answers(records) == 3);
            }
        }
    }

    @Test
    void a_change_is_found_without_being_asked_for() throws IOException {
        try (IndexedRecords records = new IndexedRecords(folder)) {
            try (FollowerThread thread =
                    new FollowerThread(records.rows.door(), records.index, Duration.ofMillis(200))) {
                thread.start();
                until(() -> answers(records) == 0);
                records.rows.with(Records.record().entry(1));
                until(() -> answers(records) == 1);
            }
        }
    }

    @Test
    void a_database_that_is_away_holds_the_follower_up_and_search_goes_on() throws IOException {
        try (IndexedRecords records = new IndexedRecords(folder)) {
            records.with(Records.record().entry(1));
            try (FollowerThread thread =
                    new FollowerThread(records.rows.door(), records.index, Duration.ofMillis(20))) {
                thread.start();
                records.rows.away(true);
                until(() -> thread.trouble().isPresent());
                assertThat(answers(records)).isEqualTo(1);
                records.rows.away(false);
                records.rows.with(Records.record().entry(2));
                until(() -> thread.trouble().isEmpty() && answers(records) == 2);
            }
        }
    }

    @Test
    void an_index_ahead_of_its_catalogue_starts_over() throws IOException {
        try (IndexedRecords before = new IndexedRecords(folder)) {
            before.with(
                    Records.record().entry(1),
                    Records.record().entry(2),
                    Records.record().entry(3));
        }
        try (IndexedRecords after = new IndexedRecords(folder)) {
            after.rows.with(Records.record().entry(1));
            try (FollowerThread thread = new FollowerThread(after.rows.door(), after.index, Duration.ofMillis(20))) {
                thread.start();
                until(() -> answers(after) == 1);
            }
        }
    }

    @Test
    void another_key_makes_another_index() throws IOException {
        try (IndexedRecords before = new IndexedRecords(folder)) {
            before.with(Records.record().entry(1));
        }
        byte[] other = new byte[32];
        other[0] = 1;
        try (LuceneSearchIndex index = new LuceneSearchIndex(
                folder, vn.khoso.access.rights.AccessKey.of(other), after -> 0, IndexedRecords.CLOCK)) {
            assertThat(index.resume()).isZero();
        }
    }

    private static long answers(IndexedRecords records) {
        try {
            return records.search(Requester.ANONYMOUS, "").total();
        } catch (DiscoveryUnavailable away) {
            return -1;
        }
    }

    private Stream<Path> files() {
        return files(folder);
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> listed = Files.list(folder)) {
            return List.copyOf(listed.toList()).stream();
        } catch (IOException gone) {
            return Stream.empty();
        }
    }

    /** Looks until it is so, at most 20 s. */
    private static void until(BooleanSupplier so) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (!so.getAsBoolean()) {
            assertThat(Instant.now()).as("it did not come about").isBefore(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
