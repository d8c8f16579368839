package vn.khoso.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.access.dip.DeliveryLedger;
import vn.khoso.access.dip.FolderDipWorkshop;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.step.Dip;
import vn.khoso.access.step.DipAnswer;
import vn.khoso.access.step.DipOrder;
import vn.khoso.access.step.FileAnswer;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.testing.MemoryCatalogue;
import vn.khoso.access.testing.MemoryJournal;
import vn.khoso.access.testing.MemoryStorage;
import vn.khoso.access.testing.Records;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.DipId;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/** Handing out: bytes are proven, rights hold, the journal knows. */
class DisseminationTest {

    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
    private static final byte[] FIRST = "tệp thứ nhất".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = "tệp thứ hai".getBytes(StandardCharsets.UTF_8);
    private static final Requester ARCHIVIST = asker("luu.tru", Role.ARCHIVIST, false);
    private static final Requester PORTAL = asker("cong", Role.PORTAL, false);
    private static final Requester CITIZEN = asker("cong.dan", Role.CITIZEN, true);

    @TempDir
    Path folder;

    private final MemoryCatalogue rows = new MemoryCatalogue();
    private final MemoryStorage storage = new MemoryStorage();
    private final MemoryJournal journal = new MemoryJournal();
    private RecordEntry open;
    private RecordEntry closed;
    private RecordEntry two;
    private Dissemination dissemination;

    @BeforeEach
    void three_records() {
        open = Records.record().holding(FIRST).entry(1);
        closed = Records.record().mode(AccessMode.CONDITIONAL).holding(FIRST).entry(2);
        two = Records.record()
                .mode(AccessMode.CONDITIONAL)
                .holding(FIRST, SECOND)
                .entry(3);
        rows.with(open, closed, two, Records.record().gone().entry(4));
        storage.keep(open, FIRST).keep(closed, FIRST).keep(two, FIRST, SECOND);
        dissemination = at(NOW);
    }

    @Test
    void a_file_is_read_by_its_place_or_its_path_and_in_parts() throws IOException {
        assertThat(read(dissemination.file(two.id(), "1", ARCHIVIST), 0, 100)).isEqualTo(SECOND);
        assertThat(read(dissemination.file(two.id(), "sip/data/tệp-1.pdf", ARCHIVIST), 0, 100))
                .isEqualTo(SECOND);
        assertThat(read(dissemination.file(two.id(), "0", ARCHIVIST), 2, 3))
                .isEqualTo(java.util.Arrays.copyOfRange(FIRST, 2, 5));
        assertThat(dissemination.file(two.id(), "2", ARCHIVIST)).isEqualTo(new FileAnswer.Absent());
        assertThat(dissemination.file(two.id(), "../../etc/passwd", ARCHIVIST)).isEqualTo(new FileAnswer.Absent());
    }

    @Test
    void what_is_not_for_the_asker_is_as_if_it_were_not_there() {
        FileAnswer absent = dissemination.file(IdentifierMint.record(open.aip(), 77), "0", Requester.ANONYMOUS);
        assertThat(dissemination.file(closed.id(), "0", Requester.ANONYMOUS)).isEqualTo(absent);
        assertThat(dissemination.file(closed.id(), "0", PORTAL)).isEqualTo(absent);
        assertThat(order(List.of(open, closed), PORTAL, Optional.empty())).isEqualTo(new DipAnswer.Absent());
        assertThat(order(List.of(open), Requester.ANONYMOUS, Optional.empty())).isEqualTo(new DipAnswer.Absent());
    }

    @Test
    void a_withdrawn_record_is_gone() {
        RecordEntry gone = Records.record().gone().entry(4);
        assertThat(dissemination.file(gone.id(), "0", Requester.ANONYMOUS))
                .isEqualTo(new FileAnswer.Gone(gone.changedAt()));
        assertThat(order(List.of(gone), ARCHIVIST, Optional.empty())).isEqualTo(new DipAnswer.Absent());
    }

