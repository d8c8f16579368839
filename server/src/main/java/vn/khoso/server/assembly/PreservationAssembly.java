package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.Formats;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.Retention;
import vn.khoso.preservation.Seals;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.catalogue.jdbc.JdbcCatalogue;
import vn.khoso.preservation.fixity.FixityAuditor;
import vn.khoso.preservation.fixity.FixityLog;
import vn.khoso.preservation.fixity.FixitySchedule;
import vn.khoso.preservation.fixity.RollLog;
import vn.khoso.preservation.fixity.coverage.FixityCoverage;
import vn.khoso.preservation.fixity.coverage.jdbc.JdbcFixityCoverage;
import vn.khoso.preservation.fixity.jdbc.JdbcFixityLog;
import vn.khoso.preservation.fixity.jdbc.JdbcRollLog;
import vn.khoso.preservation.format.FormatTools;
import vn.khoso.preservation.format.isolated.IsolatedFormatTools;
import vn.khoso.preservation.format.pronom.PronomIdentifier;
import vn.khoso.preservation.isolation.WorkerPool;
import vn.khoso.preservation.isolation.WorkerSettings;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.journal.transparency.TransparencyLog;
import vn.khoso.preservation.replication.ReplicatedSegments;
import vn.khoso.preservation.retention.RetentionEngine;
import vn.khoso.preservation.retention.RetentionSchedule;
import vn.khoso.preservation.retention.StarterSchedule;
import vn.khoso.preservation.retention.jdbc.JdbcRetentionSchedule;
import vn.khoso.preservation.seal.pkcs12.Pkcs12SealingKey;
import vn.khoso.preservation.worker.CopyWorker;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.server.configuration.Settings;

/** The archive proper: storage, journal, catalogue, retention. */
@ApplicationScoped
public class PreservationAssembly {

    private static final Logger LOG = Logger.getLogger(PreservationAssembly.class.getName());

    /** The software as an agent of events. */
    public static final Agent SOFTWARE = new Agent("software:khoso", Agent.Type.SOFTWARE, "Kho Số");

    private static final Duration LOOK_AT_VOLUMES = Duration.ofSeconds(10);

    @Produces
    @Singleton
    public VolumeParts volumes(Settings settings, DataSource source, IdentifierMint mint, Clock clock)
            throws IOException {
        return VolumeParts.serving(settings, source, mint, clock);
    }

    public void close(@Disposes VolumeParts volumes) {
        volumes.close();
    }

    @Produces
    @Singleton
    public CopyWorker copyWorker(VolumeParts volumes) {
        return new CopyWorker(volumes.volumes(), volumes.settling(), volumes.catchUp(), LOOK_AT_VOLUMES);
    }

    @Produces
    @Singleton
    public JournalStore journalStore(DataSource source, Clock clock) {
        return new JdbcJournal(source, clock);
    }

    @Produces
    @Singleton
    public CatalogueStore catalogueStore(DataSource source, Clock clock) {
        return new JdbcCatalogue(source, clock);
    }

    @Produces
    @Singleton
    public RetentionSchedule schedule(DataSource source, IdentifierMint mint, Clock clock) {
        JdbcRetentionSchedule schedule = new JdbcRetentionSchedule(source, clock);
        new StarterSchedule(mint, clock).load(schedule, SOFTWARE);
        return schedule;
    }

    @Produces
    @Singleton
    public RetentionEngine engine(RetentionSchedule schedule) {
        return new RetentionEngine(schedule);
    }

    @Produces
    @Singleton
    public ReplicatedSegments segments(VolumeParts volumes) {
        return volumes.segments();
    }

    @Produces
    @Singleton
    public Journal journal(JournalStore store, ReplicatedSegments segments, TransparencyLog log) {
        return new Journal(store, segments, log);
    }

    @Produces
    @Singleton
    public Catalogue catalogue(CatalogueStore store) {
        return new Catalogue(store);
    }

    @Produces
    @Singleton
    public Retention retention(RetentionSchedule schedule, RetentionEngine engine, ReplicatedSegments segments) {
        return new Retention(schedule, engine, segments);
    }

    @Produces
    @Singleton
    public FixityLog fixityLog(DataSource source, Clock clock) {
        return new JdbcFixityLog(source, clock);
    }

    @Produces
    @Singleton
    public FixityCoverage fixityCoverage(DataSource source, Clock clock) {
        return new JdbcFixityCoverage(source, clock);
    }

    @Produces
    @Singleton
    public RollLog rollLog(DataSource source) {
        return new JdbcRollLog(source);
    }

    @Produces
    @Singleton
    public FixitySchedule fixitySchedule(Settings settings) {
        return new FixitySchedule(cycles(settings.fixity()));
    }

    /** As the operator wants audits; of a sample a third as many by their age. */
    static FixitySchedule.Cycles cycles(Settings.Fixity fixity) {
        return new FixitySchedule.Cycles(
                Optional.of(Duration.ofDays(fixity.days())),
                fixity.daysOf().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> Duration.ofDays(one.getValue()))),
                fixity.sample() == 0
                        ? Optional.empty()
                        : Optional.of(new FixitySchedule.Sampling(
                                Duration.ofDays(1), fixity.sample(), (fixity.sample() + 2) / 3)));
    }

    @Produces
    @Singleton
    public FixityAuditor auditor(
            VolumeParts volumes,
            CatalogueStore catalogue,
            FixityLog log,
            ReplicatedSegments segments,
            Events events,
            Settings settings) {
        return new FixityAuditor(volumes.audited(), catalogue, log, segments, events, SOFTWARE)
                .withWalkers(settings.fixity().walkers());
    }

    @Produces
    @Singleton
    public Archive archive(
            VolumeParts volumes,
            CatalogueStore catalogue,
            ReplicatedSegments segments,
            RetentionEngine retention,
            FixityAuditor auditor,
            Events events) {
        return new Archive(volumes.storage(), catalogue, segments, retention, auditor, events);
    }

    @Produces
    @Singleton
    public Events events(IdentifierMint mint, Clock clock) {
        return new Events(mint, clock);
    }

    /** The key that signs receipts; its password comes from {@code KHOSO_SEAL_PASSWORD}, else from a file beside it. */
    @Produces
    @Singleton
    public Seals seals(Settings settings, Clock clock) {
        Path file = TransparencyAssembly.keys(settings).resolve("seal.p12");
        return new Seals(Pkcs12SealingKey.openOrCreate(
                file, TransparencyAssembly.password(settings), settings.archiveName(), clock));
    }

    @Produces
    @Singleton
    public FormatTools formatTools(Settings settings) {
        settings.signatures().ifPresent(PreservationAssembly::checkSignatures);
        WorkerSettings workers = IsolatedFormatTools.settings(
                settings.toolClassPath(), settings.data().resolve("tmp").resolve("workers"), settings.signatures());
        return new IsolatedFormatTools(new WorkerPool(workers.withSize(settings.formatWorkers())));
    }

    /** A broken file is found now, not by every worker that is started. */
    private static void checkSignatures(Path file) {
        try {
            String tool = PronomIdentifier.checked(file).tool();
            LOG.info(() -> "Formats are identified with " + tool + " of " + file);
        } catch (IOException broken) {
            throw new IllegalArgumentException("Settings refused: khoso.format.pronom: " + broken.getMessage(), broken);
        }
    }

    public void close(@Disposes FormatTools tools) {
        tools.close();
    }

    @Produces
    @Singleton
    public Formats formats(FormatTools tools) {
        return new Formats(tools);
    }
}
