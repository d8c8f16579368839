package vn.khoso.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.access.dip.DeliveryLedger;
import vn.khoso.access.dip.FolderDipWorkshop;
import vn.khoso.access.dip.KeptFiles;
import vn.khoso.access.discovery.lucene.LuceneSearchIndex;
import vn.khoso.access.followers.FollowerThread;
import vn.khoso.access.linkeddata.rdf4j.Rdf4jGraph;
import vn.khoso.access.oaipmh.CustodianRegister;
import vn.khoso.access.oaipmh.OaiIdentity;
import vn.khoso.access.oaipmh.OaiRepository;
import vn.khoso.access.rights.AccessKey;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.step.Dip;
import vn.khoso.access.step.DipAnswer;
import vn.khoso.access.step.DipOrder;
import vn.khoso.access.step.GraphAnswer;
import vn.khoso.access.step.RecordAnswer;
import vn.khoso.access.testing.Records;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.discovery.SearchQuery;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/** From a real volume and a real PostgreSQL to every way out: what is stored is found, harvested, queried, handed out. */
class WayOutTest {

    private static final Requester ARCHIVIST =
            new Requester("luu.tru", "Lưu trữ", Set.of(Role.ARCHIVIST), Optional.empty(), Optional.empty());

    @TempDir
    Path folder;

    private final Clock clock = Clock.systemUTC();
    private final AccessRules rules = new AccessRules();
    private TestArchive all;
    private LuceneSearchIndex index;
    private Rdf4jGraph graph;
    private List<FollowerThread> threads;
    private Discovery discovery;
    private Dissemination dissemination;
    private OaiRepository harvest;
    private RecordId open;
    private RecordId closed;
    private AipId aip;

    @BeforeEach
    void a_package_of_two_records() {
        all = new TestArchive(folder.resolve("volume"), EmbeddedDatabase.fresh(), clock);
        all.loadStarterSchedule();
        aip = all.store(Records.record().result()).aip();
        open = IdentifierMint.record(aip, 0);
        closed = IdentifierMint.record(
                all.store(Records.record().mode(AccessMode.CONDITIONAL).result())
                        .aip(),
                0);
        Catalogue catalogue = new Catalogue(all.catalogue);
        AccessKey key = AccessKey.kept(folder.resolve("keys/access.key"));
        CustodianRegister register = new CustodianRegister(folder.resolve("custodians.json"));
        index = new LuceneSearchIndex(
                folder.resolve("index"),
                key,
                after -> catalogue.countChanges(HarvestWindow.everythingAfter(after), 100),
                clock);
        graph = new Rdf4jGraph(folder.resolve("graph"), "https://kho.example.vn/");
        threads = Stream.of(index, graph, register)
                .map(follower -> new FollowerThread(catalogue, follower, Duration.ofMillis(50)))
                .toList();
        threads.forEach(FollowerThread::start);
        discovery = new Discovery(index, graph, catalogue, rules, clock);
        harvest = new OaiRepository(
                new OaiIdentity("https://kho.example.vn/oai", "Kho", "kho@example.vn", "kho.example.vn", 100),
                catalogue,
                register,
                rules,
                key,
                clock);
        Journal journal = new Journal(all.journal, all.segments);
        IdentifierMint mint = new IdentifierMint(clock, new SecureRandom());
        KeptFiles files = KeptFiles.of(all.archive);
        dissemination = new Dissemination(
                catalogue,
                files,
                rules,
                new FolderDipWorkshop(folder.resolve("dips"), files, journal, mint, Duration.ofDays(1), clock),
                new DeliveryLedger(journal, mint, clock),
                clock);
        until(() -> total(ARCHIVIST) == 2
                && graphSubjects().contains(open.uuid())
                && harvested("ListSets").contains("agency:H56.22.17"));
    }

    @AfterEach
    void ended() {
        threads.forEach(FollowerThread::close);
        index.close();
        graph.close();
        all.close();
    }

