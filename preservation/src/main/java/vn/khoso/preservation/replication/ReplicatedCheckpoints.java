package vn.khoso.preservation.replication;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.transparency.CheckpointStore;

/**
 * Signed checkpoints and their stamps on every volume in use: what proves the journal must not die with one disk. One volume is
 * enough to keep one; the others get what they missed when they are settled.
 */
public final class ReplicatedCheckpoints implements CheckpointStore {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicatedCheckpoints.class);
    private static final int PAGE = 100;

    private final VolumeSet volumes;

    public ReplicatedCheckpoints(VolumeSet volumes) {
        this.volumes = volumes;
    }

    @Override
    public List<Kept> after(long after, int limit) {
        return fromTheFullest(store -> store.after(after, limit));
    }

    /** From any volume that has it; rather one that has its stamp too. */
    @Override
    public Optional<Kept> find(long size) {
        Optional<Kept> found = fromTheFullest(store -> store.find(size));
        if (found.flatMap(Kept::timeStamp).isPresent()) {
            return found;
        }
        return donors().flatMap(site -> asked(site, store -> store.find(size)).flatMap(Function.identity()).stream())
                .filter(kept -> kept.timeStamp().isPresent() || found.isEmpty())
                .findFirst()
                .or(() -> found);
    }

    @Override
    public Optional<Kept> latest() {
        return fromTheFullest(CheckpointStore::latest);
    }

    @Override
    public void keep(long size, String note) {
        everywhere(store -> store.keep(size, note));
    }

    @Override
    public void keepTimeStamp(long size, byte[] reply) {
        everywhere(store -> {
            if (store.find(size).isPresent()) {
                store.keepTimeStamp(size, reply);
            }
        });
    }

    /** The volume with the latest checkpoint was not away for long. */
    private <T> T fromTheFullest(Function<CheckpointStore, T> question) {
        Optional<CopySite> fullest = Optional.empty();
        long latest = -1;
        for (CopySite site : volumes.toRead()) {
            long here = site.lastOpened().isEmpty() ? -1 : size(site);
            if (here > latest) {
                latest = here;
                fullest = Optional.of(site);
            }
        }
        return fullest.orElseThrow(() ->
                        new StorageUnavailable("no volume gives its checkpoints", new IOException("all are away")))
                .on(open -> question.apply(open.journal().checkpoints()));
    }

    private static long size(CopySite site) {
        return asked(site, CheckpointStore::latest)
                .map(latest -> latest.map(Kept::size).orElse(0L))
                .orElse(-1L);
    }

    private void everywhere(Consumer<CheckpointStore> work) {
        Optional<ArchiveFault> first = Optional.empty();
        boolean somewhere = false;
        for (CopySite site : volumes.sites().stream()
                .filter(CopySite::inUse)
                .filter(CopySite::settled)
                .toList()) {
            try {
                site.on(open -> {
                    work.accept(open.journal().checkpoints());
                    return site;
                });
                somewhere = true;
            } catch (ArchiveFault fault) {
                LOG.warn("Volume {} did not take a checkpoint: {}", site.name(), fault.getMessage());
                first = first.or(() -> Optional.of(fault));
            }
        }
        if (!somewhere) {
            throw first.orElseGet(
                    () -> new StorageUnavailable("no volume takes a checkpoint", new IOException("all are away")));
        }
    }

    /**
     * Gives a volume the checkpoints and stamps that it lacks, oldest first. Every other volume is asked: each may have been away
     * when a checkpoint, or only its stamp, was kept.
     */
    void catchUp(CopySite site) {
        donors().filter(other -> other != site).forEach(other -> catchUp(site, other));
    }

    private static void catchUp(CopySite site, CopySite from) {
        long after = 0;
        List<Kept> page = page(from, after);
        while (!page.isEmpty()) {
            page.forEach(kept -> site.on(open -> given(open.journal().checkpoints(), kept)));
            after = page.getLast().size();
            page = page(from, after);
        }
    }

    private static List<Kept> page(CopySite from, long after) {
        return asked(from, store -> store.after(after, PAGE)).orElse(List.of());
    }

    private Stream<CopySite> donors() {
        return volumes.toRead().stream().filter(site -> site.lastOpened().isPresent());
    }

    /** What a volume answers; nothing when it is away. */
    private static <T> Optional<T> asked(CopySite site, Function<CheckpointStore, T> question) {
        try {
            return Optional.of(site.on(open -> question.apply(open.journal().checkpoints())));
        } catch (StorageUnavailable away) {
            LOG.warn("Volume {} does not give its checkpoints: {}", site.name(), away.getMessage());
            return Optional.empty();
        }
    }

    private static Kept given(CheckpointStore store, Kept kept) {
        Optional<Kept> here = store.find(kept.size());
        if (here.isEmpty()) {
            store.keep(kept.size(), kept.note());
        }
        if (here.flatMap(Kept::timeStamp).isEmpty()) {
            kept.timeStamp().ifPresent(stamp -> store.keepTimeStamp(kept.size(), stamp));
        }
        return kept;
    }
}
