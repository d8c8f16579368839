package vn.khoso.preservation.journal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.preservation.journal.transparency.CheckpointEvents;
import vn.khoso.preservation.journal.transparency.JournalTree;
import vn.khoso.preservation.journal.transparency.LogSeal;
import vn.khoso.preservation.journal.transparency.TransparencyLog;
import vn.khoso.preservation.journal.transparency.TransparencyLog.Issued;
import vn.khoso.preservation.seal.pkcs12.Pkcs12NoteSigner;
import vn.khoso.preservation.seal.pkcs12.SealPassword;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.preservation.worker.TransparencyWorker;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.JournalEntryJson;
import vn.khoso.schemas.codec.tlog.InclusionProof;
import vn.khoso.schemas.codec.tlog.NoteKey;
import vn.khoso.schemas.codec.tlog.TilePath;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/** The transparency log on a real volume. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class TransparencyLogTest {

    private static final UUID VOLUME = UUID.fromString("0193458a-7c00-7000-8000-00000000aaaa");
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00.5Z");
    private static final Agent ARCHIVE = new Agent("software:khoso/test", Agent.Type.SOFTWARE, "Kho Số");

    @TempDir
    Path work;

    private final MovableClock clock = new MovableClock(NOW);
    private final PassingAuthority authority = new PassingAuthority(clock);
    private UUID firstVolume = VOLUME;
    private InMemoryJournal store = new InMemoryJournal(clock);
    private Volume volume;
    private FileJournalSegments segments;
    private TransparencyLog log;

    private SealPassword password() {
        return SealPassword.kept(work.resolve("keys/seal.password"));
    }

    @BeforeEach
    void open() {
        Volume.format(work.resolve("volume"), VOLUME, NOW);
        start();
    }

    private void start() {
        volume = Volume.open(work.resolve("volume"), VOLUME, new Volume.Settings(0, 1));
        segments = FileJournalSegments.on(volume, store);
        FileTiles tiles = new FileTiles(volume);
        Pkcs12NoteSigner signer = Pkcs12NoteSigner.openOrCreate(
                work.resolve("keys/log.p12"), password(), "khoso.vn/journal/" + firstVolume, clock);
        log = new TransparencyLog(
                JournalTree.open(tiles, new FileJournalLines(volume, segments)),
                FileCheckpoints.on(volume),
                tiles,
                new LogSeal(signer, authority.with(work.resolve("keys/tsa.p12"), password())),
                new CheckpointEvents(
                        store,
                        segments,
                        new Events(new IdentifierMint(clock, new java.security.SecureRandom()), clock),
                        ARCHIVE));
    }

    private void restart() {
        volume.close();
        start();
    }

    @AfterEach
    void close() {
        volume.close();
    }

    private List<JournalEntry> happened(int count, String note) {
        return store.append(IntStream.range(0, count)
                .mapToObj(number -> new Event(
                        new UUID(7, number),
                        EventType.INGESTION,
                        NOW,
                        EventOutcome.SUCCESS,
                        ARCHIVE,
                        List.of("urn:uuid:" + new UUID(1, number)),
                        note + " \"hash\":\"" + number + "\" ệ",
                        Map.of("số", "một")))
                .toList());
    }

    private static byte[] bytes(JournalEntry entry) {
        return CanonicalJson.bytes(JournalEntryJson.write(entry));
    }

    private Path journal(String name) {
        return work.resolve("volume/journal").resolve(name);
    }

    @Test
    void a_checkpoint_is_signed_stamped_kept_and_entered() throws IOException {
        happened(300, "x");
        Issued issued = log.issue();
        assertThat(issued.checkpoint().size()).isEqualTo(300);
        assertThat(issued.checkpoint().origin()).isEqualTo("khoso.vn/journal/" + VOLUME);
        assertThat(issued.stamp().orElseThrow().test()).isTrue();
        assertThat(Files.readString(journal("checkpoint"))).isEqualTo(issued.note());
        assertThat(Files.readString(journal("checkpoints/000000000300.note"))).isEqualTo(issued.note());
        assertThat(journal("checkpoints/000000000300.tsr")).exists();
        assertThat(journal("tile/0/000")).hasSize(8192);
        assertThat(journal("tile/0/001.p/44")).hasSize(44 * 32);
        JournalEntry event = store.last().orElseThrow();
        assertThat(event.event().type()).isEqualTo(EventType.CHECKPOINT);
        assertThat(event.event().detail())
                .containsEntry("note", issued.note())
                .containsEntry("size", "300")
                .containsEntry("stampIsTest", "true");
        assertThat(segments.shipped()).isEqualTo(301);
        assertThat(log.latest().map(Issued::note)).contains(issued.note());
        assertThat(log.trouble()).isEmpty();
    }

    @Test
    void an_entry_is_proved_by_its_line_and_the_key_alone() {
        List<JournalEntry> entries = happened(20_500, "x");
        log.issue();
        happened(50, "y");
        log.issue();
        NoteKey key = NoteKey.parse(log.key().text());
        for (int index : new int[] {1, 2, 256, 257, 9_999, 10_000, 10_001, 20_500}) {
            InclusionProof proof = InclusionProof.parse(
                    log.inclusion(index, Optional.empty()).orElseThrow().text());
            assertThat(proof.holds(bytes(entries.get(index - 1)), key)).isTrue();
            assertThat(proof.holds(bytes(entries.get(index % 20_500)), key)).isFalse();
            assertThat(log.of(entries.get(index - 1)).orElseThrow().entry()).isPresent();
        }
        assertThat(log.inclusion(20_501, Optional.of(20_500L))).isEmpty();
        assertThat(log.inclusion(0, Optional.empty())).isEmpty();
        assertThat(log.inclusion(1, Optional.of(7L))).isEmpty();
        JournalEntry first = entries.getFirst();
        JournalEntry forged = new JournalEntry(
                1,
                first.recordedAt(),
                first.previous(),
                first.hash(),
                entries.get(1).event());
        assertThatThrownBy(() -> log.of(forged)).isInstanceOf(ContentAltered.class);
        var older = log.checkpoint(20_500).orElseThrow().checkpoint();
        assertThat(log.consistency(20_500, 20_551).orElseThrow().holds(older, key))
                .isTrue();
        assertThat(log.consistency(20_551, 20_500)).isEmpty();
        assertThat(log.tile(TilePath.parse("tile/0/079"))).isPresent();
        assertThat(log.tile(TilePath.parse("tile/0/080"))).isEmpty();
    }

    @Test
    void a_day_has_one_checkpoint_of_its_own_accord_and_a_stop_has_one_when_anything_happened() {
        log.issueDaily();
        assertThat(log.latest()).isEmpty();
        happened(3, "x");
        log.issueDaily();
        log.issueDaily();
        assertThat(sizes()).containsExactly(3L);
        restart();
        log.issueDaily();
        log.issueAtStop();
        assertThat(sizes()).containsExactly(3L);
        clock.to(Instant.parse("2026-11-20T16:59:59Z"));
        log.issueDaily();
        assertThat(sizes()).as("the same day in Viet Nam").containsExactly(3L);
        clock.to(Instant.parse("2026-11-20T17:00:00Z"));
        log.issueDaily();
        assertThat(sizes()).containsExactly(3L, 4L);
        log.issueAtStop();
        assertThat(sizes()).containsExactly(3L, 4L);
        happened(1, "y");
        log.issueAtStop();
        assertThat(sizes()).containsExactly(3L, 4L, 6L);
    }

    private List<Long> sizes() {
        return log.checkpoints(0, 100).stream()
                .map(issued -> issued.checkpoint().size())
                .toList();
    }

    @Test
    void a_stamp_that_cannot_be_had_is_owed_and_comes_later() {
        authority.away = true;
        happened(1, "x");
        assertThat(log.issue().stamp()).isEmpty();
        assertThat(store.last().orElseThrow().event().detail()).containsEntry("stamp", "owed");
        assertThat(log.trouble().orElseThrow()).contains("owed");
        happened(1, "y");
        log.issue();
        assertThat(log.stampOwed()).isZero();
        restart();
        authority.away = false;
        assertThat(log.stampOwed()).isEqualTo(2);
        assertThat(log.stampOwed()).isZero();
        assertThat(log.checkpoints(0, 10))
                .hasSize(2)
                .allSatisfy(issued -> assertThat(issued.stamp()).isPresent());
        assertThat(log.trouble()).isEmpty();
    }

    @Test
    void a_log_keeps_its_name_when_another_volume_is_the_first() {
        happened(3, "x");
        Issued before = log.issue();
        firstVolume = new UUID(4, 77);
        restart();
        assertThat(log.latest().orElseThrow().note()).isEqualTo(before.note());
        happened(1, "y");
        assertThat(log.issue().checkpoint().origin()).isEqualTo("khoso.vn/journal/" + VOLUME);
        assertThat(log.trouble()).isEmpty();
    }

    @Test
    void clocks_that_disagree_are_an_alarm() {
        authority.wrong = Duration.ofSeconds(62);
        happened(1, "x");
        log.issue();
        assertThat(log.trouble().orElseThrow()).contains("61 s apart");
    }

    @Test
    void a_crash_between_checkpoint_and_event_is_made_good() {
        happened(5, "x");
        Issued issued = log.issue();
        // As if the event had never been appended: the same entries without it.
        InMemoryJournal without = new InMemoryJournal(clock);
        store.after(0, 5).forEach(entry -> without.append(List.of(entry.event())));
        store = without;
        cut(journal("00000001.ndjson"), 5);
        restart();
        assertThat(log.issue().checkpoint()).isNotEqualTo(issued.checkpoint());
        assertThat(store.after(5, 10))
                .extracting(entry -> entry.event().detail().get("size"))
                .containsExactly("5", "6");
    }

    private static void cut(Path segment, int lines) {
        try {
            List<String> all = Files.readAllLines(segment);
            Files.writeString(segment, String.join("\n", all.subList(0, lines)) + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tiles_made_anew_from_the_segments_give_the_same_root_and_files() throws IOException {
        happened(20_100, "x");
        Issued issued = log.issue();
        Map<String, String> before = tree();
        volume.close();
        deleted(journal("tile"));
        start();
        log.follow();
        assertThat(log.inclusion(77, Optional.of(20_100L))).isPresent();
        assertThat(log.latest().map(Issued::checkpoint)).contains(issued.checkpoint());
        assertThat(tree()).isEqualTo(withoutPartial(before));
    }

    private Map<String, String> tree() throws IOException {
        Map<String, String> files = new java.util.TreeMap<>();
        try (Stream<Path> all = Files.walk(journal("tile"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        journal("").relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static Map<String, String> withoutPartial(Map<String, String> files) {
        Map<String, String> full = new java.util.TreeMap<>(files);
        full.keySet().removeIf(name -> name.contains(".p/"));
        return full;
    }

    private static void deleted(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void a_draft_that_a_crash_left_is_in_nobodys_way() throws IOException {
        happened(255, "x");
        log.issue();
        Files.write(journal("tile/0/.000.new"), new byte[17]);
        Files.write(journal("checkpoints/.000000000257.note.new"), new byte[17]);
        restart();
        happened(1, "y");
        log.issue();
        assertThat(journal("tile/0/000")).hasSize(8192);
        assertThat(sizes()).containsExactly(255L, 257L);
    }

    /** D7: database, segments and tiles are all rewritten by somebody who has everything but yesterday's checkpoint. */
    @Test
    void no_checkpoint_is_signed_over_a_rewritten_history() throws IOException {
        happened(300, "x");
        log.issue();
        store = new InMemoryJournal(clock);
        happened(150, "x");
        happened(200, "rewritten");
        deleted(journal("tile"));
        Files.delete(journal("00000001.ndjson"));
        restart();
        assertThatThrownBy(log::issue).isInstanceOf(ContentAltered.class).hasMessageContaining("first 300 entries");
        assertThat(log.trouble().orElseThrow()).contains("first 300 entries");
        log.follow();
        assertThat(log.trouble()).as("following is no mending").isPresent();
        assertThatThrownBy(() -> log.inclusion(1, Optional.empty())).isInstanceOf(ContentAltered.class);
    }

    @Test
    void no_checkpoint_is_signed_when_the_newest_entries_are_gone() throws IOException {
        happened(300, "x");
        log.issue();
        store = new InMemoryJournal(clock);
        happened(200, "x");
        deleted(journal("tile"));
        cut(journal("00000001.ndjson"), 200);
        restart();
        assertThatThrownBy(log::issue).isInstanceOf(ContentAltered.class).hasMessageContaining("signed over 300");
    }

    @Test
    void a_changed_checkpoint_tile_or_line_is_found_by_the_server_too() throws IOException {
        happened(600, "x");
        log.issue();
        byte[] note = Files.readAllBytes(journal("checkpoints/000000000600.note"));
        note[note.length / 2] ^= 1;
        Files.write(journal("checkpoints/000000000600.note"), note);
        assertThatThrownBy(log::issue).isInstanceOf(ArchiveFault.class);
        note[note.length / 2] ^= 1;
        Files.write(journal("checkpoints/000000000600.note"), note);
        log.issue();
        byte[] tile = Files.readAllBytes(journal("tile/0/001"));
        tile[100] ^= 1;
        Files.write(journal("tile/0/001"), tile);
        restart();
        assertThatThrownBy(log::issue).isInstanceOf(ContentAltered.class);
    }

    @Test
    void the_worker_signs_by_itself_and_once_more_when_it_is_stopped() {
        happened(3, "x");
        TransparencyWorker worker =
                new TransparencyWorker(log, new TransparencyWorker.Settings(Duration.ofMillis(5), 1));
        worker.start();
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (log.latest().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        happened(2, "y");
        worker.close();
        assertThat(sizes()).containsExactly(3L, 6L);
        assertThat(log.checkpoint(6).orElseThrow().stamp())
                .as("a stop waits for no stamp")
                .isEmpty();
    }
}
