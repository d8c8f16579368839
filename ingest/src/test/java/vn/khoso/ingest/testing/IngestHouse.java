package vn.khoso.ingest.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import vn.khoso.ingest.IngestPipeline;
import vn.khoso.ingest.Submissions;
import vn.khoso.ingest.agreement.AgencyRegistry;
import vn.khoso.ingest.agreement.Agree;
import vn.khoso.ingest.agreement.SubmissionAgreement;
import vn.khoso.ingest.bag.SecondJudge;
import vn.khoso.ingest.bag.VerifyBag;
import vn.khoso.ingest.characterise.Characterise;
import vn.khoso.ingest.compose.Compose;
import vn.khoso.ingest.describe.Describe;
import vn.khoso.ingest.describe.DescriptionRules;
import vn.khoso.ingest.queue.SubmissionQueue;
import vn.khoso.ingest.queue.jdbc.JdbcSubmissionQueue;
import vn.khoso.ingest.receipt.ReceiptDesk;
import vn.khoso.ingest.staging.IngestLimits;
import vn.khoso.ingest.staging.StagingArea;
import vn.khoso.ingest.staging.Unpack;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.ingest.store.Store;
import vn.khoso.ingest.worker.IngestWorker;
import vn.khoso.ingest.worker.WorkerSettings;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.Formats;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.Retention;
import vn.khoso.preservation.Seals;
import vn.khoso.preservation.catalogue.jdbc.JdbcCatalogue;
import vn.khoso.preservation.fixity.FixityAuditor;
import vn.khoso.preservation.fixity.jdbc.JdbcFixityLog;
import vn.khoso.preservation.format.FormatTools;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.replication.CopyComplaints;
import vn.khoso.preservation.replication.CopyEvents;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.FanOut;
import vn.khoso.preservation.replication.OpenSite;
import vn.khoso.preservation.replication.ReplicatedCheckpoints;
import vn.khoso.preservation.replication.ReplicatedSegments;
import vn.khoso.preservation.replication.ReplicatedStorage;
import vn.khoso.preservation.replication.Settling;
import vn.khoso.preservation.replication.SiteObjects;
import vn.khoso.preservation.replication.VolumeSet;
import vn.khoso.preservation.replication.file.FileSite;
import vn.khoso.preservation.replication.jdbc.JdbcCopyLog;
import vn.khoso.preservation.retention.RetentionEngine;
import vn.khoso.preservation.retention.StarterSchedule;
import vn.khoso.preservation.retention.jdbc.JdbcRetentionSchedule;
import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.schemas.codec.rdf.ShapeCheck;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.storage.StoragePolicies;
import vn.khoso.schemas.storage.StoragePolicy;
import vn.khoso.schemas.submission.Acceptance;
import vn.khoso.schemas.submission.Delivery;
import vn.khoso.schemas.submission.Lane;
import vn.khoso.schemas.submission.Submission;

/** The whole way in without a container: real database, real storage, real format tools, put together by constructors. */
public final class IngestHouse implements AutoCloseable {

    public static final Agent AGENT = new Agent("software:khoso", Agent.Type.SOFTWARE, "Kho Số");
    public static final Requester DEPOSITOR = depositor("xa-mau", "H56.17");

    public final Submissions submissions;
    public final SubmissionQueue queue;
    public final Archive archive;
    public final Catalogue catalogue;
    public final Journal journal;
    public final IngestPipeline pipeline;
    public final ProgressBoard board;
    public final Path staging;
    private final VolumeSet volumes;
    private final IngestWorker worker;
    private final Clock clock;

    private IngestHouse(Plan plan, Path folder) {
        this.clock = Clock.systemUTC();
        IdentifierMint mint = new IdentifierMint(clock, new SecureRandom());
        UUID id = UUID.randomUUID();
        Path place = folder.resolve("volume");
        Volume.format(place, id, clock.instant());
        JdbcJournal entries = new JdbcJournal(plan.database, clock);
        Events events = new Events(mint, clock);
        FileSite opening = new FileSite(place, id, new Volume.Settings(0, 2), entries, true);
        CopySite site = CopySite.open("a", id, () -> around(opening.open(), plan.storage), clock);
        this.volumes = new VolumeSet(List.of(site));
        ReplicatedSegments segments = new ReplicatedSegments(volumes, entries, FanOut.inTurn());
        JdbcCatalogue store = new JdbcCatalogue(plan.database, clock);
        JdbcRetentionSchedule schedule = new JdbcRetentionSchedule(plan.database, clock);
        new StarterSchedule(mint, clock).load(schedule, AGENT);
        RetentionEngine engine = new RetentionEngine(schedule);
        JdbcFixityLog fixity = new JdbcFixityLog(plan.database, clock);
        JdbcCopyLog copies = new JdbcCopyLog(plan.database, clock);
        CopyEvents copyEvents = new CopyEvents(events, AGENT);
        ReplicatedStorage storage = new ReplicatedStorage(
                volumes,
                new StoragePolicies(List.of(StoragePolicy.everywhere(List.of("a")))),
                new CopyComplaints(copies, fixity, copyEvents),
                clock,
                FanOut.inTurn());
        new Settling(copies, store, entries, segments, new ReplicatedCheckpoints(volumes), copyEvents).settle(site);
        FixityAuditor auditor = new FixityAuditor(new SiteObjects(site), store, fixity, segments, events, AGENT);
        this.archive = new Archive(storage, store, segments, engine, auditor, events);
        this.catalogue = new Catalogue(store);
        this.journal = new Journal(entries, segments);
        this.board = new ProgressBoard();
        this.staging = folder.resolve("staging-sip");
        StagingArea area = new StagingArea(staging, plan.limits, plan.keptRoom);
        this.queue = new JdbcSubmissionQueue(plan.database);
        this.submissions = new Submissions(
                queue, area, new ReceiptDesk(new Seals(new TestKey()), journal, mint, clock), board, mint, clock);
        AgencyRegistry registry = AgencyRegistry.shipped();
        this.pipeline = new IngestPipeline(
                new IngestPipeline.Checks(
                        new Unpack(area, board),
                        new VerifyBag(plan.second, board),
                        new Agree(registry, board),
                        new Characterise(new Formats(plan.formats), plan.agreement, board),
                        new Describe(
                                registry, catalogue, new Retention(schedule, engine, segments), plan.rules, board)),
                plan.agreement,
                new IngestPipeline.Keeping(
                        new Compose(plan.agreement, mint, clock, board), new Store(archive, AGENT, board)));
        this.worker = new IngestWorker(pipeline, submissions, queue, board, clock, plan.worker);
    }

