package vn.khoso.server.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import vn.khoso.preservation.catalogue.jdbc.JdbcCatalogue;
import vn.khoso.preservation.fixity.jdbc.JdbcFixityLog;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.replication.AuditedSite;
import vn.khoso.preservation.replication.CatchUp;
import vn.khoso.preservation.replication.CopyComplaints;
import vn.khoso.preservation.replication.CopyEvents;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.FanOut;
import vn.khoso.preservation.replication.ReplicatedCheckpoints;
import vn.khoso.preservation.replication.ReplicatedSegments;
import vn.khoso.preservation.replication.ReplicatedStorage;
import vn.khoso.preservation.replication.Settling;
import vn.khoso.preservation.replication.VolumeSet;
import vn.khoso.preservation.replication.jdbc.JdbcCopyLog;
import vn.khoso.schemas.codec.json.StoragePolicyJson;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.storage.StoragePolicies;
import vn.khoso.schemas.storage.StoragePolicy;
import vn.khoso.server.configuration.Settings;

/** The volumes of the archive, and what is done with all of them together. */
public record VolumeParts(
        VolumeSet volumes,
        FanOut fanOut,
        ReplicatedStorage storage,
        ReplicatedSegments segments,
        ReplicatedCheckpoints checkpoints,
        JdbcCopyLog log,
        CopyComplaints complaints,
        Settling settling,
        CatchUp catchUp)
        implements AutoCloseable {

    /** How long a disk may take for a small write before the archive goes on without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For the archive at work. */
    public static VolumeParts serving(Settings settings, DataSource source, IdentifierMint mint, Clock clock)
            throws IOException {
        JdbcJournal journal = new JdbcJournal(source, clock);
        return of(settings, new VolumeSet(VolumeMemory.of(settings).open(journal, mint, clock)), source, mint, clock);
    }

    /** For a rebuild: what is there, whatever the database says. */
    public static VolumeParts rebuilding(Settings settings, DataSource source, IdentifierMint mint, Clock clock)
            throws IOException {
        JdbcJournal journal = new JdbcJournal(source, clock);
        return of(
                settings,
                new VolumeSet(VolumeMemory.of(settings).openWhatIsThere(journal, clock)),
                source,
                mint,
                clock);
    }

    private static VolumeParts of(
            Settings settings, VolumeSet volumes, DataSource source, IdentifierMint mint, Clock clock)
            throws IOException {
        JdbcJournal journal = new JdbcJournal(source, clock);
        JdbcCatalogue catalogue = new JdbcCatalogue(source, clock);
        JdbcCopyLog log = new JdbcCopyLog(source, clock);
        CopyEvents events = new CopyEvents(new Events(mint, clock), PreservationAssembly.SOFTWARE);
        CopyComplaints complaints = new CopyComplaints(log, new JdbcFixityLog(source, clock), events);
        FanOut fanOut = FanOut.atOnce(PATIENCE);
        ReplicatedCheckpoints checkpoints = new ReplicatedCheckpoints(volumes);
        ReplicatedSegments segments = new ReplicatedSegments(volumes, journal, fanOut);
        return new VolumeParts(
                volumes,
                fanOut,
                new ReplicatedStorage(volumes, policies(settings, volumes), complaints, clock, fanOut),
                segments,
                checkpoints,
                log,
                complaints,
                new Settling(log, catalogue, journal, segments, checkpoints, events),
                new CatchUp(volumes, log, catalogue, complaints, events, settings.copyMegabytes()));
    }

    /** All volumes, for audits. */
    List<AuditedSite> audited() {
        return volumes.sites().stream()
                .map(site -> new AuditedSite(site, complaints))
                .toList();
    }

    private static StoragePolicies policies(Settings settings, VolumeSet volumes) throws IOException {
        Optional<java.nio.file.Path> file = settings.storagePolicy();
        return file.isPresent()
                ? StoragePolicyJson.read(Files.readAllBytes(file.get()))
                : new StoragePolicies(List.of(StoragePolicy.everywhere(
                        volumes.sites().stream().map(CopySite::name).toList())));
    }

    @Override
    public void close() {
        fanOut.close();
        volumes.close();
    }
}
