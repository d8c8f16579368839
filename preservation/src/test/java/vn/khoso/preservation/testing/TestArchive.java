package vn.khoso.preservation.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.catalogue.jdbc.JdbcCatalogue;
import vn.khoso.preservation.fixity.FixityAuditor;
import vn.khoso.preservation.fixity.jdbc.JdbcFixityLog;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.rebuild.CanonicalExport;
import vn.khoso.preservation.rebuild.Rebuild;
import vn.khoso.preservation.rebuild.jdbc.JdbcEmptyArchive;
import vn.khoso.preservation.replication.AuditedSite;
import vn.khoso.preservation.replication.CatchUp;
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
import vn.khoso.preservation.storage.StoredObjects;
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
import vn.khoso.schemas.storage.StoragePolicies;
import vn.khoso.schemas.storage.StoragePolicy;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** The whole archive proper on a real volume and a real database, put together as the server does it. */
public final class TestArchive implements AutoCloseable {

    /** No two archives of a test run make the same identifiers. */
    private static final AtomicLong SEEDS = new AtomicLong(1_000);

    public static final UUID VOLUME = UUID.fromString("01930000-0000-7000-8000-000000000001");

    public final Clock clock;
    public final DataSource source;
    public final VolumeSet volumes;
    public final ReplicatedStorage storage;
    public final JdbcCopyLog copies;
    public final Settling settling;
    public final CatchUp catchUp;
    public final JdbcCatalogue catalogue;
    public final JdbcJournal journal;
    public final JdbcRetentionSchedule schedule;
    public final JdbcFixityLog fixity;
    public final ReplicatedSegments segments;
    public final Events events;
    public final Archive archive;
    private final List<Place> places;
    private final Trial trial;
    private final Path folder;
    private final Samples samples = new Samples(SEEDS.incrementAndGet());

    /** @param folder of the volume, made when it is not there; its parent takes staged files */
    public TestArchive(Path folder, DataSource source, Clock clock) {
        this(places(List.of(folder)), source, clock, objects -> objects, Trial.NONE);
    }

    /** With a volume in each of these folders: {@code a}, {@code b} and so on. */
    public TestArchive(List<Path> folders, DataSource source, Clock clock, Trial trial) {
        this(places(folders), source, clock, objects -> objects, trial);
    }

    /** A volume of this archive. */
    public record Place(String name, UUID id, Path folder) {}

    /**
     * What a test wants to be different.
     *
     * @param around put around every volume that is opened
     * @param policy empty for a copy of everything on every volume
     * @param rebuilding whether the database is to be made from the volumes
     * @param elsewhere how volumes that are no folders are opened, by name
     */
    public record Trial(
            UnaryOperator<OpenSite> around,
            Optional<StoragePolicy> policy,
            FanOut fanOut,
            boolean rebuilding,
            Map<String, Elsewhere> elsewhere) {

        public static final Trial NONE = new Trial(
                UnaryOperator.identity(), Optional.empty(), FanOut.atOnce(Duration.ofSeconds(60)), false, Map.of());

        /** How a volume that is no folder is opened. */
        @FunctionalInterface
        public interface Elsewhere {
            OpenSite.Opening opening(UUID id, JournalStore journal, boolean sameJournal);
        }

        public Trial with(UnaryOperator<OpenSite> other) {
            return new Trial(other, policy, fanOut, rebuilding, elsewhere);
        }

        public Trial with(StoragePolicy other) {
            return new Trial(around, Optional.of(other), fanOut, rebuilding, elsewhere);
        }

        public Trial with(FanOut other) {
            return new Trial(around, policy, other, rebuilding, elsewhere);
        }

        public Trial forRebuild() {
            return new Trial(around, policy, fanOut, true, elsewhere);
        }

        public Trial with(String name, Elsewhere other) {
            return new Trial(around, policy, fanOut, rebuilding, Map.of(name, other));
        }
    }

    private static List<Place> places(List<Path> folders) {
        List<Place> places = new ArrayList<>();
        for (Path folder : folders) {
            int at = places.size();
            UUID id = new UUID(VOLUME.getMostSignificantBits(), VOLUME.getLeastSignificantBits() + at);
            places.add(new Place(String.valueOf((char) ('a' + at)), id, folder));
        }
        return places;
    }

    public TestArchive(Path folder, DataSource source, Clock clock, UnaryOperator<StoredObjects> objects) {
        this(places(List.of(folder)), source, clock, objects, Trial.NONE);
    }