    @Test
    void what_is_stored_is_found_harvested_queried_and_handed_out() throws IOException {
        assertThat(total(Requester.ANONYMOUS)).isEqualTo(1);
        assertThat(discovery.record(open, Requester.ANONYMOUS)).isInstanceOf(RecordAnswer.Found.class);
        assertThat(discovery.record(closed, Requester.ANONYMOUS)).isEqualTo(new RecordAnswer.Absent());
        assertThat(graphSubjects()).contains(open.uuid()).doesNotContain(closed.uuid());
        assertThat(harvested("ListRecords")).contains(open.uuid()).doesNotContain(closed.uuid());
        assertThat(discovery.indexLag().behind()).isZero();
        Dip dip = ordered(closed);
        assertThat(dip.state()).isEqualTo(Dip.State.READY);
        assertThat(dissemination.open(dip, 0, 4).readAllBytes()).startsWith('P', 'K');
        assertThat(all.journal.about(dip.id().toString(), 0, 10)).hasSize(1);
    }

    @Test
    void what_is_withdrawn_is_gone_from_every_way_out_and_stays_as_a_tombstone() {
        all.catalogue.withdraw(
                open,
                new Event(
                        new IdentifierMint(clock, new SecureRandom()).version7(),
                        EventType.ACCESS_CHANGE,
                        clock.instant(),
                        EventOutcome.SUCCESS,
                        Samples.ARCHIVE,
                        List.of(aip.toString()),
                        "Withdrawn.",
                        Map.of("record", open.toString())));
        until(() -> total(Requester.ANONYMOUS) == 0 && !graphSubjects().contains(open.uuid()));
        assertThat(discovery.record(open, Requester.ANONYMOUS)).isInstanceOf(RecordAnswer.Gone.class);
        assertThat(harvested("ListRecords")).contains("status=\"deleted\"").contains(open.uuid());
    }

    @Test
    void a_byte_turned_on_disk_is_never_handed_out() throws IOException {
        try (Stream<Path> files = Files.walk(all.onDisk(aip, "v1"))) {
            for (Path file : files.filter(one -> one.toFile().length() == 2_000).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[1_000] ^= 1;
                file.toFile().setWritable(true);
                Files.write(file, bytes);
            }
        }
        assertThat(ordered(open).trouble()).contains("CONTENT_ALTERED");
    }

    private Dip ordered(RecordId record) {
        DipAnswer answer = dissemination.order(
                new DipOrder(List.of(record), DipOrder.Form.BAGIT_ZIP, Optional.empty()), ARCHIVIST);
        assertThat(answer).isInstanceOf(DipAnswer.Accepted.class);
        return ((DipAnswer.Accepted) answer).dip();
    }

    private long total(Requester requester) {
        try {
            SearchQuery everything =
                    new SearchQuery("quyen su dung dat", Map.of(), SearchQuery.Sort.RELEVANCE, Optional.empty(), 10);
            return discovery.search(everything, requester).total();
        } catch (DiscoveryUnavailable notYet) {
            return -1;
        }
    }

    private String graphSubjects() {
        try {
            GraphAnswer answer = discovery.query("SELECT DISTINCT ?s { ?s ?p ?o }", List.of(GraphAnswer.Form.CSV));
            return answer instanceof GraphAnswer.Complete complete
                    ? new String(complete.body(), StandardCharsets.UTF_8)
                    : answer.toString();
        } catch (DiscoveryUnavailable notYet) {
            return "";
        }
    }

    private String harvested(String verb) {
        Map<String, List<String>> request = verb.equals("ListSets")
                ? Map.of("verb", List.of(verb))
                : Map.of("verb", List.of(verb), "metadataPrefix", List.of("oai_dc"));
        return new String(harvest.answer(request, Requester.ANONYMOUS, Optional.empty()), StandardCharsets.UTF_8);
    }

    /** Looks until it is so, at most 30 s. */
    private static void until(BooleanSupplier so) {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!so.getAsBoolean()) {
            assertThat(Instant.now()).as("it did not come about").isBefore(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
