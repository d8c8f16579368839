package vn.khoso.preservation.replication;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.schemas.catalogue.JournalEntry;

/** Ships the journal to every volume in use; one is enough, and one that was away gets what it missed when it is back. */
public final class ReplicatedSegments implements JournalSegments {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicatedSegments.class);

    private final VolumeSet volumes;
    private final JournalStore store;
    private final FanOut fanOut;

    public ReplicatedSegments(VolumeSet volumes, JournalStore store, FanOut fanOut) {
        this.volumes = volumes;
        this.store = store;
        this.fanOut = fanOut;
    }

    @Override
    public void shipUpTo(long index) {
        List<CopySite> sites = volumes.sites().stream()
                .filter(CopySite::inUse)
                .filter(CopySite::settled)
                .toList();
        if (sites.isEmpty()) {
            throw new StorageUnavailable("no volume takes the journal", new IOException("all are away or fenced"));
        }
        Map<CopySite, FanOut.Result<Long>> results = fanOut.run(sites, site -> shipped(site, index), Duration.ZERO);
        boolean somewhere = results.values().stream().anyMatch(FanOut.Result.Done.class::isInstance);
        Optional<ArchiveFault> first = Optional.empty();
        for (Map.Entry<CopySite, FanOut.Result<Long>> one : results.entrySet()) {
            Optional<ArchiveFault> fault = fault(one.getKey(), one.getValue());
            fault.ifPresent(found -> behind(one.getKey(), found, somewhere));
            first = first.or(() -> fault);
        }
        if (!somewhere) {
            throw first.orElseThrow();
        }
    }

    private static long shipped(OpenSite site, long index) {
        site.journal().shipUpTo(index);
        return index;
    }

    private static Optional<ArchiveFault> fault(CopySite site, FanOut.Result<Long> result) {
        return switch (result) {
            case FanOut.Result.Done<Long> done -> Optional.empty();
            case FanOut.Result.Failed<Long>(ArchiveFault fault) -> Optional.of(fault);
            case FanOut.Result.Late<Long>(Duration after) -> {
                String why = "volume " + site.name() + " did not take the journal in " + after.toSeconds() + " s";
                yield Optional.of(new StorageUnavailable(why, new IOException(why)));
            }
        };
    }

    /** A volume that is full stays in use: it is behind until there is room. */
    private static void behind(CopySite site, ArchiveFault fault, boolean elsewhere) {
        LOG.warn("The journal is behind on volume {}: {}", site.name(), fault.getMessage());
        if (elsewhere && (fault instanceof StorageUnavailable || fault instanceof ContentAltered)) {
            site.away(String.valueOf(fault.getMessage()));
        }
    }

    /** Ships what is in the database and not on the volumes yet: once a minute for routine events. */
    public void shipPending() {
        store.last().map(JournalEntry::index).ifPresent(this::shipUpTo);
    }

    /**
     * Ships to a volume that has just been settled what it missed.
     *
     * @throws DatabaseUnavailable when the journal cannot be read
     */
    void catchUp(CopySite site) {
        store.last().ifPresent(last -> site.on(open -> shipped(open, last.index())));
    }

    /** Index of the last entry that lies on some volume; 0 for none. */
    public long shipped() {
        return longest().map(site -> site.journal().shipped()).orElse(0L);
    }

    /** Every entry of the volume that has most of them, from the first; for a rebuild. @see SiteJournal#entries */
    public Stream<JournalEntry> entries() {
        return longest().map(site -> site.journal().entries()).orElse(Stream.empty());
    }

    private Optional<OpenSite> longest() {
        return volumes.sites().stream()
                .flatMap(site -> site.lastOpened().stream())
                .max(Comparator.comparing(site -> site.journal().shipped()));
    }
}
