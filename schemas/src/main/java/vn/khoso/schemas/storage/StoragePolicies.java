package vn.khoso.schemas.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** All versions of the storage policy; which of them counts follows from the day. */
public record StoragePolicies(List<StoragePolicy> versions) {

    public StoragePolicies {
        versions = versions.stream()
                .sorted(Comparator.comparing(StoragePolicy::version))
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a storage policy without a version");
        }
        for (int at = 1; at < versions.size(); at++) {
            StoragePolicy before = versions.get(at - 1);
            StoragePolicy next = versions.get(at);
            if (next.version() == before.version() || next.effectiveFrom().isBefore(before.effectiveFrom())) {
                throw new IllegalArgumentException(
                        "storage policy " + next.version() + " does not come after " + before.version());
            }
        }
    }

    /** The newest version that counts at this time; before all of them, the first. */
    public StoragePolicy at(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return versions.stream()
                .filter(version -> !version.effectiveFrom().isAfter(day))
                .reduce((older, newer) -> newer)
                .orElse(versions.getFirst());
    }

    /** Names of all volumes that some rule of some version asks for. */
    public TreeSet<String> volumes() {
        TreeSet<String> names = new TreeSet<>();
        versions.forEach(version -> version.rules().forEach(rule -> names.addAll(rule.volumes())));
        return names;
    }
}
