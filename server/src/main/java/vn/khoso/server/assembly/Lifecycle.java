package vn.khoso.server.assembly;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.ReplicatedSegments;
import vn.khoso.server.administration.Bootstrap;
import vn.khoso.server.configuration.Settings;

/** What begins with the application and ends with it. Tells the launcher, by a system property, when the end is over. */
@ApplicationScoped
public class Lifecycle {

    private static final String STATE = "khoso.application";
    private static final Duration SHIPPING = Duration.ofSeconds(30);
    private static final Logger LOG = Logger.getLogger(Lifecycle.class.getName());

    private volatile Optional<Workers> running = Optional.empty();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("khoso-clockwork").factory());

    void begin(
            @Observes @Initialized(ApplicationScoped.class) Object context,
            Settings settings,
            Bootstrap bootstrap,
            VolumeParts volumes,
            Workers workers)
            throws IOException {
        bootstrap.prepare();
        ReplicatedSegments segments = volumes.segments();
        volumes.volumes().sites().forEach(site -> settle(volumes, site));
        segments.shipPending();
        clockwork.scheduleWithFixedDelay(
                () -> ship(segments), SHIPPING.toSeconds(), SHIPPING.toSeconds(), TimeUnit.SECONDS);
        workers.start();
        running = Optional.of(workers);
        System.setProperty(STATE, "running");
        LOG.info(() -> "Kho Số is up: " + settings);
    }

    /** A volume that fails now is looked after by its worker. */
    private static void settle(VolumeParts volumes, CopySite site) {
        try {
            volumes.settling().settle(site);
        } catch (ArchiveFault later) {
            LOG.log(Level.WARNING, later, () -> "volume " + site.name() + " could not be settled; tried again");
        }
    }

    /** Routine events reach storage within a minute; decisions do not wait for this. */
    private static void ship(ReplicatedSegments segments) {
        try {
            segments.shipPending();
        } catch (ArchiveFault later) {
            LOG.log(
                    Level.WARNING,
                    later,
                    () -> "the journal could not be shipped; tried again in " + SHIPPING.toSeconds() + " s");
        }
    }

    @PreDestroy
    void end() {
        clockwork.shutdownNow();
        running.ifPresent(Workers::close);
        System.setProperty(STATE, "stopped");
        LOG.info("Kho Số is down");
    }
}
