package vn.khoso.preservation.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageFull;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.fault.ArchiveFault.VolumeFenced;
import vn.khoso.preservation.fixity.Pace;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.premis.Event;

/**
 * Makes the copies that are owed: from a good copy, byte for byte, read back, then an event. What is owed is a table, so a
 * stop at any place loses nothing but the work on one package.
 */
public final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final int PAGE = 50;
    private static final long MUCH = 64_000_000;

    private final VolumeSet volumes;
    private final CopyLog log;
    private final CatalogueStore catalogue;
    private final CopyComplaints complaints;
    private final CopyEvents events;
    private final Pace pace;

    /** @param megabytesPerSecond read from good copies for all volumes together, in 10^6 bytes; 0 is no limit */
    public CatchUp(
            VolumeSet volumes,
            CopyLog log,
            CatalogueStore catalogue,
            CopyComplaints complaints,
            CopyEvents events,
            int megabytesPerSecond) {
        this.volumes = volumes;
        this.log = log;
        this.catalogue = catalogue;
        this.complaints = complaints;
        this.events = events;
        this.pace = new Pace(megabytesPerSecond);
    }

    /**
     * Makes what is owed to a site, oldest package first, until nothing more can be made there now.
     *
     * @param goOn asked before each package
     * @return how many copies were made
     * @throws ArchiveFault.DatabaseUnavailable when the database is away; what was made is found made the next time
     */
    public long work(CopySite site, BooleanSupplier goOn) {
        long made = 0;
        Optional<CopyEntry> last = Optional.empty();
        List<CopyEntry> page = log.owed(site.volume(), Optional.empty(), PAGE);
        boolean going = true;
        while (going && !page.isEmpty()) {
            Round round = new Round(site);
            for (CopyEntry owed : page) {
                going = going && goOn.getAsBoolean() && site.inUse() && round.make(owed);
            }
            round.record();
            made += round.made;
            last = Optional.of(page.getLast());
            page = log.owed(site.volume(), last.map(CopyEntry::aip), PAGE);
        }
        site.indebted(log.debt(site.volume()).copies() > 0);
        if (made > 0) {
            LOG.info("{} copies were made on volume {}", made, site.name());
        }
        return made;
    }

    /** Copies whose events are not written yet. */
    private final class Round {

        private final CopySite site;
        private final List<Event> done = new ArrayList<>();
        private long bytes;
        private long copies;
        private long made;

        Round(CopySite site) {
            this.site = site;
        }

        /** @return whether the volume takes more */
        boolean make(CopyEntry owed) {
            Optional<PackageEntry> entry = catalogue.find(owed.aip());
            try {
                Optional<CopySite> source = entry.flatMap(kept -> copied(site, kept));
                source.ifPresent(from -> {
                    done.add(events.made(owed, from.name()));
                    done.addAll(complaints.repaired(site, owed.aip(), from.name()));
                });
                copies += source.isPresent() ? 1 : 0;
                bytes += source.isPresent() ? entry.map(PackageEntry::bytes).orElse(0L) : 0;
            } catch (StorageUnavailable gone) {
                site.away(String.valueOf(gone.getMessage()));
                return false;
            } catch (StorageFull | VolumeFenced noMore) {
                LOG.warn("Volume {} takes no more copies now: {}", site.name(), noMore.getMessage());
                return false;
            }
            if (bytes > MUCH) {
                record();
            }
            return true;
        }

        void record() {
            if (!done.isEmpty()) {
                log.record(List.copyOf(done));
                made += copies;
                copies = 0;
                done.clear();
                bytes = 0;
            }
        }
    }

    /** The site from which a good copy was made; empty when none has one. Faults that are thrown are those of the target. */
    private Optional<CopySite> copied(CopySite site, PackageEntry entry) {
        List<CopySite> sources = Stream.concat(
                        volumes.toRead().stream().filter(other -> other != site), Stream.of(site))
                .toList();
        for (CopySite source : sources) {
            Optional<StoredVersion> wanted = sameHead(source, entry);
            if (wanted.isPresent() && took(site, wanted.get(), source)) {
                return Optional.of(source);
            }
        }
        complaints.unrepaired(site, entry.aip(), new ContentMissing("no good copy of it can be read now"));
        return Optional.empty();
    }

    private static Optional<StoredVersion> sameHead(CopySite source, PackageEntry entry) {
        try {
            return source.on(open -> open.storage().head(entry.aip()))
                    .filter(head -> head.rootDigest().equals(entry.rootDigest()));
        } catch (ContentAltered | ContentMissing | StorageUnavailable bad) {
            LOG.warn("{} on volume {}: {}", entry.aip(), source.name(), bad.getMessage());
            return Optional.empty();
        }
    }

    private boolean took(CopySite site, StoredVersion wanted, CopySite source) {
        try {
            site.on(to -> source.on(from -> {
                to.intake().takeOver(wanted, from.objects(), pace::read);
                return wanted;
            }));
            return true;
        } catch (ContentAltered | ContentMissing bad) {
            if (source != site) {
                complaints.bad(source, wanted.aip(), Optional.empty(), bad);
            }
            return false;
        }
    }
}
