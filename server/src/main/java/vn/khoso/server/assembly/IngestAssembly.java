package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import vn.khoso.ingest.IngestPipeline;
import vn.khoso.ingest.Submissions;
import vn.khoso.ingest.agreement.AgencyRegistry;
import vn.khoso.ingest.agreement.Agree;
import vn.khoso.ingest.agreement.SubmissionAgreement;
import vn.khoso.ingest.bag.BagitJava;
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
import vn.khoso.ingest.worker.WorkerSettings;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.Formats;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.Retention;
import vn.khoso.preservation.Seals;
import vn.khoso.preservation.isolation.StaticAnswerTask;
import vn.khoso.preservation.isolation.WorkerAnswer;
import vn.khoso.preservation.isolation.WorkerPool;
import vn.khoso.schemas.codec.rdf.ShapeCheck;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.configuration.Settings;

/** The way in, from plain constructors. */
@ApplicationScoped
public class IngestAssembly {

    @Produces
    @Singleton
    public ProgressBoard board() {
        return new ProgressBoard();
    }

    @Produces
    @Singleton
    public StagingArea staging(Settings settings) {
        IngestLimits limits = IngestLimits.DEFAULT;
        Path folder = settings.data().resolve("staging-sip");
        return new StagingArea(
                folder,
                new IngestLimits(
                        limits.containerBytes(), limits.unpackedBytes(), limits.entries(), limits.ratio(),
                        limits.ratioGrace(), limits.depth(), settings.reserveBytes()));
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
            SubmissionQueue queue, StagingArea staging, ReceiptDesk desk, ProgressBoard board, IdentifierMint mint, Clock clock) {
        return new Submissions(queue, staging, desk, board, mint, clock);
    }

    /** bagit-java in a worker process of its own: it may hang, and that is its own trouble. */
    @Produces
    @Singleton
    public SecondOpinion secondOpinion(Settings settings) {
        vn.khoso.preservation.isolation.WorkerSettings workers = vn.khoso.preservation.isolation.WorkerSettings.standard(
                settings.toolClassPath(), settings.data().resolve("tmp").resolve("second-judge"), StaticAnswerTask.class,
                List.of(BagitJava.class.getName(), "answer"));
        return new SecondOpinion(new WorkerPool(workers.withSize(1)));
    }

    public void close(@Disposes SecondOpinion opinion) {
        opinion.pool().close();
    }

    /** The pool, under a name that tells it from that of the format tools. */
    public record SecondOpinion(WorkerPool pool) {
        Optional<byte[]> ask(Path file, byte[] question) {
            return switch (pool.ask(file, question)) {
                case WorkerAnswer.Answered answered -> Optional.of(answered.body());
                case WorkerAnswer.GaveUp gaveUp -> Optional.empty();
            };
        }
    }

    @Produces
    @Singleton
    public IngestPipeline.Checks checks(
            StagingArea staging, ProgressBoard board, SecondOpinion second, Formats formats, Catalogue catalogue, Retention retention) {
        AgencyRegistry registry = AgencyRegistry.shipped();
        return new IngestPipeline.Checks(
                new Unpack(staging, board),
                new VerifyBag(new BagitJavaJudge(second::ask), board),
                new Agree(registry, board),
                new Characterise(formats, SubmissionAgreement.shipped(), board),
                new Describe(registry, catalogue, retention, new ShapeCheck()::check, board));
    }

    @Produces
    @Singleton
    public IngestPipeline pipeline(IngestPipeline.Checks checks, Archive archive, ProgressBoard board, IdentifierMint mint, Clock clock) {
        SubmissionAgreement agreement = SubmissionAgreement.shipped();
        return new IngestPipeline(
                checks,
                agreement,
                new IngestPipeline.Keeping(
                        new Compose(agreement, mint, clock, board), new Store(archive, ReceiptDesk.ARCHIVE, board)));
    }

    /** To be started when everything stands, before the first request. */
    @Produces
    @Singleton
    public IngestWorker worker(
            IngestPipeline pipeline, Submissions submissions, SubmissionQueue queue, ProgressBoard board, Clock clock, Settings settings) {
        WorkerSettings standard = WorkerSettings.DEFAULT;
        return new IngestWorker(
                pipeline, submissions, queue, board, clock,
                new WorkerSettings(
                        standard.name(), settings.ingestWorkers(), standard.tries(), standard.delay(), standard.idle(),
                        standard.silence()));
    }

    public void close(@Disposes IngestWorker worker) {
        worker.close();
    }
}
