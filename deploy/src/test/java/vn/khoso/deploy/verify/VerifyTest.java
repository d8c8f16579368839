package vn.khoso.deploy.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.schemas.oais.SipId;

/** The offline verifier against journals and receipts that the archive's own classes made, and against those that somebody changed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class VerifyTest {

    private static final int MUTANTS = 1_000;

    @TempDir
    private Path folder;

    private String said = "";

    private int verify(String... arguments) {
        String[] named = arguments.clone();
        for (int i = 2; i < named.length; i += 2) {
            named[i] = folder.resolve(named[i]).toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Verify.run(new PrintStream(out, true, StandardCharsets.UTF_8), Clock.systemUTC(), named);
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    private int receipt() {
        return verify(Questions.receipt());
    }

    private int journal(String... more) {
        List<String> all = new ArrayList<>(List.of("journal", "--journal", "volume/journal", "--key", "log.vkey"));
        all.addAll(List.of(more));
        return verify(all.toArray(String[]::new));
    }

    /** A journal with a receipt in it, and an old checkpoint kept elsewhere as {@code old.note}. */
    private void made(int before, int after) throws IOException {
        try (KeptJournal kept = new KeptJournal(folder, "volume")) {
            kept.happened(before, "trước");
            SipId sip = kept.received();
            Files.writeString(folder.resolve("old.note"), kept.log.issue().note());
            kept.happened(after, "sau");
            kept.log.issue();
            kept.handedOut(sip);
            Files.writeString(
                    folder.resolve("consistency.txt"),
                    kept.log
                            .consistency(before + 1, before + after + 2)
                            .orElseThrow()
                            .text());
        }
    }

    @Test
    void everything_that_the_archive_gives_out_holds() throws IOException {
        made(700, 20);
        assertThat(receipt()).as(said).isZero();
        assertThat(said)
                .contains(
                        "ĐÚNG  Tệp đúng là gói đã nộp",
                        "HOLDS The entry says what the receipt says",
                        "VERDICT: everything");
        assertThat(verify(Questions.proof())).as(said).isZero();
        assertThat(verify(Questions.consistency())).as(said).isZero();
        assertThat(verify(Questions.checkpoint())).as(said).isZero();
        assertThat(said).contains("UNTRUSTED TEST authority", "KHÔNG chứng minh thời điểm");
        assertThat(journal("--checkpoint", "old.note", "--timestamp-certificates", "tsa.pem"))
                .as(said)
                .isZero();
        assertThat(said).contains("one chain: 723 entries", "nothing before it was changed");
        assertThat(journal()).isZero();
        assertThat(said).contains("No checkpoint kept elsewhere was given");
    }

    @Test
    void what_could_not_be_looked_at_ends_with_2_and_the_words_of_use() throws IOException {
        made(1, 1);
        assertThat(verify("nothing")).isEqualTo(2);
        assertThat(said).contains("exit code");
        assertThat(verify("receipt", "--receipt", "receipt.json")).isEqualTo(2);
        assertThat(verify(Questions.but(Questions.proof(), "--proof", "nowhere")))
                .isEqualTo(2);
        assertThat(said).contains("CANNOT READ");
        assertThat(verify(Questions.but(Questions.proof(), "--odd", "x"))).isEqualTo(2);
        Files.writeString(folder.resolve("log.vkey"), "no key");
        assertThat(journal()).isEqualTo(1);
    }

    @Test
    void a_thousand_good_proofs_are_accepted_and_a_thousand_mutants_refused() throws IOException {
        made(40, 3);
        List<String> proofs = new ArrayList<>();
        try (KeptJournal kept = new KeptJournal(folder, "many")) {
            kept.happened(MUTANTS, "nhiều");
            kept.log.issue();
            for (int index = 1; index <= MUTANTS; index++) {
                proofs.add(kept.proof(index));
            }
        }
        SplittableRandom random = new SplittableRandom(20261120);
        String[] one = Questions.but(Questions.proof(), "--proof", "one.tlog-proof");
        for (String proof : proofs) {
            Files.writeString(folder.resolve("one.tlog-proof"), proof);
            assertThat(verify(one)).as(said).isZero();
            Files.write(folder.resolve("one.tlog-proof"), flipped(proof.getBytes(StandardCharsets.UTF_8), random));
            assertThat(verify(one)).isNotZero();
        }
        byte[] good = Files.readAllBytes(folder.resolve("receipt.json"));
        for (int i = 0; i < 300; i++) {
            Files.write(folder.resolve("receipt.json"), flipped(good, random));
            assertThat(receipt()).isNotZero();
        }
        Files.write(folder.resolve("receipt.json"), good);
        for (String other : List.of("package.zip", "receipt.tlog-proof", "archive.pem")) {
            byte[] bytes = Files.readAllBytes(folder.resolve(other));
            for (int i = 0; i < 50; i++) {
                Files.write(folder.resolve(other), flipped(bytes, random));
                assertThat(receipt() != 0 || other.equals("archive.pem") && sameCertificate(bytes))
                        .as(other + said)
                        .isTrue();
            }
            Files.write(folder.resolve(other), bytes);
        }
        assertThat(receipt()).as(said).isZero();
    }

    /** A bit in the line feeds of PEM says nothing. */
    private boolean sameCertificate(byte[] pem) throws IOException {
        return CmsSignature.certificates(pem)
                .equals(CmsSignature.certificates(Files.readAllBytes(folder.resolve("archive.pem"))));
    }

    private static byte[] flipped(byte[] bytes, SplittableRandom random) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    @Test
    void no_byte_of_segments_tiles_or_checkpoints_changes_unseen() throws IOException {
        made(5, 2);
        int changes = 0;
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at++) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << at % 8);
                Files.write(file, changed);
                assertThat(journal()).as("byte " + at + " of " + file).isNotZero();
                changes++;
            }
            Files.write(file, bytes);
        }
        assertThat(changes).isGreaterThan(3_000);
        assertThat(journal()).as(said).isZero();
    }

    /** All but time stamps, which have unsigned bytes in them. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("volume/journal"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".tsr"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void truncation_reordering_swapping_and_taking_away_are_found() throws IOException {
        made(600, 5);
        Path segment = folder.resolve("volume/journal/00000001.ndjson");
        List<String> lines = Files.readAllLines(segment);
        for (int left : new int[] {0, 1, 300, lines.size() - 2}) {
            Files.writeString(
                    segment, lines.subList(0, left).isEmpty() ? "" : String.join("\n", lines.subList(0, left)) + "\n");
            assertThat(journal()).as(left + " lines left: " + said).isEqualTo(1);
        }
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, 100, 101);
        Files.writeString(segment, String.join("\n", swapped) + "\n");
        assertThat(journal()).isEqualTo(1);
        assertThat(said).contains("after entry 100");
        Files.writeString(segment, String.join("\n", lines));
        assertThat(journal()).as("a torn end").isEqualTo(1);
        Files.writeString(segment, String.join("\n", lines) + "\n");
        assertThat(journal()).as(said).isZero();

        Path first = folder.resolve("volume/journal/tile/0/000");
        Path second = folder.resolve("volume/journal/tile/0/001");
        byte[] one = Files.readAllBytes(first);
        Files.write(first, Files.readAllBytes(second));
        Files.write(second, one);
        assertThat(journal()).isEqualTo(1);
        Files.write(second, Files.readAllBytes(first));
        Files.write(first, one);
        assertThat(journal()).as(said).isZero();
        Files.delete(first);
        assertThat(journal()).isEqualTo(1);
        Files.write(first, one);

        Path note = folder.resolve("volume/journal/checkpoints/000000000601.note");
        byte[] kept = Files.readAllBytes(note);
        Files.delete(note);
        assertThat(journal()).isEqualTo(1);
        assertThat(said).contains("in the journal and not on storage");
        Files.write(note, kept);
        assertThat(journal()).as(said).isZero();
    }

    @Test
    void a_volume_without_tiles_is_whole_and_says_so_and_one_with_a_gap_or_a_strange_tile_is_not() throws IOException {
        made(900, 5);
        Path tiles = folder.resolve("volume/journal/tile");
        Path aside = folder.resolve("tile");
        Files.move(tiles, aside);
        assertThat(journal("--checkpoint", "old.note")).as(said).isZero();
        assertThat(said)
                .contains("NOTE  No tiles on this volume", "LƯU Ý Ổ này không có mảnh cây băm")
                .doesNotContain("The tiles are those");

        Files.createDirectories(tiles.resolve("0"));
        Files.copy(aside.resolve("0/000"), tiles.resolve("0/000"));
        assertThat(journal()).as("the tree stopped growing here: " + said).isZero();
        assertThat(said).contains("its last 2 tiles were computed", "The tiles are those of the journal: 1");
        Files.copy(aside.resolve("0/002"), tiles.resolve("0/002"));
        assertThat(journal()).isEqualTo(1);
        assertThat(said).contains("0 wrong, 1 missing");
        Files.delete(tiles.resolve("0/002"));
        Files.copy(aside.resolve("0/001"), tiles.resolve("0/000"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(journal()).isEqualTo(1);
        assertThat(said).contains("1 wrong");
    }

    /** D7 and F-36: somebody with database, storage and all keys makes another history; only the checkpoint kept elsewhere tells. */
    @Test
    void a_history_rewritten_with_all_keys_is_found_by_whoever_kept_an_old_checkpoint() throws IOException {
        made(30, 5);
        String old = Files.readString(folder.resolve("old.note"));
        try (KeptJournal forged = new KeptJournal(folder, "forged")) {
            forged.happened(31, "viết lại");
            forged.log.issue();
            forged.happened(5, "viết lại");
            forged.log.issue();
            Files.writeString(
                    folder.resolve("forged.txt"),
                    forged.log.consistency(31, 37).orElseThrow().text());
        }
        assertThat(verify("journal", "--journal", "forged/journal", "--key", "log.vkey"))
                .as("it is whole in itself: " + said)
                .isZero();
        assertThat(verify("journal", "--journal", "forged/journal", "--key", "log.vkey", "--checkpoint", "old.note"))
                .isEqualTo(1);
        assertThat(said).contains("HISTORY WAS REWRITTEN", "LỊCH SỬ ĐÃ BỊ SỬA");
        assertThat(verify(Questions.but(Questions.consistency(), "--proof", "forged.txt")))
                .isEqualTo(1);
        assertThat(old).isEqualTo(Files.readString(folder.resolve("old.note")));
    }

    @Test
    void a_shorter_history_is_found_by_whoever_kept_an_old_checkpoint() throws IOException {
        made(30, 5);
        try (KeptJournal forged = new KeptJournal(folder, "forged")) {
            forged.happened(3, "ngắn");
            forged.log.issue();
        }
        assertThat(verify("journal", "--journal", "forged/journal", "--key", "log.vkey", "--checkpoint", "old.note"))
                .isEqualTo(1);
    }

    @Test
    void a_stamp_or_a_seal_of_somebody_else_is_not_taken() throws IOException {
        made(3, 1);
        Path other = Files.createDirectory(folder.resolve("other"));
        try (KeptJournal stranger = new KeptJournal(other, "volume")) {
            stranger.happened(3, "x");
            SipId sip = stranger.received();
            stranger.log.issue();
            stranger.handedOut(sip);
        }
        for (String[] foreign : List.of(
                new String[] {"--timestamp-certificates", "other/tsa.pem"},
                new String[] {"--timestamp", "other/checkpoint.tsr"},
                new String[] {"--key", "other/log.vkey"})) {
            assertThat(verify(Questions.but(Questions.checkpoint(), foreign)))
                    .as(foreign[1])
                    .isEqualTo(1);
        }
        for (String[] foreign : List.of(
                new String[] {"--certificate", "other/archive.pem"},
                new String[] {"--signature", "other/receipt.p7s"},
                new String[] {"--proof", "other/receipt.tlog-proof"})) {
            assertThat(verify(Questions.but(Questions.receipt(), foreign)))
                    .as(foreign[1])
                    .isEqualTo(1);
        }
    }
}
