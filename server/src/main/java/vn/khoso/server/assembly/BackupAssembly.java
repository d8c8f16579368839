package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import vn.khoso.preservation.backup.file.BackupPlan;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.worker.BackupWorker;
import vn.khoso.server.configuration.Settings;

/** Backups by schedule. */
@ApplicationScoped
public class BackupAssembly {

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration AFTER_FAULT = Duration.ofMinutes(10);

    @Produces
    @Singleton
    public BackupWorker backups(Settings settings, DataSource source, VolumeParts volumes, Events events, Clock clock) {
        Settings.Backup backup = settings.backup();
        return new BackupWorker(
                new BackupParts(settings, source, volumes, events, clock),
                new BackupWorker.Settings(
                        backup.media(),
                        VolumeMemory.of(settings).folders(),
                        backup.sameDisk(),
                        new BackupPlan(backup.hour()),
                        LOOK,
                        AFTER_FAULT),
                clock);
    }
}