    @Test
    void an_altered_byte_is_never_handed_out() {
        storage.turnByte(open, 0);
        FileAnswer answer = dissemination.file(open.id(), "0", Requester.ANONYMOUS);
        assertThatThrownBy(() -> read(answer, 0, 1)).isInstanceOf(ContentAltered.class);
        storage.turnByte(two, 1);
        Dip dip = accepted(order(List.of(two), ARCHIVIST, Optional.empty()));
        assertThat(dip.state()).isEqualTo(Dip.State.FAILED);
        assertThat(dip.trouble()).contains("CONTENT_ALTERED");
        assertThat(journal.events().getLast().outcome()).isEqualTo(EventOutcome.FAILURE);
    }

    @Test
    void reading_a_conditional_file_stands_in_the_journal_with_its_purpose_and_without_an_owner() throws IOException {
        Optional<Purpose> purpose = Optional.of(new Purpose("giải quyết thủ tục đất đai"));
        read(dissemination.file(closed.id(), "0", PORTAL, purpose), 0, 100);
        assertThat(journal.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.DISSEMINATION);
            assertThat(event.detail())
                    .containsEntry("purpose", "giải quyết thủ tục đất đai")
                    .containsEntry("requester", "cong");
            assertThat(event.toString()).doesNotContain(Records.OWNER.value());
        });
        read(dissemination.file(open.id(), "0", Requester.ANONYMOUS), 0, 100);
        assertThat(journal.events()).as("public files are not written down").hasSize(1);
    }

    @Test
    void a_bag_is_valid_to_another_reader_and_holds_files_metadata_and_events() throws Exception {
        journal.append(List.of(
                past(EventType.INGESTION, closed.aip().toString()),
                past(EventType.DISSEMINATION, closed.aip().toString())));
        Dip dip = accepted(order(List.of(closed, two), ARCHIVIST, Optional.empty()));
        Path bag = unzipped(dip);
        try (BagVerifier verifier = new BagVerifier()) {
            verifier.isValid(new BagReader().read(bag), true);
        }
        assertThat(Files.readAllBytes(bag.resolve("data/" + two.id().uuid() + "/001-tệp-1.pdf")))
                .isEqualTo(SECOND);
        JsonNode records = new ObjectMapper()
                .readTree(bag.resolve("data/metadata/records.json").toFile());
        assertThat(records.path("records")
                        .path(1)
                        .path("files")
                        .path(1)
                        .path("sha256")
                        .asText())
                .isEqualTo(two.files().get(1).sha256().hex());
        JsonNode events = new ObjectMapper()
                .readTree(bag.resolve("data/metadata/events.json").toFile());
        assertThat(events).as("who else asked is not told").hasSize(1);
        assertThat(journal.events().getLast().detail()).containsEntry("form", "bagit-zip");
    }

    @Test
    void what_the_requester_may_not_know_is_not_in_the_package() throws IOException {
        Dip dip = accepted(order(List.of(open), PORTAL, Optional.empty()));
        try (Stream<Path> files = Files.walk(unzipped(dip))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .doesNotContain(Records.OWNER.value())
                        .doesNotContain("Nguyễn Văn Mẫu");
            }
        }
        Dip own = accepted(order(List.of(open), CITIZEN, Optional.empty()));
        Path bag = unzipped(own);
        assertThat(Files.readString(bag.resolve("data/metadata/records.json"))).contains(Records.OWNER.value());
    }

    @Test
    void a_single_file_comes_as_it_was_kept() throws IOException {
        Dip dip = accepted(
                dissemination.order(new DipOrder(List.of(open.id()), DipOrder.Form.FILE, Optional.empty()), ARCHIVIST));
        assertThat(dissemination.open(dip, 0, 1_000).readAllBytes()).isEqualTo(FIRST);
        assertThat(dissemination.open(dip, 2, 4).readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(FIRST, 2, 6));
        assertThat(dip.content().orElseThrow().sha256())
                .isEqualTo(open.files().getFirst().sha256());
        assertThat(dissemination.order(
                        new DipOrder(List.of(two.id()), DipOrder.Form.FILE, Optional.empty()), ARCHIVIST))
                .isInstanceOf(DipAnswer.Refused.class);
    }

    @Test
    void a_package_of_an_aip_holds_its_records() {
        DipAnswer answer = dissemination.orderPackage(two.aip(), DipOrder.Form.BAGIT_ZIP, Optional.empty(), ARCHIVIST);
        assertThat(accepted(answer).records()).containsExactly(two.id());
        assertThat(dissemination.orderPackage(two.aip(), DipOrder.Form.BAGIT_ZIP, Optional.empty(), PORTAL))
                .isEqualTo(new DipAnswer.Absent());
    }

    @Test
    void a_package_belongs_to_who_ordered_it_outlives_a_restart_and_expires() {
        Dip dip = accepted(order(List.of(open), ARCHIVIST, Optional.empty()));
        assertThat(dissemination.find(dip.id(), ARCHIVIST)).contains(dip);
        assertThat(dissemination.find(dip.id(), PORTAL)).isEmpty();
        assertThat(dissemination.find(new DipId(new UUID(1, 2)), ARCHIVIST)).isEmpty();
        assertThat(at(NOW.plusSeconds(60)).find(dip.id(), ARCHIVIST)).contains(dip);
        assertThat(at(NOW.plus(Duration.ofDays(2))).find(dip.id(), ARCHIVIST)).isEmpty();
    }

    @Test
    void a_package_altered_while_it_waits_is_not_handed_out() throws IOException {
        Dip dip = accepted(order(List.of(open), ARCHIVIST, Optional.empty()));
        Path bytes = folder.resolve(dip.id().uuid()).resolve("content");
        byte[] spoiled = Files.readAllBytes(bytes);
        spoiled[spoiled.length / 2] ^= 1;
        Files.write(bytes, spoiled);
        assertThatThrownBy(() -> dissemination.open(dip, 0, 1)).isInstanceOf(ContentAltered.class);
    }

    private DipAnswer order(List<RecordEntry> records, Requester requester, Optional<Purpose> purpose) {
        return dissemination.order(
                new DipOrder(records.stream().map(RecordEntry::id).toList(), DipOrder.Form.BAGIT_ZIP, purpose),
                requester);
    }

    private static Dip accepted(DipAnswer answer) {
        assertThat(answer).isInstanceOf(DipAnswer.Accepted.class);
        return ((DipAnswer.Accepted) answer).dip();
    }

    private static byte[] read(FileAnswer answer, long offset, long length) throws IOException {
        assertThat(answer).isInstanceOf(FileAnswer.Found.class);
        try (InputStream bytes = ((FileAnswer.Found) answer).reading().range(offset, length)) {
            return bytes.readAllBytes();
        }
    }

    private Path unzipped(Dip dip) throws IOException {
        Path target = Files.createTempDirectory(folder, "unzipped");
        byte[] zip =
                dissemination.open(dip, 0, dip.content().orElseThrow().size()).readAllBytes();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(entries, file);
            }
        }
        return target.resolve(dip.id().uuid());
    }

    private static Event past(EventType type, String object) {
        return new Event(
                UUID.randomUUID(),
                type,
                NOW,
                EventOutcome.SUCCESS,
                new Agent("software:khoso/0.1.0", Agent.Type.SOFTWARE, "Kho Số"),
                List.of(object),
                "It happened.",
                Map.of());
    }

    private Dissemination at(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        IdentifierMint mint = new IdentifierMint(clock, new SplittableRandom(1));
        return new Dissemination(
                rows.door(),
                storage,
                new AccessRules(),
                new FolderDipWorkshop(folder, storage, journal.door(), mint, Duration.ofDays(1), clock),
                new DeliveryLedger(journal.door(), mint, clock),
                clock);
    }

    private static Requester asker(String id, Role role, boolean owner) {
        return new Requester(
                id, id, Set.of(role), Optional.empty(), owner ? Optional.of(Records.OWNER) : Optional.empty());
    }
}
