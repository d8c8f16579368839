package vn.khoso.schemas.storage;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many copies a package is given, and where: the first rule that matches counts, and the last matches everything.
 *
 * @param version from 1; a change of policy is a new version
 * @param effectiveFrom first day on which it counts, in the time of the archive's clock (UTC)
 */
public record StoragePolicy(int version, LocalDate effectiveFrom, List<Rule> rules) {

    public StoragePolicy {
        rules = List.copyOf(rules);
        if (version < 1) {
            throw new IllegalArgumentException("not the version of a policy: " + version);
        }
        if (rules.isEmpty() || !rules.getLast().matchesAll()) {
            throw new IllegalArgumentException(
                    "the last rule of a storage policy must match every record; version " + version);
        }
    }

    /**
     * What one class of records is given.
     *
     * @param documentTypes types to which it applies; empty for all
     * @param agencies codes to which it applies, with everything below them; empty for all
     * @param retention kinds to which it applies: YEARS, PERMANENT, UNCLASSIFIED; empty for all
     * @param volumes names of volumes, the most wanted first
     * @param copies how many of them get a copy, from 1
     * @param minimum how many must stand before there is a receipt, from 1; the others are owed then
     * @param grace until when, from the receipt on, a copy that is owed has to be made
     */
    public record Rule(
            String name,
            Set<String> documentTypes,
            Set<String> agencies,
            Set<String> retention,
            List<String> volumes,
            int copies,
            int minimum,
            Duration grace) {

        public Rule {
            documentTypes = Set.copyOf(documentTypes);
            agencies = Set.copyOf(agencies);
            retention = Set.copyOf(retention);
            volumes = List.copyOf(volumes);
            if (!name.matches("[a-z0-9-]{1,32}")) {
                throw new IllegalArgumentException("not the name of a storage rule: " + name);
            }
            if (new HashSet<>(volumes).size() != volumes.size() || copies < 1 || copies > volumes.size()) {
                throw new IllegalArgumentException("rule " + name + " asks for " + copies + " copies on " + volumes);
            }
            if (minimum < 1 || minimum > copies) {
                throw new IllegalArgumentException(
                        "rule " + name + " asks for " + minimum + " of " + copies + " copies before a receipt");
            }
            if (grace.isNegative()) {
                throw new IllegalArgumentException("rule " + name + " wants owed copies before they are owed");
            }
        }

        boolean matchesAll() {
            return documentTypes.isEmpty() && agencies.isEmpty() && retention.isEmpty();
        }

        boolean matches(RecordClass asked) {
            return (documentTypes.isEmpty() || asked.documentTypes().stream().anyMatch(documentTypes::contains))
                    && (agencies.isEmpty()
                            || agencies.stream()
                                    .anyMatch(code -> within(asked.agency().value(), code)))
                    && (retention.isEmpty() || retention.contains(asked.retention()));
        }

        private static boolean within(String agency, String code) {
            return agency.equals(code) || agency.startsWith(code + ".");
        }
    }

    /** The rule for a package. */
    public Rule rule(RecordClass asked) {
        return rules.stream().filter(rule -> rule.matches(asked)).findFirst().orElseThrow();
    }

    /** Every package on all of these volumes; one copy is enough for a receipt while the others are away, for a day. */
    public static StoragePolicy everywhere(List<String> volumes) {
        return new StoragePolicy(
                1,
                LocalDate.EPOCH,
                List.of(new Rule(
                        "default", Set.of(), Set.of(), Set.of(), volumes, volumes.size(), 1, Duration.ofDays(1))));
    }
}