    private TestArchive(
            List<Place> places, DataSource source, Clock clock, UnaryOperator<StoredObjects> objects, Trial trial) {
        this.places = places;
        this.trial = trial;
        this.folder = places.getFirst().folder();
        this.clock = clock;
        this.source = source;
        this.catalogue = new JdbcCatalogue(source, clock);
        this.journal = new JdbcJournal(source, clock);
        this.schedule = new JdbcRetentionSchedule(source, clock);
        this.fixity = new JdbcFixityLog(source, clock);
        this.events = new Events(new IdentifierMint(clock, new SecureRandom()), clock);
        this.copies = new JdbcCopyLog(source, clock);
        CopyEvents copyEvents = new CopyEvents(events, Samples.ARCHIVE);
        CopyComplaints complaints = new CopyComplaints(copies, fixity, copyEvents);
        this.volumes = new VolumeSet(places.stream().map(this::site).toList());
        List<String> names = volumes.sites().stream().map(CopySite::name).toList();
        this.storage = new ReplicatedStorage(
                volumes,
                new StoragePolicies(List.of(trial.policy().orElse(StoragePolicy.everywhere(names)))),
                complaints,
                clock,
                trial.fanOut());
        this.segments = new ReplicatedSegments(volumes, journal, trial.fanOut());
        this.settling =
                new Settling(copies, catalogue, journal, segments, new ReplicatedCheckpoints(volumes), copyEvents);
        this.catchUp = new CatchUp(volumes, copies, catalogue, complaints, copyEvents, 0);
        if (!trial.rebuilding()) {
            volumes.sites().forEach(settling::settle);
        }
        this.archive = new Archive(
                storage,
                catalogue,
                segments,
                new RetentionEngine(schedule),
                places.size() == 1
                        ? new FixityAuditor(
                                objects.apply(new SiteObjects(volumes.sites().getFirst())),
                                catalogue,
                                fixity,
                                segments,
                                events,
                                Samples.ARCHIVE)
                        : new FixityAuditor(
                                volumes.sites().stream()
                                        .map(site -> new AuditedSite(site, complaints))
                                        .toList(),
                                catalogue,
                                fixity,
                                segments,
                                events,
                                Samples.ARCHIVE),
                events);
    }

    private CopySite site(Place place) {
        Optional<Trial.Elsewhere> elsewhere =
                Optional.ofNullable(trial.elsewhere().get(place.name()));
        if (elsewhere.isPresent()) {
            OpenSite.Opening opening = elsewhere.get().opening(place.id(), journal, !trial.rebuilding());
            return CopySite.open(place.name(), place.id(), () -> trial.around().apply(opening.open()), clock);
        }
        if (!Files.exists(place.folder())) {
            Volume.format(place.folder(), place.id(), clock.instant());
        }
        FileSite opening =
                new FileSite(place.folder(), place.id(), new Volume.Settings(0, 2), journal, !trial.rebuilding());
        return CopySite.open(place.name(), place.id(), () -> trial.around().apply(opening.open()), clock);
    }

    /** One of the volumes, by its place in the list. */
    public CopySite site(int at) {
        return volumes.sites().get(at);
    }

    /** One turn of the thread that looks after a volume. */
    public long turn(CopySite site) {
        site.look();
        settling.settle(site);
        return site.inUse() ? catchUp.work(site, () -> true) : 0;
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
            files.add(stage(
                    result.files().getFirst().within(ArchivalInformationPackage.BAG_FOLDER), pdf(aip, result, bytes)));
        }
        files.add(stage(new PackagePath("metadata/premis.xml"), "<premis/>".getBytes(StandardCharsets.UTF_8)));
        var events = List.of(samples.event(EventType.RECEPTION, clock.instant(), aip.toString(), sip.toString()));
        ArchivalInformationPackage bare = new ArchivalInformationPackage(
                aip,
                sip,
                Samples.AGENCY,
                clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS),
                files,
                results,
                events);
        files.add(stage(new PackagePath(AipJson.PATH), AipJson.write(bare)));
        return new ArchivalInformationPackage(aip, sip, bare.producer(), bare.composedAt(), files, results, events);
    }

    public StorageReceipt store(AdministrativeResult... results) {
        return archive.store(compose(List.of(results), 2_000), Samples.ARCHIVE);
    }

    /** Where a file of an object lies on the volume. @param place as {@code v1/content/...} */
    public Path onDisk(AipId aip, String place) {
        return onDisk(0, aip, place);
    }

    /** The same on one of the volumes. */
    public Path onDisk(int volume, AipId aip, String place) {
        String digest = Digests.fixity(DigestAlgorithm.SHA_256, aip.toString().getBytes(StandardCharsets.UTF_8))
                .hex();
        return places.get(volume)
                .folder()
                .resolve("ocfl")
                .resolve(digest.substring(0, 2))
                .resolve(digest.substring(2, 4))
                .resolve(digest)
                .resolve(place);
    }

    public CanonicalExport export() {
        return new CanonicalExport(catalogue, schedule, fixity, journal, copies);
    }

    /** Makes the archive again from this volume in another database; this one is closed. */
    public TestArchive rebuiltIn(DataSource other, List<Rebuild.Report> reports) {
        return rebuiltFrom(places, other, reports);
    }

    /** The same from one of the volumes alone. */
    public TestArchive rebuiltFrom(int volume, DataSource other, List<Rebuild.Report> reports) {
        return rebuiltFrom(List.of(places.get(volume)), other, reports);
    }

    private TestArchive rebuiltFrom(List<Place> from, DataSource other, List<Rebuild.Report> reports) {
        close();
        TestArchive again = new TestArchive(from, other, clock, objects -> objects, trial.forRebuild());
        reports.add(new Rebuild(
                        again.storage,
                        new JdbcEmptyArchive(other, clock),
                        again.catalogue,
                        again.events,
                        Samples.ARCHIVE)
                .run(again.segments.entries()));
        again.volumes.sites().forEach(again.settling::settle);
        again.segments.shipPending();
        return again;
    }

    @Override
    public void close() {
        volumes.close();
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
