package vn.khoso.preservation.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.replication.CatchUp;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.Settling;
import vn.khoso.preservation.replication.VolumeSet;

/**
 * Looks after every volume, one thread each, so that a disk that hangs holds up nobody else: whether it is still there,
 * whether it has come back, and what is owed to it.
 */
public final class CopyWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CopyWorker.class);

    private final VolumeSet volumes;
    private final Settling settling;
    private final CatchUp catchUp;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /** @param every how long between two looks at a volume */
    public CopyWorker(VolumeSet volumes, Settling settling, CatchUp catchUp, Duration every) {
        this.volumes = volumes;
        this.settling = settling;
        this.catchUp = catchUp;
        this.every = every;
    }

    /** Begins. To be called once. */
    public void start() {
        volumes.sites()
                .forEach(site -> threads.add(Thread.ofPlatform()
                        .daemon()
                        .name("volume-" + site.name())
                        .start(() -> loop(site))));
    }

    /** Stops within seconds; a package that was being copied is begun anew at the next start. */
    @Override
    public void close() {
        closed.countDown();
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop(CopySite site) {
        while (open()) {
            turn(site);
        }
    }

    /** One look, and the work that it shows. */
    void turn(CopySite site) {
        try {
            site.look();
            settling.settle(site);
            if (site.inUse()) {
                catchUp.work(site, () -> closed.getCount() > 0);
            }
        } catch (ArchiveFault later) {
            LOG.warn("Volume {} waits: {}", site.name(), later.getMessage());
        }
    }

    /** Waits. @return false when it was closed meanwhile */
    private boolean open() {
        try {
            return !closed.await(every.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
