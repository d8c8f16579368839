package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import vn.khoso.ingest.IngestPipeline;
import vn.khoso.ingest.Submissions;
import vn.khoso.ingest.agreement.AgencyRegistry;
import vn.khoso.ingest.agreement.Agree;
import vn.khoso.ingest.agreement.SubmissionAgreement;
import vn.khoso.ingest.bag.BagitJavaJudge;
import vn.khoso.ingest.bag.VerifyBag;
import vn.khoso.ingest.characterise.Characterise;
import vn.khoso.ingest.compose.Compose;
import vn.khoso.ingest.describe.Describe;
import vn.khoso.ingest.queue.SubmissionQueue;
import vn.khoso.ingest.queue.jdbc.JdbcSubmissionQueue;
import vn.khoso.ingest.receipt.ReceiptDesk;
import vn.khoso.ingest.staging.IngestLimits;
import vn.khoso.ingest.staging.StagingArea;
import vn.khoso.ingest.staging.Unpack;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.ingest.store.Store;
import vn.khoso.ingest.worker.IngestWorker;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.Formats;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.Retention;
import vn.khoso.preservation.Seals;
import vn.khoso.preservation.fixity.RollLog;
import vn.khoso.preservation.fixity.coverage.FixityCoverage;
import vn.khoso.preservation.isolation.WorkerPool;
import vn.khoso.preservation.isolation.WorkerSettings;
import vn.khoso.preservation.worker.BackupWorker;
import vn.khoso.preservation.worker.CopyWorker;
import vn.khoso.preservation.worker.FixityWorker;
import vn.khoso.preservation.worker.RollCallWorker;
import vn.khoso.preservation.worker.TransparencyWorker;
import vn.khoso.schemas.codec.rdf.ShapeCheck;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.configuration.Settings;

/** The way in, from the open door to the receipt. */
@ApplicationScoped
public class IngestAssembly {

    @Produces
    @Singleton
    public ProgressBoard board() {
        return new ProgressBoard();
    }

    /** In the data folder: what is kept is copied from here to every volume, wherever those lie. */
    @Produces
    @Singleton
    public StagingArea staging(Settings settings, VolumeParts volumes) throws IOException {
        IngestLimits limits = IngestLimits.DEFAULT;
        Path incoming = Files.createDirectories(settings.data().resolve("incoming"));
        return new StagingArea(
                incoming,
                new IngestLimits(
                        limits.containerBytes(),
                        limits.unpackedBytes(),
                        limits.entries(),
                        limits.ratio(),
                        limits.ratioGrace(),
                        limits.depth(),
                        settings.reserve().of(incoming.toFile().getTotalSpace())),
                volumes.volumes()::room);
    }

    @Produces
    @Singleton
    public SubmissionQueue queue(DataSource source) {
        return new JdbcSubmissionQueue(source);
    }

    @Produces
    @Singleton
    public ReceiptDesk desk(Seals seals, Journal journal, IdentifierMint mint, Clock clock) {
        return new ReceiptDesk(seals, journal, mint, clock);
    }

    @Produces
    @Singleton
    public Submissions submissions(
            SubmissionQueue queue,
            StagingArea staging,
            ReceiptDesk desk,
            ProgressBoard board,
            IdentifierMint mint,
            Clock clock) {
        return new Submissions(queue, staging, desk, board, mint, clock);
    }

    @Produces
    @Singleton
    public AgencyRegistry agencies() {
        return AgencyRegistry.shipped();
    }

    /** The processes in which bagit-java judges bags. */
    @Produces
    @Singleton
    public SecondJudgePool secondJudgePool(Settings settings) {
        WorkerSettings workers = WorkerSettings.standard(
                settings.toolClassPath(),
                settings.data().resolve("tmp").resolve("judges"),
                SecondJudgeTask.class,
                List.of());
        return new SecondJudgePool(new WorkerPool(workers.withSize(1)));
    }

    public void close(@Disposes SecondJudgePool pool) {
        pool.close();
    }

    @Produces
    @Singleton
    public IngestPipeline.Checks checks(
            StagingArea staging,
            SecondJudgePool second,
            AgencyRegistry registry,
            Reading reading,
            ProgressBoard board) {
        return new IngestPipeline.Checks(
                new Unpack(staging, board),
                new VerifyBag(new BagitJavaJudge(second), board),
                new Agree(registry, board),
                new Characterise(reading.formats(), SubmissionAgreement.shipped(), board),
                new Describe(
                        registry,
                        reading.catalogue(),
                        reading.retention(),
                        results -> Shapes.CHECK.check(results),
                        board));
    }

    /** Made by the first package: Jena takes a second, which the start of the server need not wait for. */
    private static final class Shapes {
        static final ShapeCheck CHECK = new ShapeCheck();
    }

    /** What the checks ask of the archive. */
    public record Reading(Formats formats, Catalogue catalogue, Retention retention) {}

    @Produces
    @Singleton
    public Reading reading(Formats formats, Catalogue catalogue, Retention retention) {
        return new Reading(formats, catalogue, retention);
    }

    @Produces
    @Singleton
    public IngestPipeline pipeline(
            IngestPipeline.Checks checks, Archive archive, IdentifierMint mint, Clock clock, ProgressBoard board) {
        SubmissionAgreement agreement = SubmissionAgreement.shipped();
        return new IngestPipeline(
                checks,
                agreement,
                new IngestPipeline.Keeping(
                        new Compose(agreement, mint, clock, board),
                        new Store(archive, PreservationAssembly.SOFTWARE, board)));
    }

    @Produces
    @Singleton
    public IngestWorker worker(
            IngestPipeline pipeline,
            Submissions submissions,
            SubmissionQueue queue,
            ProgressBoard board,
            Clock clock,
            Settings settings) {
        return new IngestWorker(
                pipeline,
                submissions,
                queue,
                board,
                clock,
                vn.khoso.ingest.worker.WorkerSettings.DEFAULT.withThreads(settings.ingestWorkers()));
    }

    @Produces
    @Singleton
    public Workers workers(
            Followers followers,
            IngestWorker worker,
            Archive archive,
            FixityCoverage coverage,
            RollLog rolls,
            CopyWorker copies,
            TransparencyWorker transparency,
            BackupWorker backups,
            Clock clock,
            Settings settings) {
        FixityWorker.Settings usual = FixityWorker.Settings.USUAL;
        Settings.Fixity fixity = settings.fixity();
        return new Workers(
                followers,
                worker,
                new Workers.Audits(
                        new FixityWorker(
                                archive,
                                coverage,
                                PreservationAssembly.SOFTWARE,
                                clock,
                                new FixityWorker.Settings(
                                        PreservationAssembly.cycles(fixity),
                                        fixity.megabytesPerSecond(),
                                        fixity.hours(),
                                        usual.idle(),
                                        usual.afterFault())),
                        new RollCallWorker(
                                archive.auditor().rollCall(rolls, Duration.ofDays(1)),
                                coverage,
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(1))),
                copies,
                transparency,
                backups);
    }
}
