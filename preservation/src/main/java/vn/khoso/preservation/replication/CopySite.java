package vn.khoso.preservation.replication;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.Medium;

/**
 * One named volume among several, whether it answers or not.
 *
 * <p>A site that went away is opened anew, with its identity asked and its recovery run, and only after everything that was
 * still running on it has ended.
 */
public final class CopySite implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CopySite.class);

    private final String name;
    private final UUID volume;
    private final OpenSite.Opening opening;
    private final Clock clock;
    private final AtomicInteger running = new AtomicInteger();
    private final ReentrantLock door = new ReentrantLock();
    private Optional<OpenSite> open = Optional.empty();
    private Optional<OpenSite> left = Optional.empty();
    private SiteState state;
    private boolean indebted;
    private boolean settled;

    private CopySite(String name, UUID volume, OpenSite.Opening opening, Clock clock) {
        this.name = name;
        this.volume = volume;
        this.opening = opening;
        this.clock = clock;
        this.state = new SiteState.Away(clock.instant(), "chưa mở / not opened yet");
    }

    /**
     * Opens a site. One that cannot be opened now is away and is asked again later.
     *
     * @param name {@code [a-z0-9-]{1,32}}
     * @param volume identity that the volume should have
     */
    public static CopySite open(String name, UUID volume, OpenSite.Opening opening, Clock clock) {
        if (!name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("not the name of a volume: " + name);
        }
        CopySite site = new CopySite(name, volume, opening, clock);
        site.reopen();
        return site;
    }

    public String name() {
        return name;
    }

    /** Identity of its volume. */
    public UUID volume() {
        return volume;
    }

    /** How it stands; a failed flush is seen here at once. */
    public synchronized SiteState state() {
        if (!(state instanceof SiteState.Fenced)) {
            open.flatMap(site -> site.medium().fenced())
                    .ifPresent(why -> state = new SiteState.Fenced(clock.instant(), why));
        }
        return state;
    }

    public boolean inUse() {
        return state() instanceof SiteState.InUse;
    }

    /** The volume as it was last opened: readable perhaps, even while the site is fenced or away. */
    public synchronized Optional<OpenSite> lastOpened() {
        return open;
    }

    /** Whether some packages are known not to lie here: other sites are read first. */
    synchronized boolean indebted() {
        return indebted;
    }

    synchronized void indebted(boolean owesCopies) {
        this.indebted = owesCopies;
    }

    /** Whether, since it was opened, it was asked for all that it should hold by its journal; until then nothing is shipped to it. */
    synchronized boolean settled() {
        return settled;
    }

    synchronized void settle() {
        settled = true;
    }

    /**
     * Does something on the volume.
     *
     * @throws StorageUnavailable also when the site is away
     */
    public <T> T on(Function<OpenSite, T> work) {
        OpenSite site = entered();
        try {
            return work.apply(site);
        } finally {
            running.decrementAndGet();
        }
    }

    private synchronized OpenSite entered() {
        OpenSite site = open.orElseThrow(this::unopened);
        running.incrementAndGet();
        return site;
    }

    private StorageUnavailable unopened() {
        String why = state() instanceof SiteState.Away away ? away.reason() : "not open";
        return new StorageUnavailable("volume " + name + " is away: " + why, new java.io.IOException(why));
    }

    /** Takes the site out of use until it is opened anew; what is fenced stays so. */
    public synchronized void away(String reason) {
        if (state() instanceof SiteState.InUse) {
            state = new SiteState.Away(clock.instant(), reason);
            LOG.error("Volume {} is away: {}", name, reason);
        }
    }

    /**
     * Looks whether a site in use is still there, and whether one that is away has come back.
     *
     * @return whether it has come back
     */
    public boolean look() {
        return switch (state()) {
            case SiteState.InUse inUse -> {
                requireIdentity();
                yield false;
            }
            case SiteState.Away away -> reopen();
            case SiteState.Fenced fenced -> false;
        };
    }

    /** Asks the volume who it is; when it does not say so, the site is away. */
    void requireIdentity() {
        try {
            lastOpened().ifPresent(site -> site.medium().requireIdentity());
        } catch (StorageUnavailable gone) {
            away(String.valueOf(gone.getMessage()));
        }
    }

    /** Nobody who asks how the site stands waits for this: a mount that hangs, hangs here. */
    private boolean reopen() {
        if (!door.tryLock()) {
            return false;
        }
        try {
            return idle() && opened();
        } finally {
            door.unlock();
        }
    }

    /** From here on nobody enters; false while somebody is in. */
    private synchronized boolean idle() {
        if (running.get() > 0) {
            return false;
        }
        left = open.or(() -> left);
        open = Optional.empty();
        return true;
    }

    private boolean opened() {
        try {
            left.ifPresent(site -> site.medium().close());
            left = Optional.empty();
            OpenSite site = opening.open();
            if (!site.medium().id().equals(volume)) {
                site.medium().close();
                throw new IllegalStateException("opened " + site.medium().id() + " for " + volume);
            }
            taken(site);
            return true;
        } catch (ArchiveFault refused) {
            refused(String.valueOf(refused.getMessage()));
            return false;
        }
    }

    private synchronized void taken(OpenSite site) {
        open = Optional.of(site);
        settled = false;
        state = new SiteState.InUse();
        LOG.info("Volume {} is in use: {}", name, volume);
    }

    private synchronized void refused(String reason) {
        Instant since = state instanceof SiteState.Away away ? away.since() : clock.instant();
        if (!(state instanceof SiteState.Away before) || !before.reason().equals(reason)) {
            LOG.error("Volume {} cannot be used: {}", name, reason);
        }
        state = new SiteState.Away(since, reason);
    }

    /** Room that ingest may still take there, bytes; 0 when it does not answer. */
    public long room() {
        return roomTold().orElse(0);
    }

    /** The same, but empty when it does not answer. */
    OptionalLong roomTold() {
        try {
            return lastOpened().map(OpenSite::medium).map(Medium::room).stream()
                    .mapToLong(Long::longValue)
                    .findFirst();
        } catch (StorageUnavailable gone) {
            return OptionalLong.empty();
        }
    }

    @Override
    public synchronized void close() {
        open.or(() -> left).ifPresent(site -> site.medium().close());
        left = Optional.empty();
        open = Optional.empty();
        state = new SiteState.Away(clock.instant(), "đã đóng / closed");
    }
}
