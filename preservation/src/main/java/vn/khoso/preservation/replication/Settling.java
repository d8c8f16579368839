package vn.khoso.preservation.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.catalogue.CopiesDetail;
import vn.khoso.preservation.catalogue.KeptDetail;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.VolumeEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/**
 * Takes a volume that was opened back into the fellowship: one that the archive does not know joins it, and one that it knows
 * is asked for all that it should have taken since the last journal entry that it has itself.
 *
 * <p>So a volume that was silently put back to an older state is found out when it comes: its own journal tells how old it is.
 */
public final class Settling {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final int PAGE = 500;

    private final CopyLog log;
    private final CatalogueStore catalogue;
    private final JournalStore journal;
    private final ReplicatedSegments segments;
    private final ReplicatedCheckpoints checkpoints;
    private final CopyEvents events;

    public Settling(
            CopyLog log,
            CatalogueStore catalogue,
            JournalStore journal,
            ReplicatedSegments segments,
            ReplicatedCheckpoints checkpoints,
            CopyEvents events) {
        this.log = log;
        this.catalogue = catalogue;
        this.journal = journal;
        this.segments = segments;
        this.checkpoints = checkpoints;
        this.events = events;
    }

    /**
     * Does so for a site in use, once after each opening, before the journal is shipped to it.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault when volume or database fail meanwhile; to be done again then
     */
    public void settle(CopySite site) {
        if (!site.inUse() || site.settled()) {
            return;
        }
        long known = site.on(open -> open.journal().shippedAtOpening());
        if (log.volumes().stream().anyMatch(volume -> volume.id().equals(site.volume()))) {
            prove(site, known);
        } else {
            join(site, known);
        }
        segments.catchUp(site);
        checkpoints.catchUp(site);
        site.settle();
        site.indebted(log.debt(site.volume()).copies() > 0);
    }

    /** A volume of the time when there was one holds everything; any other starts with a debt. */
    private void join(CopySite site, long known) {
        List<VolumeEntry> volumes = log.volumes();
        Optional<UUID> replaces = volumes.stream()
                .filter(volume -> volume.name().equals(site.name()))
                .map(VolumeEntry::id)
                .findFirst();
        boolean holds = volumes.isEmpty() && known > 0;
        log.record(List.of(events.joined(site.name(), site.volume(), holds, replaces)));
        LOG.info(
                "Volume {} joins, it {}",
                site.name(),
                holds ? "holds every package" : "is owed a copy of every package");
    }

    private void prove(CopySite site, long known) {
        long after = known;
        List<JournalEntry> page = journal.after(after, PAGE);
        while (!page.isEmpty()) {
            List<Event> lost = new ArrayList<>();
            for (JournalEntry entry : page) {
                claimed(entry.event(), site.volume())
                        .flatMap(aip -> missing(site, aip))
                        .ifPresent(
                                copy -> lost.add(events.lost(copy, "volume " + site.name() + " came back without it")));
            }
            if (!lost.isEmpty()) {
                LOG.error("Volume {} came back in an older state: {} copies are not there", site.name(), lost.size());
                log.record(lost);
            }
            after = page.getLast().index();
            page = journal.after(after, PAGE);
        }
    }

    /** The package that should stand on the volume since this event. */
    private static Optional<AipId> claimed(Event event, UUID volume) {
        Optional<AipId> kept = KeptDetail.read(event)
                .filter(detail -> detail.copies().stream()
                        .anyMatch(copy ->
                                copy.volume().equals(volume) && copy.dueBy().isEmpty()))
                .map(KeptDetail::aip);
        return kept.or(() -> CopiesDetail.changed(event)
                .filter(copy -> copy.volume().equals(volume) && copy.state() == CopyEntry.State.KEPT)
                .map(CopyEntry::aip));
    }

    private Optional<CopyEntry> missing(CopySite site, AipId aip) {
        return log.copy(aip, site.volume())
                .filter(copy -> copy.state() == CopyEntry.State.KEPT)
                .filter(copy -> !stands(site, aip));
    }

    private boolean stands(CopySite site, AipId aip) {
        try {
            Optional<PackageEntry> entry = catalogue.find(aip);
            return site.on(open -> open.storage().head(aip))
                    .filter(head -> entry.filter(kept -> kept.rootDigest().equals(head.rootDigest()))
                            .isPresent())
                    .isPresent();
        } catch (ContentAltered | ContentMissing bad) {
            return false;
        }
    }
}
