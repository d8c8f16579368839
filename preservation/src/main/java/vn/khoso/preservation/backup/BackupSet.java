package vn.khoso.preservation.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import vn.khoso.schemas.oais.Fixity;

/**
 * What one set says of itself: {@code backup.json}.
 *
 * @param name of its folder: time in UTC, kind, journal index
 * @param archive the first 16 digits of the hash of the journal's first entry: no two archives share it, and it outlives volumes
 * @param kept whether it is the full set of three years, which nobody thins out
 * @param takenBy who asked for it, as an agent's identifier or {@code schedule}
 * @param from journal index of the base, 0 for a full set
 * @param to journal index of the instant that the set shows
 * @param head hash of that entry
 * @param canonical digest of the canonical export of the database at that instant
 * @param volumes of the archive at that instant, by name
 * @param schemas version of each dumped schema of the database, by name
 * @param counts what was put into it
 * @param remarks what a reader of the minutes must know, for example that both media lie on one disk
 */
public record BackupSet(
        String name,
        String archive,
        BackupKind kind,
        boolean kept,
        Instant takenAt,
        String takenBy,
        UUID medium,
        long from,
        long to,
        Fixity head,
        Optional<Foundation> base,
        Fixity canonical,
        Map<String, UUID> volumes,
        Map<String, String> schemas,
        Counts counts,
        List<String> remarks) {

    public BackupSet {
        volumes = java.util.Collections.unmodifiableMap(new TreeMap<>(volumes));
        schemas = java.util.Collections.unmodifiableMap(new TreeMap<>(schemas));
        remarks = List.copyOf(remarks);
        if (to < 1 || from < 0 || from > to || (kind == BackupKind.FULL) == base.isPresent()) {
            throw new IllegalArgumentException("not a set: " + name);
        }
    }

    /** The same with what came of it. */
    public BackupSet with(Counts found) {
        return new BackupSet(
                name, archive, kind, kept, takenAt, takenBy, medium, from, to, head, base, canonical, volumes, schemas,
                found, remarks);
    }

    /** Whether it holds a good copy of every package of its instant. */
    public boolean complete() {
        return counts.unsaved() == 0;
    }

    /** The set before it. @param manifest SHA-256 of its manifest */
    public record Foundation(String name, Fixity manifest) {}

    /**
     * What was put into a set.
     *
     * @param packages of the archive at that instant
     * @param packed packages whose bytes lie in this very set
     * @param files of these
     * @param bytes of these
     * @param damagedCopies copies that were found bad while a good one was copied
     * @param unsaved packages of which no good copy was found
     */
    public record Counts(long packages, long packed, long files, long bytes, long damagedCopies, long unsaved) {}
}
