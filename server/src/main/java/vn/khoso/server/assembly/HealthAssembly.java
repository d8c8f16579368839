package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import vn.khoso.access.Discovery;
import vn.khoso.ingest.Submissions;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.fixity.coverage.FixityCoverage;
import vn.khoso.preservation.journal.transparency.TransparencyLog;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.worker.BackupWorker;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.VolumeReport;
import vn.khoso.server.administration.AdministrationStore;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.health.Health;
import vn.khoso.server.health.HealthCheck;
import vn.khoso.server.health.HealthCheck.Finding;
import vn.khoso.server.health.Metrics;

/** What is looked at to say whether the archive is well. */
@ApplicationScoped
public class HealthAssembly {

    @Produces
    @Singleton
    public Health health(
            AdministrationStore store,
            VolumeParts volumes,
            Archive archive,
            FixityCoverage coverage,
            Settings settings,
            Followers followers,
            TransparencyLog log,
            BackupWorker backups,
            Clock clock) {
        return new Health(List.of(
                new HealthCheck("database", true, () -> new Finding(store.reachable(), "PostgreSQL")),
                new HealthCheck(
                        "storage",
                        true,
                        () -> new Finding(
                                volumes.volumes().sites().stream().anyMatch(CopySite::inUse),
                                room(volumes).count() + " volumes in use")),
                new HealthCheck(
                        "storage-room",
                        false,
                        () -> new Finding(
                                room(volumes).min().orElse(0) > 0,
                                room(volumes).min().orElse(0)
                                        + " bytes for new packages on the volume with least room, " + settings.reserve()
                                        + " kept in reserve")),
                new HealthCheck("volumes", false, () -> volumes(archive.volumes(), clock.instant())),
                new HealthCheck("fixity", false, () -> fixity(archive, coverage, clock.instant())),
                new HealthCheck(
                        "journal-tree",
                        false,
                        () -> log.trouble()
                                .map(trouble -> new Finding(false, trouble))
                                .orElseGet(() -> new Finding(true, "checkpoints are signed and stamped"))),
                new HealthCheck("backups", false, () -> backups(backups)),
                new HealthCheck(
                        "followers",
                        false,
                        () -> followers
                                .trouble()
                                .map(trouble -> new Finding(false, trouble))
                                .orElseGet(() -> new Finding(true, "search, graph and custodians follow")))));
    }

    /** Not well when the audit itself did not work the last time, or a copy was not read for longer than the law allows. */
    private static Finding fixity(Archive archive, FixityCoverage coverage, Instant now) {
        Optional<String> failed = archive.audits(1).stream().findFirst().flatMap(FixityRun::failure);
        long overdue = coverage.countUnreadSince(now.minus(FixityCoverage.CEILING));
        return new Finding(
                failed.isEmpty() && overdue == 0,
                failed.orElse(
                        overdue == 0
                                ? "every copy was read within three years"
                                : overdue + " copies were not read for more than three years"));
    }

    private static Finding backups(BackupWorker worker) {
        return worker.states().isEmpty()
                ? new Finding(true, "no backup medium is set (khoso.backup.media): no backups are taken by schedule")
                : new Finding(
                        worker.alarming().isEmpty(),
                        worker.states().stream()
                                .map(state -> state.medium() + ": newest "
                                        + state.newest().map(Object::toString).orElse("none seen")
                                        + state.trouble()
                                                .map(why -> ", last try failed: " + why)
                                                .orElse(""))
                                .collect(Collectors.joining("; ")));
    }

    private static LongStream room(VolumeParts volumes) {
        return volumes.volumes().sites().stream().filter(CopySite::inUse).mapToLong(CopySite::room);
    }

    private static Finding volumes(List<VolumeReport> reports, Instant now) {
        return new Finding(
                reports.stream().noneMatch(volume -> volume.alarming(now)),
                reports.stream().map(HealthAssembly::said).collect(Collectors.joining("; ")));
    }

    private static String said(VolumeReport volume) {
        return volume.name() + " " + volume.state()
                + volume.since().map(since -> " since " + since).orElse("")
                + volume.reason().map(why -> " (" + why + ")").orElse("")
                + (volume.owed() > 0 ? ", owed " + volume.owed() + " copies" : "")
                + volume.earliestDue().map(due -> ", due by " + due).orElse("");
    }

    @Produces
    @Singleton
    public Metrics metrics(
            VolumeParts volumes,
            Archive archive,
            Clock clock,
            Journal journal,
            Submissions submissions,
            Discovery discovery) {
        return new Metrics(List.of(
                new Metrics.Gauge(
                        "khoso_volume_free_bytes",
                        "Room on the volume in use that has least.",
                        () -> room(volumes).min().orElse(0)),
                new Metrics.Gauge(
                        "khoso_volumes_out_of_use",
                        "Volumes that are away or fenced.",
                        () -> archive.volumes().stream()
                                .filter(volume -> volume.state() != VolumeReport.State.IN_USE)
                                .count()),
                new Metrics.Gauge(
                        "khoso_volumes_alarming",
                        "Volumes that somebody must look at.",
                        () -> archive.volumes().stream()
                                .filter(volume -> volume.alarming(clock.instant()))
                                .count()),
                new Metrics.Gauge(
                        "khoso_copies_owed",
                        "Copies that are still to be made, at most 10001 a volume.",
                        () -> archive.volumes().stream()
                                .mapToLong(VolumeReport::owed)
                                .sum()),
                new Metrics.Gauge(
                        "khoso_journal_index",
                        "Index of the newest journal entry.",
                        () -> journal.last().map(JournalEntry::index).orElse(0L)),
                new Metrics.Gauge("khoso_submissions_open", "Submissions that are not concluded.", submissions::open),
                new Metrics.Gauge(
                        "khoso_search_lag_changes",
                        "Changes that the search index has not seen, at most 10001.",
                        () -> discovery.indexLag().behind()),
                new Metrics.Gauge(
                        "khoso_graph_lag_changes",
                        "Changes that the graph has not seen, at most 10001.",
                        () -> discovery.graphLag().behind())));
    }
}
