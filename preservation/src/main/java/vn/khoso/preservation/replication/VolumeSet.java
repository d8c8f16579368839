package vn.khoso.preservation.replication;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.storage.StoragePolicy;

/** The volumes of the archive, the most wanted first. No two have one name or one identity. */
public final class VolumeSet implements AutoCloseable {

    private final List<CopySite> sites;

    /**
     * @throws IllegalArgumentException when two sites have one name, or one volume is named twice
     * @throws StorageUnavailable when not one of them can be used; all are closed again
     */
    public VolumeSet(List<CopySite> sites) {
        this.sites = List.copyOf(sites);
        refuseTwice(sites);
        if (sites.stream().noneMatch(CopySite::inUse)) {
            String reasons = sites.stream()
                    .map(site ->
                            site.name() + ": " + (site.state() instanceof SiteState.Away away ? away.reason() : "?"))
                    .collect(Collectors.joining("; "));
            close();
            throw new StorageUnavailable(
                    "không dùng được ổ lưu trữ nào / no volume can be used: " + reasons, new IOException(reasons));
        }
    }

    private static void refuseTwice(List<CopySite> sites) {
        Set<String> names = new HashSet<>();
        Set<UUID> volumes = new HashSet<>();
        for (CopySite site : sites) {
            if (!names.add(site.name()) || !volumes.add(site.volume())) {
                sites.forEach(CopySite::close);
                throw new IllegalArgumentException(
                        "ổ lưu trữ " + site.name() + " được khai hai lần hoặc được gắn hai lần / volume " + site.name()
                                + " is named twice or mounted twice: " + site.volume());
            }
        }
    }

    public List<CopySite> sites() {
        return sites;
    }

    public Optional<CopySite> site(UUID volume) {
        return sites.stream().filter(site -> site.volume().equals(volume)).findFirst();
    }

    /** In the order in which they are read: in use and owing nothing, in use, fenced, and at last those that are away. */
    List<CopySite> toRead() {
        return sites.stream()
                .sorted(java.util.Comparator.comparing(VolumeSet::rank))
                .toList();
    }

    private static int rank(CopySite site) {
        return switch (site.state()) {
            case SiteState.InUse inUse -> site.indebted() ? 1 : 0;
            case SiteState.Fenced fenced -> 2;
            case SiteState.Away away -> 3;
        };
    }

    /** The sites that a rule gives copies to: as many as it asks for, those in use before the others, in its order. */
    List<CopySite> chosen(StoragePolicy.Rule rule) {
        List<CopySite> named = rule.volumes().stream()
                .flatMap(name -> sites.stream().filter(site -> site.name().equals(name)))
                .toList();
        if (named.size() < rule.volumes().size()) {
            throw new IllegalStateException(
                    "rule " + rule.name() + " asks for volumes that this archive does not have: " + rule.volumes());
        }
        return Stream.concat(
                        named.stream().filter(CopySite::inUse), named.stream().filter(site -> !site.inUse()))
                .limit(rule.copies())
                .toList();
    }

    /** Bytes that new packages may still take on each volume in use; 0 when one is down to its reserve, empty when none answers. */
    public OptionalLong room() {
        return sites.stream()
                .filter(CopySite::inUse)
                .map(CopySite::roomTold)
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    /** Looks at all of them. @return those that have come back */
    public List<CopySite> look() {
        return sites.stream().filter(CopySite::look).toList();
    }

    @Override
    public void close() {
        sites.forEach(CopySite::close);
    }
}
