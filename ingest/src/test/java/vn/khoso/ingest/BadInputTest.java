package vn.khoso.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.staging.IngestLimits;
import vn.khoso.ingest.testing.Bag;
import vn.khoso.ingest.testing.Containers;
import vn.khoso.ingest.testing.IngestHouse;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.WatchedStorage;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.submission.Acceptance;
import vn.khoso.schemas.submission.Delivery;
import vn.khoso.schemas.submission.Lane;
import vn.khoso.schemas.submission.RefusalLetter;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.Submission.State;
import vn.khoso.schemas.submission.SubmissionFilter;

/** Bad input gets a clear answer and loses nothing, and the next submission goes through as before. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BadInputTest {

    @TempDir
    Path folder;

    @Test
    void a_refusal_is_a_letter_with_every_finding_and_an_entry_in_the_journal() {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            byte[] wrong = Bag.good(1)
                    .payloadManifest(lines -> (lines.charAt(0) == '0' ? "1" : "0") + lines.substring(1))
                    .edit(record -> record.put("issuedDate", "31/6/2025"))
                    .file("data/them.pdf", new byte[0])
                    .zip();
            Submission ended = house.through(wrong);
            assertThat(ended.state()).isEqualTo(State.REFUSED);
            assertThat(IngestHouse.codes(ended))
                    .contains("BAG_DIGEST_MISMATCH", "METADATA_DATE_IMPOSSIBLE", "FILE_EMPTY");
            RefusalLetter letter = house.submissions.letter(ended.id()).orElseThrow();
            assertThat(letter.refused()).isTrue();
            assertThat(letter.findings()).isEqualTo(ended.findings());
            JournalEntry entry =
                    house.journal.about(ended.id().toString(), 0, 10).getLast();
            assertThat(entry.event().type()).isEqualTo(EventType.REFUSAL);
            assertThat(entry.event().detail().get("findings")).contains("BAG-DIGEST-MISMATCH");
            assertThat(entry.event().toString()).doesNotContain("Nguyễn").doesNotContain("001099");
            assertThat(house.submissions.receipt(ended.id())).isEmpty();
            assertThat(house.archive.content(ended.aip())).isEmpty();
            assertThat(house.through(Bag.good(2).zip()).state()).isEqualTo(State.ARCHIVED);
        }
    }

    @Test
    void four_hundred_megabytes_from_four_hundred_kilobytes_are_refused_and_the_next_package_goes_through()
            throws IOException {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            byte[] bomb = Containers.tarGz(tar -> {
                var entry = new org.apache.commons.compress.archivers.tar.TarArchiveEntry("data/bom.bin");
                entry.setSize(400L << 20);
                tar.putArchiveEntry(entry);
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 400; i++) {
                    tar.write(zeros);
                }
                tar.closeArchiveEntry();
            });
            Submission handed = house.hand(bomb);
            Submission ended = house.end(handed);
            assertThat(IngestHouse.codes(ended)).containsExactly("CONTAINER_BOMB");
            assertThat(house.through(Bag.good(3).zip()).state()).isEqualTo(State.ARCHIVED);
        }
    }

    @Test
    void a_delivery_cut_short_is_told_so_and_nothing_is_kept() {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            byte[] zip = Bag.good(4).zip();
            Delivery delivery =
                    new Delivery("a.zip", OptionalLong.of(zip.length + 10L), Optional.empty(), Lane.INTERACTIVE);
            Acceptance answer =
                    house.submissions.accept(new ByteArrayInputStream(zip), delivery, IngestHouse.DEPOSITOR);
            assertThat(answer).isEqualTo(new Acceptance.LengthDiffers(zip.length + 10L, zip.length));
            assertThat(house.staged()).isEmpty();
            assertThat(house.submissions.open()).isZero();
        }
    }

    @Test
    void a_container_over_the_limit_is_turned_away() {
        IngestLimits small = new IngestLimits(500, 1 << 20, 10, 200, 1 << 20, 10, 0);
        try (IngestHouse house =
                new IngestHouse.Plan().limits(small).build(folder).started()) {
            Acceptance answer = house.submissions.accept(
                    new ByteArrayInputStream(Bag.good(5).zip()), Delivery.named("a.zip"), IngestHouse.DEPOSITOR);
            assertThat(answer).isEqualTo(new Acceptance.TooLarge(500));
            assertThat(house.staged()).isEmpty();
        }
    }

    @Test
    void a_staging_disk_without_room_says_so_before_it_takes_anything() {
        IngestLimits reserve = new IngestLimits(1 << 20, 1 << 20, 10, 200, 1 << 20, 10, Long.MAX_VALUE / 2);
        try (IngestHouse house =
                new IngestHouse.Plan().limits(reserve).build(folder).started()) {
            assertThatThrownBy(() -> house.hand(Bag.good(6).zip())).isInstanceOf(ArchiveFault.StorageFull.class);
            assertThat(house.submissions.open()).isZero();
        }
    }

    private static ArchiveFault full() {
        return new ArchiveFault.StorageFull("full", new IOException("No space left on device"));
    }

    @Test
    void volumes_without_room_turn_a_delivery_away_before_anything_is_taken() {
        AtomicLong room = new AtomicLong();
        try (IngestHouse house =
                new IngestHouse.Plan().keptRoom(room::get).build(folder).started()) {
            byte[] sip = Bag.good(6).zip();
            assertThatThrownBy(() -> house.hand(sip))
                    .isInstanceOf(ArchiveFault.StorageFull.class)
                    .hasRootCauseMessage(
                            "No space left on device on the volumes: 0 bytes are left above their reserve");
            assertThat(house.submissions.open()).isZero();
            assertThat(house.staged()).isEmpty();
            room.set(1 << 20);
            assertThat(house.through(sip).state()).isEqualTo(State.ARCHIVED);
        }
    }

    @Test
    void full_volumes_are_waited_for_however_long_it_takes_and_then_the_same_package_is_kept() {
        AtomicInteger asked = new AtomicInteger();
        LongSupplier fullAfterTheDoor = () -> {
            int question = asked.incrementAndGet();
            return question > 1 && question < 12 ? 0 : 1 << 20;
        };
        try (IngestHouse house =
                new IngestHouse.Plan().keptRoom(fullAfterTheDoor).build(folder).started()) {
            Submission ended = house.through(Bag.good(7).zip());
            assertThat(ended.state()).isEqualTo(State.ARCHIVED);
            assertThat(ended.tries()).as("waiting is no try").isEqualTo(1);
            assertThat(asked).hasValueGreaterThan(11);
        }
    }

    @Test
    void a_package_that_is_larger_than_the_room_there_is_is_parked_and_holds_nobody_up() {
        AtomicInteger faults = new AtomicInteger(3);
        try (IngestHouse house = new IngestHouse.Plan()
                .keptRoom(() -> 1 << 20)
                .storage(real -> WatchedStorage.failingBefore(real, faults, full()))
                .build(folder)
                .started()) {
            Submission large = house.through(Bag.good(12).zip());
            assertThat(large.state()).isEqualTo(State.PARKED);
            assertThat(large.trouble().orElseThrow()).contains("StorageFull");
            assertThat(house.through(Bag.good(13).zip()).state()).isEqualTo(State.ARCHIVED);
        }
    }

    @Test
    void storage_that_stays_away_parks_the_submission_until_somebody_resumes_it() {
        AtomicInteger faults = new AtomicInteger(Integer.MAX_VALUE);
        try (IngestHouse house = new IngestHouse.Plan()
                .storage(real -> WatchedStorage.failingBefore(
                        real, faults, new ArchiveFault.StorageUnavailable("gone", new IOException("gone"))))
                .build(folder)
                .started()) {
            Submission parked = house.through(Bag.good(8).zip());
            assertThat(parked.state()).isEqualTo(State.PARKED);
            assertThat(parked.trouble()).hasValue("StorageUnavailable: gone");
            assertThat(house.submissions
                            .find(parked.id(), IngestHouse.DEPOSITOR)
                            .orElseThrow()
                            .trouble())
                    .as("a sender is not told where the archive keeps what")
                    .hasValue("StorageUnavailable");
            assertThat(house.submissions.page(SubmissionFilter.ALL, Optional.empty(), 10, IngestHouse.DEPOSITOR))
                    .allMatch(one -> one.trouble().equals(Optional.of("StorageUnavailable")));
            faults.set(0);
            assertThat(house.submissions.resume(parked.id())).isTrue();
            Submission ended = house.await(parked, Set.of(State.ARCHIVED, State.REFUSED));
            assertThat(ended.state()).isEqualTo(State.ARCHIVED);
            assertThat(house.submissions.resume(parked.id())).isFalse();
        }
    }

    @Test
    void a_fault_after_storing_keeps_the_package_that_was_stored() throws IOException {
        AtomicInteger faults = new AtomicInteger(1);
        try (IngestHouse house = new IngestHouse.Plan()
                .storage(real -> WatchedStorage.failingAfter(
                        real, faults, new ArchiveFault.StorageUnavailable("gone", new IOException("gone"))))
                .build(folder)
                .started()) {
            Submission ended = house.through(Bag.good(9).zip());
            assertThat(ended.state()).isEqualTo(State.ARCHIVED);
            assertThat(ended.tries()).isEqualTo(2);
            assertThat(house.archive.content(ended.aip()).orElseThrow().version())
                    .isEqualTo(1);
            assertThat(house.catalogue.find(ended.aip()).orElseThrow().rootDigest())
                    .isEqualTo(house.archive.content(ended.aip()).orElseThrow().rootDigest());
        }
    }

    @Test
    void a_database_that_stops_loses_nothing() throws IOException {
        try (var server = EmbeddedDatabase.start()) {
            var source = EmbeddedDatabase.named(server, "postgres");
            var migrations = new vn.khoso.preservation.database.jdbc.Migrations(source);
            migrations.bring("preservation");
            migrations.bring("ingest");
            AtomicInteger gone = new AtomicInteger();
            var flaky = new vn.khoso.ingest.testing.FlakyDataSource(source, () -> gone.get() > 0);
            try (IngestHouse house =
                    new IngestHouse.Plan().database(flaky).build(folder).started()) {
                Submission first = house.hand(Bag.good(10).zip());
                gone.set(1);
                assertThatThrownBy(() -> house.hand(Bag.good(11).zip()))
                        .isInstanceOf(ArchiveFault.DatabaseUnavailable.class);
                assertThatThrownBy(() -> house.submissions.find(first.id()))
                        .isInstanceOf(ArchiveFault.DatabaseUnavailable.class);
                house.board.awaitArrival(house.board.arrivals(), Duration.ofMillis(200));
                gone.set(0);
                assertThat(house.end(first).state()).isEqualTo(State.ARCHIVED);
                assertThat(house.through(Bag.good(11).zip()).state()).isEqualTo(State.ARCHIVED);
            }
        }
    }

    @Test
    void what_a_crash_left_is_taken_up_at_the_next_start() {
        var database = EmbeddedDatabase.fresh("preservation", "ingest");
        try (IngestHouse house = new IngestHouse.Plan().database(database).build(folder)) {
            Submission handed = house.hand(Bag.good(12).zip());
            house.queue
                    .take(Lane.INTERACTIVE, "test", java.time.Clock.systemUTC().instant())
                    .orElseThrow();
            assertThat(house.submissions.find(handed.id()).orElseThrow().state())
                    .isEqualTo(State.RUNNING);
            house.started();
            assertThat(house.end(handed).state()).isEqualTo(State.ARCHIVED);
        }
    }

    @Test
    void bulk_is_not_starved_by_people_nor_people_by_bulk() {
        try (IngestHouse house = IngestHouse.in(folder)) {
            for (int n = 20; n < 28; n++) {
                Lane lane = n % 2 == 0 ? Lane.BULK : Lane.INTERACTIVE;
                Delivery delivery = new Delivery("a.zip", OptionalLong.empty(), Optional.empty(), lane);
                house.submissions.accept(new ByteArrayInputStream(Bag.good(n).zip()), delivery, IngestHouse.DEPOSITOR);
            }
            house.started();
            house.submissions
                    .page(vn.khoso.schemas.submission.SubmissionFilter.ALL, Optional.empty(), 50, IngestHouse.DEPOSITOR)
                    .forEach(one -> assertThat(house.end(one).state()).isEqualTo(State.ARCHIVED));
        }
    }

    @Test
    void the_letter_of_a_hostile_name_is_harmless_html() {
        try (IngestHouse house = IngestHouse.in(folder).started()) {
            var files = new java.util.LinkedHashMap<>(Bag.good(30).build());
            files.put("../<script>alert(1)</script>.txt", "x".getBytes(StandardCharsets.UTF_8));
            Submission ended = house.through(Containers.zip(files));
            RefusalLetter letter = house.submissions.letter(ended.id()).orElseThrow();
            String html =
                    vn.khoso.ingest.receipt.Letter.html(letter, vn.khoso.schemas.finding.FindingMessages.Language.VI);
            assertThat(html)
                    .doesNotContain("<script>", "<style", "@findings@")
                    .contains("&lt;script&gt;")
                    .contains("CONTAINER-PATH-ESCAPES");
            assertThat(new String(vn.khoso.ingest.receipt.Letter.json(letter), StandardCharsets.UTF_8))
                    .contains("\"vi\":")
                    .contains("\"en\":")
                    .contains("\"next\":");
            assertThat(Files.exists(folder.resolve("<script>alert(1)<"))).isFalse();
        }
    }
}
