package vn.khoso.preservation.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.catalogue.jdbc.JdbcCatalogue;
import vn.khoso.preservation.fixity.FixityAuditor;
import vn.khoso.preservation.fixity.jdbc.JdbcFixityLog;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.file.FileJournalSegments;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.rebuild.CanonicalExport;
import vn.khoso.preservation.rebuild.Rebuild;
import vn.khoso.preservation.rebuild.jdbc.JdbcEmptyArchive;
import vn.khoso.preservation.retention.RetentionEngine;
import vn.khoso.preservation.retention.StarterSchedule;
import vn.khoso.preservation.retention.jdbc.JdbcRetentionSchedule;
import vn.khoso.preservation.storage.file.FileArchivalStorage;
import vn.khoso.preservation.storage.file.FileStoredObjects;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.ArchivalInformationPackage.StagedFile;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.codec.json.AipJson;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** The whole archive proper on a real volume and a real database, put together as the server does it. */
public final class TestArchive implements AutoCloseable {

    /** No two archives of a test run make the same identifiers. */
    private static final AtomicLong SEEDS = new AtomicLong(1_000);

    private static final UUID VOLUME = UUID.fromString("01930000-0000-7000-8000-000000000001");

    public final Clock clock;
    public final DataSource source;
    public final Volume volume;
    public final FileArchivalStorage storage;
    public final JdbcCatalogue catalogue;
    public final JdbcJournal journal;
    public final JdbcRetentionSchedule schedule;
    public final JdbcFixityLog fixity;
    public final FileJournalSegments segments;
    public final Events events;
    public final Archive archive;
    private final Path folder;
    private final Samples samples = new Samples(SEEDS.incrementAndGet());

    /** @param folder of the volume, made when it is not there; its parent takes staged files */
    public TestArchive(Path folder, DataSource source, Clock clock) {
        this(folder, source, clock, objects -> objects);
    }

    public TestArchive(
            Path folder,
            DataSource source,
            Clock clock,
            java.util.function.UnaryOperator<vn.khoso.preservation.storage.StoredObjects> objects) {
        this.folder = folder;
        this.clock = clock;
        this.source = source;
        if (!Files.exists(folder)) {
            Volume.format(folder, VOLUME, clock.instant());
        }
        this.volume = Volume.open(folder, VOLUME, new Volume.Settings(0, 2));
        this.storage = FileArchivalStorage.on(volume);
        this.catalogue = new JdbcCatalogue(source, clock);
        this.journal = new JdbcJournal(source, clock);
        this.schedule = new JdbcRetentionSchedule(source, clock);
        this.fixity = new JdbcFixityLog(source, clock);
        this.segments = FileJournalSegments.on(volume, journal);
        this.events = new Events(new IdentifierMint(clock, new SecureRandom()), clock);
        this.archive = new Archive(
                storage,
                catalogue,
                segments,
                new RetentionEngine(schedule),
                new FixityAuditor(objects.apply(new FileStoredObjects(volume)), catalogue, fixity, segments, events, Samples.ARCHIVE),
                events);
    }

    public void loadStarterSchedule() {
        segments.shipUpTo(new StarterSchedule(new IdentifierMint(clock, new SecureRandom()), clock)
                .load(schedule, Samples.ARCHIVE)
                .getLast()
                .index());
    }

    /** A composed AIP with these results; each result's one file has this many bytes. */
    public ArchivalInformationPackage compose(List<AdministrativeResult> results, int bytes) {
        AipId aip = samples.aip();
        vn.khoso.schemas.oais.SipId sip = new vn.khoso.schemas.oais.SipId(samples.uuid());
        List<StagedFile> files = new ArrayList<>();
        for (AdministrativeResult result : results) {
            files.add(stage(result.files().getFirst().within(ArchivalInformationPackage.BAG_FOLDER), pdf(aip, result, bytes)));
        }
        files.add(stage(new PackagePath("metadata/premis.xml"), "<premis/>".getBytes(StandardCharsets.UTF_8)));
        var events = List.of(samples.event(EventType.RECEPTION, clock.instant(), aip.toString(), sip.toString()));
        ArchivalInformationPackage bare = new ArchivalInformationPackage(
                aip, sip, Samples.AGENCY, clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS), files, results, events);
        files.add(stage(new PackagePath(AipJson.PATH), AipJson.write(bare)));
        return new ArchivalInformationPackage(aip, sip, bare.producer(), bare.composedAt(), files, results, events);
    }

    public StorageReceipt store(AdministrativeResult... results) {
        return archive.store(compose(List.of(results), 2_000), Samples.ARCHIVE);
    }

    /** Where a file of an object lies on the volume. @param place as {@code v1/content/...} */
    public Path onDisk(AipId aip, String place) {
        String digest = Digests.fixity(DigestAlgorithm.SHA_256, aip.toString().getBytes(StandardCharsets.UTF_8)).hex();
        return folder.resolve("ocfl").resolve(digest.substring(0, 2)).resolve(digest.substring(2, 4)).resolve(digest).resolve(place);
    }

    public CanonicalExport export() {
        return new CanonicalExport(catalogue, schedule, fixity, journal);
    }

    /** Makes the archive again from this volume in another database; this one is closed. */
    public TestArchive rebuiltIn(DataSource other, List<Rebuild.Report> reports) {
        close();
        TestArchive again = new TestArchive(folder, other, clock);
        reports.add(new Rebuild(again.storage, new JdbcEmptyArchive(other, clock), again.catalogue, again.events, Samples.ARCHIVE)
                .run(again.segments.entries()));
        again.journal.last().ifPresent(last -> again.segments.shipUpTo(last.index()));
        return again;
    }

    @Override
    public void close() {
        volume.close();
    }

    private static byte[] pdf(AipId aip, AdministrativeResult result, int bytes) {
        byte[] content = new byte[bytes];
        new java.util.Random(aip.hashCode() + result.sourceRecordId().hashCode()).nextBytes(content);
        return content;
    }

    private StagedFile stage(PackagePath path, byte[] bytes) {
        FileObject object = new FileObject(
                path,
                bytes.length,
                Digests.fixity(DigestAlgorithm.SHA_256, bytes),
                Digests.fixity(DigestAlgorithm.SHA_512, bytes),
                FormatDesignation.UNKNOWN);
        Path staged = folder.resolveSibling("staged-" + samples.uuid());
        try {
            Files.write(staged, bytes);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        return new StagedFile(object, staged);
    }
}
