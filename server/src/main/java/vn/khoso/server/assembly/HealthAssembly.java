package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import vn.khoso.access.Discovery;
import vn.khoso.ingest.Submissions;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.journal.transparency.TransparencyLog;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.catalogue.JournalEntry;
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
    public Health health(AdministrationStore store, Volume volume, Settings settings, Followers followers, TransparencyLog log) {
        return new Health(List.of(
                new HealthCheck("database", true, () -> new Finding(store.reachable(), "PostgreSQL")),
                new HealthCheck("storage", true, () -> volume.files().fenced()
                        .map(why -> new Finding(false, "fenced: " + why))
                        .orElseGet(() -> new Finding(volume.room() > 0, volume.room() + " bytes free"))),
                new HealthCheck("storage-room", false, () -> new Finding(volume.room() > settings.reserveBytes(),
                        volume.room() + " bytes free, " + settings.reserveBytes() + " kept in reserve")),
                new HealthCheck("journal-tree", false, () -> log.trouble()
                        .map(trouble -> new Finding(false, trouble))
                        .orElseGet(() -> new Finding(true, "checkpoints are signed and stamped"))),
                new HealthCheck("followers", false, () -> followers.trouble()
                        .map(trouble -> new Finding(false, trouble))
                        .orElseGet(() -> new Finding(true, "search, graph and custodians follow")))));
    }

    @Produces
    @Singleton
    public Metrics metrics(Volume volume, Journal journal, Submissions submissions, Discovery discovery) {
        return new Metrics(List.of(
                new Metrics.Gauge("khoso_volume_free_bytes", "Room on the volume.", volume::room),
                new Metrics.Gauge("khoso_journal_index", "Index of the newest journal entry.",
                        () -> journal.last().map(JournalEntry::index).orElse(0L)),
                new Metrics.Gauge("khoso_submissions_open", "Submissions that are not concluded.", submissions::open),
                new Metrics.Gauge("khoso_search_lag_changes", "Changes that the search index has not seen, at most 10001.",
                        () -> discovery.indexLag().behind()),
                new Metrics.Gauge("khoso_graph_lag_changes", "Changes that the graph has not seen, at most 10001.",
                        () -> discovery.graphLag().behind())));
    }
}
