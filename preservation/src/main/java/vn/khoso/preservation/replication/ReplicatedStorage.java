package vn.khoso.preservation.replication;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.catalogue.VolumeReport;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.storage.RecordClass;
import vn.khoso.schemas.storage.StoragePolicies;
import vn.khoso.schemas.storage.StoragePolicy;

/**
 * Several volumes as one storage: writes go to all that the policy asks for at the same time, reads take the first good copy.
 *
 * <p>A volume that fails while another one succeeds is away from then on: its copy is owed, and it is opened anew before it is
 * written again. When all fail, nothing is known of any of them but that this package was not kept.
 */
public final class ReplicatedStorage implements ArchivalStorage {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicatedStorage.class);

    /** A volume that takes fewer bytes a second than this counts as hanging. */
    private static final long SLOWEST = 1_000_000;

    private final VolumeSet volumes;
    private final StoragePolicies policies;
    private final CopyComplaints complaints;
    private final Clock clock;
    private final FanOut fanOut;

    /** @param fanOut how copies are made; large packages may take longer, by a second a megabyte */
    public ReplicatedStorage(
            VolumeSet volumes, StoragePolicies policies, CopyComplaints complaints, Clock clock, FanOut fanOut) {
        this.volumes = volumes;
        this.policies = policies;
        this.complaints = complaints;
        this.clock = clock;
        this.fanOut = fanOut;
        policies.at(clock.instant()).rules().forEach(volumes::chosen);
    }

    /**
     * Keeps version 1 as the policy asks for packages of this class. A second call with the same content gives the same.
     *
     * @throws ArchiveFault when fewer copies stand than the policy asks for before a receipt; nothing may be acknowledged then
     */
    public Keeping keep(NewVersion version, RecordClass asked) {
        StoragePolicy.Rule rule = policies.at(clock.instant()).rule(asked);
        return kept(version, rule, site -> site.storage().create(version));
    }

    /** Keeps the next version; else as {@link #keep}. */
    public Keeping keepNext(NewVersion version, RecordClass asked) {
        StoragePolicy.Rule rule = policies.at(clock.instant()).rule(asked);
        return kept(version, rule, site -> site.storage().update(version));
    }

    private Keeping kept(NewVersion version, StoragePolicy.Rule rule, Function<OpenSite, StoredVersion> work) {
        List<CopySite> chosen = volumes.chosen(rule);
        List<CopySite> ready = chosen.stream().filter(CopySite::inUse).toList();
        if (ready.size() < rule.minimum()) {
            String why = ready.size() + " of " + rule.minimum() + " volumes that must take a copy are in use";
            throw new StorageUnavailable(why, new IOException(why));
        }
        Map<CopySite, FanOut.Result<StoredVersion>> results = fanOut.run(ready, work, more(version));
        List<UUID> standing = new ArrayList<>();
        Optional<StoredVersion> stored = Optional.empty();
        for (Map.Entry<CopySite, FanOut.Result<StoredVersion>> one : results.entrySet()) {
            if (one.getValue() instanceof FanOut.Result.Done<StoredVersion>(StoredVersion value)
                    && stored.map(first -> first.rootDigest().equals(value.rootDigest()))
                            .orElse(true)) {
                standing.add(one.getKey().volume());
                stored = Optional.of(value);
            }
        }
        if (standing.size() < rule.minimum() || stored.isEmpty()) {
            throw firstFault(results);
        }
        List<UUID> owed = new ArrayList<>();
        for (CopySite site : chosen) {
            if (!standing.contains(site.volume())) {
                owed.add(site.volume());
                owes(site, version.aip(), Optional.ofNullable(results.get(site)));
            }
        }
        return new Keeping(stored.get(), standing, owed, rule.grace());
    }

    private static Duration more(NewVersion version) {
        long bytes =
                version.files().stream().mapToLong(file -> file.object().size()).sum();
        return Duration.ofSeconds(bytes / SLOWEST);
    }

    private static ArchiveFault firstFault(Map<CopySite, FanOut.Result<StoredVersion>> results) {
        List<ArchiveFault> faults = new ArrayList<>();
        results.forEach((site, result) -> {
            switch (result) {
                case FanOut.Result.Failed<StoredVersion>(ArchiveFault fault) -> faults.add(fault);
                case FanOut.Result.Late<StoredVersion>(Duration after) -> faults.add(late(site, after));
                case FanOut.Result.Done<StoredVersion> done ->
                    LOG.debug("{} stands on {}", done.value().aip(), site.name());
            }
        });
        if (faults.isEmpty()) {
            return new ContentAltered("the volumes hold different packages under one identifier");
        }
        ArchiveFault first = faults.removeFirst();
        faults.forEach(first::addSuppressed);
        return first;
    }

    private static StorageUnavailable late(CopySite site, Duration after) {
        String why = "volume " + site.name() + " did not end in " + after.toSeconds() + " s";
        return new StorageUnavailable(why, new IOException(why));
    }

    /** Another volume has the package, so what went wrong is this one's. */
    private static void owes(CopySite site, AipId aip, Optional<FanOut.Result<StoredVersion>> result) {
        site.indebted(true);
        if (result.isEmpty()) {
            return;
        }
        switch (result.get()) {
            case FanOut.Result.Late<StoredVersion>(Duration after) ->
                site.away("it did not end in " + after.toSeconds() + " s");
            case FanOut.Result.Failed<StoredVersion>(StorageUnavailable fault) ->
                site.away(String.valueOf(fault.getMessage()));
            case FanOut.Result.Failed<StoredVersion>(ArchiveFault fault) ->
                LOG.warn("{} is owed to volume {}: {}", aip, site.name(), fault.getMessage());
            case FanOut.Result.Done<StoredVersion> other ->
                LOG.error(
                        "{} on volume {} is another package: {}",
                        aip,
                        site.name(),
                        other.value().rootDigest());
        }
    }

    /** On every volume, or not at all: without a policy nothing may be owed. */
    @Override
    public StoredVersion create(NewVersion version) {
        return everywhere(version, site -> site.storage().create(version));
    }

    /** On every volume, or not at all: without a policy nothing may be owed. */
    @Override
    public StoredVersion update(NewVersion version) {
        return everywhere(version, site -> site.storage().update(version));
    }

    private StoredVersion everywhere(NewVersion version, Function<OpenSite, StoredVersion> work) {
        List<String> names = volumes.sites().stream().map(CopySite::name).toList();
        StoragePolicy.Rule rule = StoragePolicy.everywhere(names).rules().getFirst();
        return kept(
                        version,
                        new StoragePolicy.Rule(
                                "all",
                                rule.documentTypes(),
                                rule.agencies(),
                                rule.retention(),
                                names,
                                names.size(),
                                names.size(),
                                Duration.ZERO),
                        work)
                .stored();
    }

    /** The newest version on the first volume that has a good one. */
    @Override
    public Optional<StoredVersion> head(AipId aip) {
        List<ArchiveFault> faults = new ArrayList<>();
        for (CopySite site : volumes.toRead()) {
            try {
                Optional<StoredVersion> found = site.on(open -> open.storage().head(aip));
                if (found.isPresent()) {
                    return found;
                }
            } catch (ContentMissing | ContentAltered | StorageUnavailable fault) {
                faults.add(fault);
            }
        }
        if (faults.isEmpty()
                || faults.stream().allMatch(StorageUnavailable.class::isInstance)
                        && faults.size() < volumes.sites().size()) {
            return Optional.empty();
        }
        throw faults.getFirst();
    }

    @Override
    public InputStream open(AipId aip, PackagePath path) {
        return firstGood(
                aip,
                path,
                site -> ReadAhead.of(
                        site.on(open -> open.storage().open(aip, path)),
                        bad -> complaints.bad(site, aip, Optional.of(path), bad)));
    }

    @Override
    public InputStream openRange(AipId aip, PackagePath path, long offset, long length) {
        return firstGood(aip, path, site -> site.on(open -> open.storage().openRange(aip, path, offset, length)));
    }

    private <T> T firstGood(AipId aip, PackagePath path, Function<CopySite, T> read) {
        List<Runnable> complaining = new ArrayList<>();
        List<ArchiveFault> faults = new ArrayList<>();
        for (CopySite site : volumes.toRead()) {
            try {
                T good = read.apply(site);
                complaining.forEach(Runnable::run);
                return good;
            } catch (ContentMissing | ContentAltered | StorageUnavailable fault) {
                faults.add(fault);
                complaining.add(() -> complaints.bad(site, aip, Optional.of(path), fault));
            }
        }
        throw worst(faults);
    }

    /** Damage says more than absence, and absence more than a volume that does not answer, unless all that are there lack it. */
    private static ArchiveFault worst(List<ArchiveFault> faults) {
        ArchiveFault first = faults.stream()
                .filter(ContentAltered.class::isInstance)
                .findFirst()
                .or(() ->
                        faults.stream().filter(ContentMissing.class::isInstance).findFirst())
                .orElse(faults.getFirst());
        faults.stream().filter(fault -> fault != first).forEach(first::addSuppressed);
        return first;
    }

    /** Every object that lies on some volume that can be read, once. */
    @Override
    public Stream<AipId> all() {
        List<CopySite> readable = volumes.toRead().stream()
                .filter(site -> site.lastOpened().isPresent())
                .toList();
        return readable.stream()
                .flatMap(site -> site.on(open -> open.storage().all())
                        .filter(aip -> readable.stream()
                                .takeWhile(before -> before != site)
                                .noneMatch(before ->
                                        before.on(open -> open.intake().holds(aip)))));
    }

    /** Where a version stands: on every volume that was asked and has it, with the same root digest; owed to the others. */
    public Keeping standing(StoredVersion stored) {
        List<UUID> standing = new ArrayList<>();
        List<UUID> owed = new ArrayList<>();
        for (CopySite site : volumes.sites()) {
            (holds(site, stored) ? standing : owed).add(site.volume());
        }
        return new Keeping(stored, standing, owed, CopyEvents.GRACE);
    }

    static boolean holds(CopySite site, StoredVersion stored) {
        try {
            return site.on(open -> open.storage().head(stored.aip()))
                    .filter(head -> head.rootDigest().equals(stored.rootDigest()))
                    .isPresent();
        } catch (ContentMissing | ContentAltered | StorageUnavailable bad) {
            return false;
        }
    }

    /** How the volumes stand, and what is owed to them. */
    public List<VolumeReport> reports() {
        return new VolumeReports(volumes, complaints.log()).now();
    }
}
