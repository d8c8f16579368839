package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import vn.khoso.preservation.Journal;
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
    public Health health(AdministrationStore store, Volume volume, Settings settings) {
        return new Health(List.of(
                new HealthCheck("database", true, () -> new Finding(store.reachable(), "PostgreSQL")),
                new HealthCheck("storage", true, () -> new Finding(true, volume.room() + " bytes free")),
                new HealthCheck("storage-room", false, () -> new Finding(volume.room() > settings.reserveBytes(),
                        volume.room() + " bytes free, " + settings.reserveBytes() + " kept in reserve"))));
    }

    @Produces
    @Singleton
    public Metrics metrics(Volume volume, Journal journal) {
        return new Metrics(List.of(
                new Metrics.Gauge("khoso_volume_free_bytes", "Room on the volume.", volume::room),
                new Metrics.Gauge("khoso_journal_index", "Index of the newest journal entry.",
                        () -> journal.last().map(JournalEntry::index).orElse(0L))));
    }
}
