package vn.khoso.preservation.journal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FileJournalSegmentsTest {

    private static final UUID VOLUME = UUID.fromString("0193458a-7c00-7000-8000-00000000aaaa");
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00.5Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Agent ARCHIVE = new Agent("software:khoso/test", Agent.Type.SOFTWARE, "Kho Số");

    @TempDir
    Path work;

    private Path root;
    private Volume volume;
    private final InMemoryJournal store = new InMemoryJournal(CLOCK);
    private FileJournalSegments segments;

    @BeforeEach
    void open() {
        root = work.resolve("volume");
        Volume.format(root, VOLUME, NOW);
        volume = Volume.open(root, VOLUME, new Volume.Settings(0, 1));
        segments = FileJournalSegments.on(volume, store);
    }

    @AfterEach
    void close() {
        volume.close();
    }

    private void restart() {
        segments = FileJournalSegments.on(volume, store);
    }

    private static Event event(int number, String note) {
        return new Event(
                new UUID(7, number),
                EventType.INGESTION,
                NOW,
                EventOutcome.SUCCESS,
                ARCHIVE,
                List.of("urn:uuid:" + new UUID(1, number)),
                note,
                Map.of("số", "một"));
    }

    private List<JournalEntry> appended(int count) {
        return store.append(IntStream.range(0, count)
                .mapToObj(number -> event(number, "note " + number))
                .toList());
    }

    private Path segment(int number) {
        return root.resolve("journal/0000000" + number + ".ndjson");
    }

    private List<JournalEntry> onStorage() {
        try (Stream<JournalEntry> entries = segments.entries()) {
            return entries.toList();
        }
    }

    @Test
    void what_was_shipped_is_read_back_equal() {
        List<JournalEntry> given = appended(25);
        segments.shipUpTo(10);
        assertThat(segments.shipped()).isEqualTo(25);
        assertThat(onStorage()).isEqualTo(given);
        restart();
        assertThat(segments.shipped()).isEqualTo(25);
    }

    @Test
    void shipping_twice_writes_once() throws IOException {
        appended(3);
        segments.shipUpTo(3);
        byte[] once = Files.readAllBytes(segment(1));
        segments.shipUpTo(3);
        segments.shipPending();
        assertThat(Files.readAllBytes(segment(1))).isEqualTo(once);
    }

    @Test
    void pending_entries_follow_after_a_restart() {
        List<JournalEntry> all = new ArrayList<>(appended(3));
        segments.shipPending();
        restart();
        all.addAll(appended(4));
        segments.shipPending();
        assertThat(onStorage()).isEqualTo(all);
    }

    @Test
    void an_empty_journal_ships_nothing() {
        segments.shipPending();
        assertThat(onStorage()).isEmpty();
    }

    @Test
    void an_entry_that_nobody_appended_cannot_be_shipped() {
        assertThatThrownBy(() -> segments.shipUpTo(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void segments_roll_and_the_chain_runs_through_them() throws IOException {
        List<JournalEntry> given = appended(FileJournalSegments.ROLL_ENTRIES + 7);
        segments.shipPending();
        assertThat(Files.readAllLines(segment(1))).hasSize(FileJournalSegments.ROLL_ENTRIES);
        assertThat(Files.readAllLines(segment(2))).hasSize(7);
        assertThat(onStorage()).isEqualTo(given);
        restart();
        assertThat(segments.shipped()).isEqualTo(given.size());
    }

    @Test
    void a_segment_of_eight_megabytes_rolls() {
        for (int i = 0; i < 9; i++) {
            store.append(List.of(event(i, "x".repeat(999_000))));
            segments.shipPending();
        }
        assertThat(segment(1)).exists();
        appended(1);
        segments.shipPending();
        assertThat(segment(2)).exists();
        assertThat(onStorage()).hasSize(10);
    }

    @Test
    void a_torn_end_is_cut_kept_in_quarantine_and_shipped_again() throws IOException {
        List<JournalEntry> given = appended(5);
        segments.shipPending();
        byte[] whole = Files.readAllBytes(segment(1));
        int lastLine = new String(whole, 0, whole.length - 1, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;
        for (int length = lastLine + 1; length < whole.length; length += 37) {
            Files.write(segment(1), java.util.Arrays.copyOf(whole, length));
            restart();
            assertThat(segments.shipped()).isEqualTo(4);
            assertThat(Files.size(segment(1))).isEqualTo(lastLine);
            assertThat(root.resolve("quarantine/journal-00000001.ndjson." + lastLine + ".torn"))
                    .hasSize(length - lastLine);
            segments.shipPending();
            assertThat(onStorage()).isEqualTo(given);
        }
    }

    @Test
    void zeros_behind_the_last_line_are_a_torn_end() throws IOException {
        List<JournalEntry> given = appended(2);
        segments.shipPending();
        Files.write(segment(1), new byte[4096], StandardOpenOption.APPEND);
        restart();
        assertThat(onStorage()).isEqualTo(given);
    }

    @Test
    void whole_lines_behind_zeros_are_a_torn_end_when_the_database_holds_them() throws IOException {
        List<JournalEntry> given = appended(9);
        segments.shipPending();
        byte[] whole = Files.readAllBytes(segment(1));
        byte[] torn = whole.clone();
        java.util.Arrays.fill(torn, 512, 1_024, (byte) 0);
        Files.write(segment(1), torn);
        restart();
        assertThat(segments.shipped()).isLessThan(9);
        segments.shipPending();
        assertThat(onStorage()).isEqualTo(given);
        assertThat(segment(1)).hasBinaryContent(whole);

        Files.write(segment(1), torn);
        assertThatThrownBy(() -> FileJournalSegments.on(volume, new InMemoryJournal(CLOCK)))
                .isInstanceOf(ContentAltered.class);
        assertThat(segment(1)).as("nothing is touched").hasBinaryContent(torn);
    }

    @Test
    void a_segment_that_was_only_begun_goes_on_where_the_one_before_ended() throws IOException {
        List<JournalEntry> all = new ArrayList<>(appended(FileJournalSegments.ROLL_ENTRIES));
        segments.shipPending();
        Files.writeString(segment(2), "{\"half\":");
        restart();
        assertThat(segments.shipped()).isEqualTo(FileJournalSegments.ROLL_ENTRIES);
        all.addAll(appended(1));
        segments.shipPending();
        assertThat(Files.readAllLines(segment(2))).hasSize(1);
        assertThat(onStorage()).isEqualTo(all);
    }

    @Test
    void a_changed_line_is_found_with_its_index() throws IOException {
        appended(9);
        segments.shipPending();
        String text = Files.readString(segment(1));
        Files.writeString(segment(1), text.replace("note 4", "note X"));
        assertThatThrownBy(this::onStorage)
                .isInstanceOf(ContentAltered.class)
                .hasMessageContaining("breaks at entry 5");
        assertThatThrownBy(this::restart).isInstanceOf(ContentAltered.class).hasMessageContaining("after entry 4");
        assertThat(segment(1)).hasContent(text.replace("note 4", "note X"));
    }

    @Test
    void a_line_taken_out_or_a_missing_segment_is_found() throws IOException {
        appended(FileJournalSegments.ROLL_ENTRIES + 3);
        segments.shipPending();
        List<String> lines = new ArrayList<>(Files.readAllLines(segment(2)));
        lines.remove(1);
        Files.writeString(segment(2), String.join("\n", lines) + "\n");
        assertThatThrownBy(this::onStorage).hasMessageContaining("breaks at entry 10002");
        Files.delete(segment(1));
        assertThatThrownBy(this::onStorage)
                .isInstanceOf(ContentAltered.class)
                .hasMessageContaining("segment 1 is missing");
    }

    @Test
    void another_database_does_not_grow_a_second_branch() {
        appended(5);
        segments.shipPending();
        InMemoryJournal other = new InMemoryJournal(CLOCK);
        other.append(List.of(
                event(1, "other"),
                event(2, "other"),
                event(3, "other"),
                event(4, "other"),
                event(5, "other"),
                event(6, "other")));
        FileJournalSegments forked = FileJournalSegments.on(volume, other);
        assertThatThrownBy(forked::shipPending)
                .isInstanceOf(ContentAltered.class)
                .hasMessageContaining("entry 5 on storage");
    }

    @Test
    void a_database_put_back_from_an_older_backup_is_not_told_that_its_new_entries_are_on_storage() {
        appended(5);
        segments.shipPending();
        InMemoryJournal older = new InMemoryJournal(CLOCK);
        older.append(List.of(event(0, "note 0"), event(1, "note 1"), event(2, "new after the backup")));
        FileJournalSegments forked = FileJournalSegments.on(volume, older);
        assertThatThrownBy(() -> forked.shipUpTo(3))
                .isInstanceOf(ContentAltered.class)
                .hasMessageContaining("older than storage");
    }

    @Test
    void callers_at_once_find_all_their_entries_on_storage() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    long index = store.append(List.of(event(number, "by many")))
                            .getLast()
                            .index();
                    segments.shipUpTo(index);
                    assertThat(segments.shipped()).isGreaterThanOrEqualTo(index);
                    return index;
                }));
            }
            for (Future<Long> one : running) {
                one.get();
            }
        }
        assertThat(onStorage()).isEqualTo(store.after(0, 1_000));
    }
}