    private static OpenSite around(OpenSite site, UnaryOperator<ArchivalStorage> storage) {
        return new OpenSite(
                site.medium(), storage.apply(site.storage()), site.intake(), site.objects(), site.journal());
    }

    /** What a test wants to be different. */
    public static final class Plan {
        private DataSource database = EmbeddedDatabase.fresh("preservation", "ingest");
        private UnaryOperator<ArchivalStorage> storage = UnaryOperator.identity();
        private FormatTools formats = Tools.shared();
        private IngestLimits limits = IngestLimits.DEFAULT;
        private SubmissionAgreement agreement = SubmissionAgreement.shipped();
        private DescriptionRules rules = new ShapeCheck()::check;
        private SecondJudge second = (files, work) ->
                new SecondJudge.Opinion(SecondJudge.Opinion.Kind.NONE, "none", "not asked in this test");
        private WorkerSettings worker = new WorkerSettings(
                "test",
                4,
                3,
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMinutes(1),
                Duration.ofMillis(50));

        private Supplier<OptionalLong> keptRoom = OptionalLong::empty;

        /** What the volumes say that they can take. */
        public Plan keptRoom(LongSupplier bytes) {
            keptRoom = () -> OptionalLong.of(bytes.getAsLong());
            return this;
        }

        public Plan database(DataSource other) {
            database = other;
            return this;
        }

        public Plan storage(UnaryOperator<ArchivalStorage> around) {
            storage = around;
            return this;
        }

        public Plan formats(FormatTools other) {
            formats = other;
            return this;
        }

        public Plan limits(IngestLimits other) {
            limits = other;
            return this;
        }

        public Plan second(SecondJudge other) {
            second = other;
            return this;
        }

        public IngestHouse build(Path folder) {
            return new IngestHouse(this, folder);
        }
    }

    public static IngestHouse in(Path folder) {
        return new Plan().build(folder);
    }

    public IngestHouse started() {
        worker.start();
        return this;
    }

    public static Requester depositor(String name, String agency) {
        return new Requester(name, name, Set.of(Role.DEPOSITOR), Optional.of(new AgencyCode(agency)), Optional.empty());
    }

    /** Hands a container in, as a depositor of the commune of the tests. */
    public Submission hand(byte[] container) {
        return hand(container, DEPOSITOR);
    }

    public Submission hand(byte[] container, Requester requester) {
        Delivery delivery = new Delivery("goi.zip", OptionalLong.empty(), Optional.empty(), Lane.INTERACTIVE);
        return switch (submissions.accept(new ByteArrayInputStream(container), delivery, requester)) {
            case Acceptance.Accepted accepted -> accepted.submission();
            case Acceptance.KeyUsedForOtherBytes used -> throw new AssertionError(used);
            case Acceptance.TooLarge large -> throw new AssertionError(large);
            case Acceptance.LengthDiffers differs -> throw new AssertionError(differs);
            case Acceptance.WithoutAgency none -> throw new AssertionError(none);
        };
    }

    /** Hands in, and waits for the end. */
    public Submission through(byte[] container) {
        return end(hand(container));
    }

    public Submission through(byte[] container, Requester requester) {
        return end(hand(container, requester));
    }

    /** Waits until the submission is archived, refused or parked; at most two minutes. */
    public Submission end(Submission submission) {
        return await(submission, Set.of(Submission.State.ARCHIVED, Submission.State.REFUSED, Submission.State.PARKED));
    }

    public Submission await(Submission submission, Set<Submission.State> states) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline) {
            Submission now = submissions.find(submission.id()).orElseThrow();
            if (states.contains(now.state())) {
                return now;
            }
            board.awaitArrival(board.arrivals(), Duration.ofMillis(5));
        }
        throw new AssertionError("not " + states + " in time: " + submissions.find(submission.id()));
    }

    /** Codes of all findings, each once, in their order. */
    public static List<String> codes(Submission submission) {
        return submission.findings().stream()
                .map(one -> one.finding().code().name())
                .distinct()
                .toList();
    }

    /** What lies in the staging folder once the worker has put away what it concluded; waits for that, at most 10 s. */
    public List<Path> staged() {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        List<Path> left = inStaging();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            board.awaitArrival(board.arrivals(), Duration.ofMillis(5));
            left = inStaging();
        }
        return left;
    }

    private List<Path> inStaging() {
        if (!Files.exists(staging)) {
            return List.of();
        }
        try (var paths = Files.list(staging)) {
            return paths.toList();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    @Override
    public void close() {
        worker.close();
        volumes.close();
    }
}
